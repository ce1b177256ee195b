/** Floor 5: where the admin API lies. */

/** The first part of every address of the API. */
export const API: string = '/__standin/api';

/** Its description, in OpenAPI. */
export const OPENAPI_PATH: string = '/__standin/openapi.json';

/** Whether a path is the API's: it answers in JSON, whatever happens. */
export function isApi(path: string): boolean {
  return path === API || path.startsWith(`${API}/`);
}
