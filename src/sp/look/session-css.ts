/** Floor 5: the identity on a page. */
import { foundText, type CssPlace, type PlaceReader } from './place.js';
import { openHtml, textIn } from './select-html.js';

/** The first element that a selector matches: its text, or one of its attributes. */
export const readCssPlace: PlaceReader<CssPlace> = async ({ css, attribute }, { body }) => {
  const [element] = (await openHtml(body)).select(css);
  if (element === undefined) return {};
  return foundText(attribute === undefined ? textIn(element) : element.attribs[attribute]);
};
