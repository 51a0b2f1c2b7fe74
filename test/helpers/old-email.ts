import type { Account } from '../../src/domain/account.ts';
import type { TestApp } from './app.ts';

const DAY_MS = 24 * 3_600_000;

/** Makes it this many days since the contacts were confirmed and the key chosen. */
export async function ageEmail({ deps }: Pick<TestApp, 'deps'>, id: string, days = 200): Promise<Account | undefined> {
  const then = new Date(deps.now().getTime() - days * DAY_MS);
  return deps.accounts.change(id, (latest) => ({
    ...latest,
    keyChangedAt: then,
    confirmed: { email: then, mobile: then },
  }));
}
