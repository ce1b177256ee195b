/** Floor 5: one operation of the admin API: what it is called, what it takes, what it gives, and what it does. */
import type { z } from 'zod';
import type { ServerState } from '../state/server-state.js';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What an operation is given, read and checked. */
interface Call<PathKey extends string, Query, Body> {
  readonly state: ServerState;
  readonly path: Readonly<Record<PathKey, string>>;
  readonly query: Query;
  readonly body: Body;
}

/** An answer that comes when there is something to say. The returned function is called when nobody waits any more. */
export interface Later<Given> {
  readonly later: (send: (given: Given) => void) => () => void;
}

/** A row of the table, as one writes it. Absent parts take nothing. */
export interface OperationRow<PathKey extends string, Query, Body, Given> {
  /** Unique; generated clients name their functions by it. */
  readonly id: string;
  readonly method: Method;
  /** Below `/__standin/api`: `/users/{handle}`. */
  readonly address: string;
  /** The chapter of the documentation. */
  readonly group: string;
  readonly summary: string;
  readonly detail?: string;
  readonly path?: Readonly<Record<PathKey, z.ZodType<string, string>>>;
  readonly query?: z.ZodType<Query>;
  readonly body?: z.ZodType<Body>;
  /** The body may be left out. */
  readonly optionalBody?: true;
  /** SAML metadata may be the body, too. */
  readonly metadataBody?: true;
  readonly gives: z.ZodType<unknown, Given>;
  /** 200 unless said otherwise. */
  readonly status?: 201;
  /** Statuses of refusals that come of what it does, besides those that every operation has. */
  readonly refuses?: readonly (404 | 409)[];
  run(call: Call<PathKey, Query, Body>): Given | Later<Given> | Promise<Given>;
}

/** A row of the table, whatever it takes and gives. */
export type Operation = OperationRow<string, unknown, unknown, unknown>;

/** Checks a row's parts against each other. */
export function operation<
  const PathKey extends string = never,
  Query = undefined,
  Body = undefined,
  Given = unknown,
>(row: OperationRow<PathKey, Query, Body, Given>): Operation {
  return row;
}
