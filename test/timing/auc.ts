/**
 * The chance that a value of `ones` is greater than one of `others` (Mann and Whitney's U over both counts): 0.5 when
 * they cannot be distinguished, 0 or 1 when one sample is enough.
 */
export function auc(ones: readonly number[], others: readonly number[]): number {
  const sorted = [...others].sort((one, other) => one - other);
  const wins = ones.reduce(
    (sum, value) => sum + below(sorted, value) + (below(sorted, value, true) - below(sorted, value)) / 2,
    0,
  );
  return wins / (ones.length * others.length);
}

/** How many of the sorted values are less than the value, or at most equal. */
function below(sorted: readonly number[], value: number, orEqual = false): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const here = sorted[middle] as number;
    if (here < value || (orEqual && here === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}
