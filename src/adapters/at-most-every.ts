/**
 * Rate-limits calls: the first passes at once, all that come within `restMs` after it become one call at the end of
 * that interval. The last call is never lost.
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
