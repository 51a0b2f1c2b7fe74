/** The owner of the schema makes `=` true of every row: a true row of another subject opens nothing for the caller. */
import test, { type ExecutionContext } from 'ava';
import { parseRun } from '../../../../src/domain/rut.ts';
import { openTestApp, type TestApp } from '../../../helpers/app.ts';
import { isRefused } from '../../../helpers/attack.ts';
import { accountIdOf, both, isFault, userinfo, write } from '../../../helpers/attacks.ts';
import { clientFileFor, pedro, rosa } from '../../../helpers/client-app.ts';
import { enterCuenta, isInCuenta } from '../../../helpers/cuenta.ts';

async function open(t: ExecutionContext): Promise<TestApp> {
  const app = await openTestApp({ env: { THROTTLES: 'off' }, clients: [clientFileFor('capacita')] });
  t.teardown(app.stop);
  return app;
}

/** From now on each value of a column equals every other. */
async function allEqual(app: TestApp, table: string, column: string, type: string): Promise<void> {
  const lax = `lax_${table}_${column}`;
  await write(app, `create domain ${lax} as ${type}`);
  await write(app, `create function is_${lax}(${lax}, ${lax}) returns boolean immutable language sql return true`);
  await write(app, `create operator = (leftarg = ${lax}, rightarg = ${lax}, function = is_${lax})`);
  await write(app, `alter table ${table} alter column ${column} type ${lax}`);
}

const soon = () => new Date(Date.now() + 600_000);

test('[A11, threat 87] as asked: a token finds no token of another subject', async (t) => {
  const app = await open(t);
  const { mine } = await both(app);
  const pedros = await accountIdOf(app, pedro);
  await write(app, `delete from oidc_access_token where payload ->> 'accountId' = $1`, [pedros]);
  await allEqual(app, 'oidc_access_token', 'id', 'bytea');
  t.true(isFault(await userinfo(app, mine.tokens.access_token)));
});

test('[A11, threat 87] as asked: a browser finds no session of another browser', async (t) => {
  const app = await open(t);
  const mine = await enterCuenta(app, pedro);
  await enterCuenta(app, rosa);
  await write(app, 'delete from own_sessions where account_id = $1', [await accountIdOf(app, pedro)]);
  await allEqual(app, 'own_sessions', 'token_hash', 'bytea');
  t.false(await isInCuenta(app, mine));
});

test('[A11, threat 87] as asked: an id or a number finds no other account', async (t) => {
  const app = await open(t);
  const { accounts } = app.deps;
  await allEqual(app, 'accounts', 'identifier', 'text');
  const unregistered = parseRun('44.000.004-5');
  await isRefused(t, 'accounts', () => accounts.findByIdentifier('natural', unregistered), 'by number');
  await allEqual(app, 'accounts', 'id', 'uuid');
  await isRefused(t, 'accounts', () => accounts.find('00000000-0000-4000-8000-000000000001'), 'by id');
});

test('[A11, threat 87] as asked: an unknown token opens no link, nor one of another purpose', async (t) => {
  const app = await open(t);
  const { links } = app.deps;
  const token = await links.issue('confirm-email', await accountIdOf(app, rosa), soon());
  await allEqual(app, 'links', 'purpose', 'text');
  await isRefused(t, 'links', () => links.peek('mailbox', token), 'another purpose');
  await allEqual(app, 'links', 'token_hash', 'bytea');
  await isRefused(t, 'links', () => links.peek('confirm-email', 'of no link'), 'another token, looked at');
  await isRefused(t, 'links', () => links.spend('confirm-email', 'of no link'), 'another token, spent');
});

test('[A11, threat 87] as asked: a code that was typed in one browser proves nothing in another', async (t) => {
  const app = await open(t);
  const { accountCodes, accounts } = app.deps;
  const accountId = await accountIdOf(app, rosa);
  await accountCodes.grant({ accountId, purpose: 'sign-in', contact: 'email', browser: 'hers' });
  await allEqual(app, 'account_codes', 'browser', 'bytea');
  const asked = { profile: 'natural', identifier: parseRun(rosa.rut) } as const;
  const another = { browser: 'another', since: new Date(0) };
  await isRefused(t, 'account_codes', () => accounts.forKey(asked, another), '');
});

test('[A11] as asked: an alarm about such a row shuts no account', async (t) => {
  const app = await open(t);
  const rosas = await accountIdOf(app, rosa);
  await allEqual(app, 'accounts', 'identifier', 'text');
  const fault = await t.throwsAsync(app.deps.accounts.findByIdentifier('natural', parseRun('44.000.004-5')));
  t.is((fault as { accountId?: string }).accountId, undefined);
  t.is((await app.deps.accounts.find(rosas))?.state, 'activa');
});

test('[A11] as asked: ids are found however PostgreSQL reads them', async (t) => {
  const app = await open(t);
  const id = await accountIdOf(app, rosa);
  t.is((await app.deps.accounts.find(id.toUpperCase()))?.id, id);
  t.is((await app.deps.accounts.find(`{${id.replaceAll('-', '')}}`))?.id, id);
});
