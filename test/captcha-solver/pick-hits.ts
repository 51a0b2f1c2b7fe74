/** A possible letter: its position (the middle, in samples or frames) and its score. */
export interface Hit {
  readonly letter: string;
  readonly at: number;
  readonly score: number;
}

/** The hits of the highest scores, no two of them closer than `apart`, as text in order of position. */
export function pickHits(hits: readonly Hit[], count: number, apart: number): string {
  const kept: Hit[] = [];
  for (const hit of hits.toSorted((one, other) => other.score - one.score)) {
    if (kept.length === count) break;
    if (kept.every(({ at }) => Math.abs(at - hit.at) > apart)) kept.push(hit);
  }
  return kept
    .toSorted((one, other) => one.at - other.at)
    .map(({ letter }) => letter)
    .join('');
}

/** The places where a curve is higher than anywhere else within `reach`. */
export function peaksOf(curve: Float32Array, reach: number): readonly number[] {
  const peaks: number[] = [];
  for (let from = 0; from < curve.length; from += reach) {
    let best = from;
    for (let at = from; at < Math.min(curve.length, from + reach); at++)
      if ((curve[at] as number) > (curve[best] as number)) best = at;
    peaks.push(best);
  }
  return peaks;
}
