const [CLOSEST, FARTHEST] = [4, 13];

interface Way {
  readonly score: number;
  readonly row: readonly number[];
}

/**
 * The most probable `count` letters from left to right: `said` has for each column the probability of each letter's
 * middle there, and last that of no middle. Middles are 4 to 13 columns apart.
 */
export function bestRow(said: readonly Float32Array[], count: number): readonly number[] {
  const columns = said.map((shares) => surest(shares));
  let ways: readonly (Way | undefined)[] = columns.map(({ letter, score }) => ({ score, row: [letter] }));
  for (let place = 1; place < count; place++) {
    ways = columns.map(({ letter, score }, column) => {
      const before = best(ways.slice(Math.max(0, column - FARTHEST), Math.max(0, column - CLOSEST + 1)));
      return before && { score: before.score + score, row: [...before.row, letter] };
    });
  }
  return best(ways)?.row ?? [];
}

function best(ways: readonly (Way | undefined)[]): Way | undefined {
  let most: Way | undefined;
  for (const way of ways) if (way && (!most || way.score > most.score)) most = way;
  return most;
}

function surest(shares: Float32Array): { readonly letter: number; readonly score: number } {
  const letters = shares.subarray(0, -1);
  const most = Math.max(...letters);
  return { letter: letters.indexOf(most), score: Math.log(most + 1e-6) - Math.log((shares.at(-1) ?? 0) + 1e-6) };
}
