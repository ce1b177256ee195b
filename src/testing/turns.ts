/** Floor 9: one thing after the other: a test that forgets an await never mixes up two logins. */

/** The order in which apps are spoken to. */
export interface Turns {
  /** Acts when everything before is done. @throws what a message that was `left` could not deliver */
  take<Value>(action: () => Promise<Value>): Promise<Value>;
  /** Acts when everything before is done, for a caller who does not wait; the next `take` says what went wrong. */
  leave(action: () => Promise<void>): void;
}

/** Opens an empty line. */
export function openTurns(): Turns {
  const failures: { readonly error: unknown }[] = [];
  const line = { end: Promise.resolve() };
  const queue = <Value>(action: () => Promise<Value>): Promise<Value> => {
    const turn = line.end.then(action);
    line.end = turn.then(
      () => undefined,
      () => undefined,
    );
    return turn;
  };
  return {
    take: (action) =>
      queue(async () => {
        const [failure] = failures.splice(0);
        if (failure !== undefined) throw failure.error;
        return action();
      }),
    leave: (action) => {
      queue(action).catch((error: unknown) => failures.push({ error }));
    },
  };
}
