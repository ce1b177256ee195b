/** Floor 5: the identity in a header of an answer. */
import { foundText, type HeaderPlace, type PlaceReader } from './place.js';

/** A header; its name is compared without case (RFC 9110 5.1). */
export const readHeaderPlace: PlaceReader<HeaderPlace> = ({ header }, { headers }) =>
  foundText(headers[header.toLowerCase()]);
