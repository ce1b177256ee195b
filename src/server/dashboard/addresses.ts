/** Floor 5: the addresses of the dashboard's pages. */

/** Everything of the server that is not a vendor's lies below. */
const OWN = '/__standin';

export const START: string = '/';
export const LOG: string = `${OWN}/log`;
export const LOG_EVENTS: string = `${LOG}/events`;
export const CLOCK: string = `${OWN}/clock`;
export const RESET: string = `${OWN}/reset`;
export const UNLOCK: string = `${OWN}/unlock`;
export const STYLE: string = `${OWN}/dashboard.css`;
export const SCRIPT: string = `${OWN}/dashboard.js`;

/** A tenant's people. @param key - `okta-acme`, or a pattern's `:key` */
export function tenantPath(key: string): string {
  return `${OWN}/tenants/${key.startsWith(':') ? key : encodeURIComponent(key)}`;
}

/** One person. */
export function userPath(key: string, handle: string): string {
  return `${tenantPath(key)}/users/${encodeURIComponent(handle)}`;
}
