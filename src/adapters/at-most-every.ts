/**
 * Passes asks on: the first at once, all that come within `restMs` after it as one at its end. A flood of them is one in
 * each rest, and the last is never lost.
 */
export function atMostEvery(restMs: number, act: () => void): () => void {
  let resting = false;
  let asked = false;
  return function ask(): void {
    asked = resting;
    if (resting) return;
    resting = true;
    act();
    const timer = setTimeout(() => {
      resting = false;
      if (asked) ask();
    }, restMs);
    timer.unref();
  };
}
