/** Floor 5: the pages that every page of the server leads to. */

/** A link of the page's head. */
export interface NavigationLink {
  readonly href: string;
  readonly text: string;
}

/** In the order of the head. */
export const NAVIGATION: readonly NavigationLink[] = [
  { href: '/', text: 'Start' },
  { href: '/__standin/session', text: 'Sessions' },
  { href: '/__standin/log', text: 'Log' },
];
