/** An identity that rests on copies which two people reviewed: what it opens, and what prevails over it. */
import test, { type ExecutionContext } from 'ava';
import type { Account } from '../../src/domain/account.ts';
import { withProof } from '../../src/domain/identity.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { openCompany, panaderia } from '../helpers/companies.ts';
import { openJorge, reviewJorge } from '../helpers/migrantes.ts';

const name = /Jorge Andrés/;

async function withJorge(t: ExecutionContext): Promise<{ app: TestApp; account: Account }> {
  const app = await openTestApp();
  t.teardown(app.stop);
  const account = await app.deps.accounts.findByIdentifier('migrante', await openJorge(app));
  if (!account) throw new Error('Jorge has no account');
  return { app, account };
}

test('a migrante reads the registry’s name in the copy of data once two people reviewed copies, not before', async (t) => {
  const { app, account } = await withJorge(t);
  const copyOf = async (of: Account) => JSON.stringify(await app.deps.records.of(of, undefined));
  t.notRegex(await copyOf(account), name);
  const reviewed = await reviewJorge(app);
  t.is(reviewed.identidad, 'revisada');
  t.regex(await copyOf(reviewed), name);
});

test('copies keep no number from the person whose document was seen', async (t) => {
  const { app, account } = await withJorge(t);
  await reviewJorge(app);
  t.true(await app.deps.accounts.contest(account.id));
});

test('the database refuses `revisada` for a number that has a card: only the document of a foreigner is reviewed by copies', async (t) => {
  const { app } = await withJorge(t);
  await openCompany(app);
  const number = panaderia.rut.replaceAll('.', '');
  const company = await app.deps.accounts.findByIdentifier('juridica', number as never);
  if (!company) return t.fail();
  const raise = () =>
    app.deps.accounts.change(company.id, (latest) => withProof(latest, app.deps.now(), { reached: 'revisada' }));
  await t.throwsAsync(raise, { message: /accounts_identidad_check/ });
});
