/** Floor 5: which entries of the log somebody wants to see. */
import { parameterOf, type HttpRequest } from '../../http/request.js';
import type { LogEntry } from '../../state/log.js';

/** Every part that is there must fit. */
export interface LogFilter {
  readonly kind?: string;
  readonly tenant?: string;
  /** A handle. */
  readonly user?: string;
}

const NAMES = ['kind', 'tenant', 'user'] as const;

/** Of the query; what is empty is not asked for. */
export function filterOf(http: HttpRequest): LogFilter {
  const given = NAMES.flatMap((name) => {
    const value = parameterOf(http, name)?.trim() ?? '';
    return value === '' ? [] : [[name, value] as const];
  });
  return Object.fromEntries(given);
}

/** Whether the entry is wanted. */
export function fits(filter: LogFilter, entry: LogEntry): boolean {
  return NAMES.every((name) => filter[name] === undefined || filter[name] === entry[name]);
}

/** The filter as a query. */
export function queryOf(filter: LogFilter): string {
  return new URLSearchParams({ ...filter }).toString();
}
