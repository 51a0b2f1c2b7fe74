import type { Checks } from '../helpers/proof/checks.ts';
import type { Heard, Raw } from './raw.ts';
import type { Scene } from './scene.ts';

/** Rows that only a form which was accepted may make. */
export interface Ledger {
  readonly accounts: number;
  readonly recoveries: number;
  readonly holds: number;
  /** Recoveries that sent a key or a link, or let contacts wait. */
  readonly sent: number;
}

const COUNTS = `select
  (select count(*) from accounts)::integer as accounts,
  (select count(*) from recoveries)::integer as recoveries,
  (select count(*) from holds)::integer as holds,
  (select count(*) from audit where act = 'recovery.sent')::integer as sent`;

/** What stands in the database now. */
export async function countRows({ query }: Scene): Promise<Ledger> {
  const [row] = await query<Ledger>(COUNTS);
  if (!row) throw new Error('no counts');
  return row;
}

export const nothing: Ledger = { accounts: 0, recoveries: 0, holds: 0, sent: 0 };

/** What one batch made, on top of what those before it did. */
export const added = (sum: Ledger, before: Ledger, after: Ledger): Ledger => ({
  accounts: sum.accounts + after.accounts - before.accounts,
  recoveries: sum.recoveries + after.recoveries - before.recoveries,
  holds: sum.holds + after.holds - before.holds,
  sent: sum.sent + after.sent - before.sent,
});

type Answered = Pick<Heard, 'status' | 'location'> & { readonly request: Raw };

/** Some mistakes are none (an unknown field, say): as many rows as forms were accepted, and not one for those refused. */
export function judgeRows(checks: Checks, made: Ledger, seen: readonly Answered[]): void {
  const accepted = seen.filter(({ status }) => status === 303);
  const sent = (shape: RegExp) => accepted.filter(({ request }) => shape.test(request.path));
  const steps = (...names: string[]) => accepted.filter(({ request }) => names.includes(request.step ?? ''));
  const limits: Ledger = {
    accounts: new Set(sent(/^\/registro\//).map(({ location }) => location)).size,
    recoveries: sent(/^\/recuperar\/(natural|juridica|migrante)$/).length,
    holds: sent(/^\/ya-tengo-run$/).length + steps('send').length,
    sent: steps('send', 'sent').length,
  };
  for (const name of ['accounts', 'recoveries', 'holds', 'sent'] as const)
    checks.check(
      `refused forms made no row (${name})`,
      made[name] <= limits[name],
      `${made[name]} made, ${limits[name]} forms accepted`,
    );
}
