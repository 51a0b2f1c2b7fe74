/**
 * Acts on each, one after the other. One that fails keeps none of the others from its turn; the first fault is thrown at
 * the end.
 */
export async function eachApart<T>(all: readonly T[], act: (one: T) => Promise<unknown>): Promise<void> {
  const faults: unknown[] = [];
  for (const one of all) await act(one).catch((fault: unknown) => faults.push(fault));
  if (faults.length > 0) throw faults[0];
}
