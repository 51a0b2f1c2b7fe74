import type { Limit, Spent, Throttles } from './throttles.ts';

export type { Limit } from './throttles.ts';

/** The budgets that counted one try. */
export interface Consumed {
  readonly counted: readonly (Limit & Spent)[];
  /** The first one that is spent. */
  readonly spent: (Limit & Spent) | undefined;
  /** Returns the try to all budgets that counted it. */
  refund(): Promise<void>;
}

/**
 * Counts one try by several budgets, before it happens, in this order: narrow ones first, so that a try which a narrow
 * one refuses spends nothing of a wide one. The caller refunds what turned out to be no try.
 */
export function consumeAll(throttles: Throttles, limits: readonly Limit[]): Promise<Consumed> {
  return consume(throttles, limits, true);
}

/** Counts one try by each of several budgets, spent or not: for those past which a try may go on and cost something. */
export function consumeEach(throttles: Throttles, limits: readonly Limit[]): Promise<Consumed> {
  return consume(throttles, limits, false);
}

/** Looks at each of them without counting. */
export async function peekEach(throttles: Throttles, limits: readonly Limit[]): Promise<readonly (Limit & Spent)[]> {
  const seen = await throttles.peekAll(limits);
  return limits.map((limit, place) => ({ ...limit, ...(seen[place] as Spent) }));
}

async function consume(throttles: Throttles, limits: readonly Limit[], untilSpent: boolean): Promise<Consumed> {
  const spent = await throttles.consumeAll(limits, { untilSpent });
  const counted = spent.map((one, place) => ({ ...(limits[place] as Limit), ...one }));
  return {
    counted,
    spent: counted.find(({ allowed }) => !allowed),
    refund: () => throttles.giveBack({ refunded: counted }),
  };
}

/** Of the budgets that counted a try, the one that runs out first, and how many tries it has left. */
export function firstToRunOut(
  counted: readonly (Limit & Spent)[],
): (Limit & Spent & { readonly left: number }) | undefined {
  const all = counted.map((one) => ({ ...one, left: Math.max(0, one.rateLimit.limit - one.used) }));
  return all.reduce<(typeof all)[number] | undefined>(
    (least, one) => (least && least.left <= one.left ? least : one),
    undefined,
  );
}
