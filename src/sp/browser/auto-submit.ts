/** Floor 5: pages that submit a form by themselves, as both ends of the POST binding write them. */
import { readPage } from './elements.js';
import { controlsOf, formEntries, isForPeople } from './form-data.js';
import type { Navigation } from './navigation.js';
import { submission } from './submission.js';
import { selfSubmission } from './self-submission.js';

/** Most pages submit nothing; parsing them costs more than all the rest of a hop. */
const HAS_CODE = /<script|onload/i;
const MAY_SUBMIT = /\b(?:requestSubmit|submit|click)\b/;

/**
 * The request that a page makes by itself, or `undefined` when the page stays: a script or `onload` submits a form in
 * which a person has nothing to fill in. Among several forms the script must name one.
 *
 * @param html - the page
 * @param url - its URL, which relative actions build on and which starts the next request
 */
export function autoSubmit(html: string, url: URL): Navigation | undefined {
  if (!HAS_CODE.test(html) || !MAY_SUBMIT.test(html)) return undefined;
  const page = readPage(html, url);
  const own = selfSubmission(page);
  if (own === undefined || controlsOf(own.form, page).some(isForPeople)) return undefined;
  return submission(own, formEntries(own.form, page, own.submitter), page);
}
