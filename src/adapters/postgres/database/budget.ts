/** What one request has waited for the database, in milliseconds; waits that overlap count once. */
export interface Budget {
  spent(): number;
  /** Counts the time until the promise ends. */
  count<T>(wait: Promise<T>): Promise<T>;
}

/** A budget that is not spent yet. */
export function openBudget(): Budget {
  let spent = 0;
  let waits = 0;
  let since = 0;
  const now = (): number => performance.now();
  const done = (): void => {
    waits -= 1;
    if (waits === 0) spent += now() - since;
  };
  return {
    spent: () => spent + (waits > 0 ? now() - since : 0),
    count(wait) {
      if (waits === 0) since = now();
      waits += 1;
      return wait.finally(done);
    },
  };
}
