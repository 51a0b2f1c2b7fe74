/**
 * What the promise gives; or, once `ms` milliseconds are over, the error that `late` gives, which is called then only. An
 * answer that arrived while this process was busy still counts: it is read before the time is called over.
 */
export function within<T>(ms: number, promise: Promise<T>, late: () => Error): Promise<T> {
  return new Promise((resolve, reject) => {
    let done = false;
    const over = (): void => {
      if (!done) reject(late());
    };
    const timer = setTimeout(() => setImmediate(over), Math.max(0, ms));
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
