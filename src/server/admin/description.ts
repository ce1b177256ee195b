/** Floor 5: what the documentation says of the admin API as a whole. */

/** Of the API. */
export const DESCRIPTION: string =
  'For tests: people and their lifecycle, applications, the clock, what happens to the next login, the log, and back to the start. JSON in and out. Without a token only programs of this machine may use it; with one (`--admin-token`), whoever sends it.';

/** Of every status that refuses. */
export const REFUSALS: Readonly<Record<number, string>> = {
  400: 'The request is not valid: `error.path` says where.',
  401: 'The server demands a token, and this is not it.',
  403: 'Another site, or another machine, sends this.',
  404: 'What the address or the body names is not there.',
  409: 'The state of things does not allow it.',
  413: 'The body is longer than one megabyte.',
  415: 'The body has another content type.',
  500: 'Standin failed.',
};
