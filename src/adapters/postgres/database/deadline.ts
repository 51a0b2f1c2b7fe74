/** Called where the answer has not come after so many milliseconds. */
interface Early {
  readonly ms: number;
  act(): void;
}

/**
 * The promise's value; or, once `ms` milliseconds are over, the error of `late`, which is called then only. An answer
 * that arrived while this process was busy still counts: it is read before the time-out applies.
 */
export function withDeadline<T>(ms: number, promise: Promise<T>, late: () => Error, early?: Early): Promise<T> {
  return new Promise((resolve, reject) => {
    let done = false;
    const unlessDone = (act: () => void) => () => setImmediate(() => done || act());
    const last = unlessDone(() => reject(late()));
    const first = unlessDone(() => {
      timer = setTimeout(last, ms - (early?.ms ?? 0));
      early?.act();
    });
    let timer = early && early.ms < ms ? setTimeout(first, early.ms) : setTimeout(last, Math.max(0, ms));
    const settle = <V>(act: (value: V) => void): ((value: V) => void) => {
      return (value) => {
        done = true;
        clearTimeout(timer);
        act(value);
      };
    };
    promise.then(settle(resolve), settle(reject));
  });
}
