import type { Deps } from '../../../ports/deps.ts';

/**
 * What becomes of a new e-mail that its reader confirmed: it is in use, or will be after the waiting period; or not,
 * because the account is stopped, two people decide, or the request ended.
 */
export type ContactFate = 'waits' | (typeof fates)[number];

/** All but the rule, which is the waiting period. */
const fates = ['now', 'stopped', 'desk', 'over'] as const;

/** A fate as the query of the address of a page. */
export const fateQuery = (fate: ContactFate): string => (fate === 'waits' ? '' : `?${fate}`);

/** The fate in a query; any other one is that of the rule. */
export const fateIn = (query: Readonly<Record<string, unknown>>): ContactFate =>
  fates.find((fate) => query[fate] !== undefined) ?? 'waits';

type Needs = Pick<Deps, 'accounts' | 'pendingChanges'>;

/** The fate of the new e-mail of a request as it is now. A frozen account is opened by the same recovery that waits. */
export async function contactFate({ accounts, pendingChanges }: Needs, id: string): Promise<ContactFate> {
  const hold = await pendingChanges.find(id);
  const account = hold && (await accounts.find(hold.accountId));
  if (!hold || !account) return 'over';
  if (hold.state === 'done') return 'now';
  if (hold.state === 'desk') return 'desk';
  if (hold.state !== 'waiting' || account.state === 'cerrada') return 'over';
  return account.state === 'suspendida' ? 'stopped' : 'waits';
}
