import test from 'ava';
import { proveIdentity } from '../../src/account/prove-identity.ts';
import { saveKey } from '../../src/account/save-key.ts';
import { requireSerial } from '../../src/domain/cedula.ts';
import { principalId } from '../../src/domain/principal-id.ts';
import { parseRun } from '../../src/domain/rut.ts';
import type { TestApp } from '../helpers/app.ts';
import { printSheet } from '../helpers/backup-sheet.ts';
import { type Person, pedro, rosa } from '../helpers/client-app.ts';
import { ofPanaderia, openCompany } from '../helpers/companies.ts';
import {
  accountNow,
  CHOSEN,
  camila,
  changeBy,
  DAY,
  messagesTo,
  openAppFor,
  openWithCamila,
  owner,
  provisionalIn,
  recoverByCard,
} from '../helpers/recovery.ts';
import { enrolled } from '../helpers/second-factor.ts';

const kinds = async ({ deps }: TestApp): Promise<readonly string[]> => {
  const { id } = await accountNow({ deps } as TestApp);
  return [...new Set((await deps.credentials.ofAccount(id)).map(({ kind }) => kind))].toSorted();
};

const removals = async (app: TestApp): Promise<number> =>
  (await app.mailbox()).filter(({ subject }) => subject === 'Quitaron un segundo factor de su cuenta').length;

for (const [days, left, told] of [
  [6, [], true],
  [7, ['recovery-code', 'totp'], false],
] as const)
  test(`[threat 100, second factor] a recovery of the key ${told ? 'removes a factor of' : 'keeps a factor of'} ${days} days`, async (t) => {
    const app = await openWithCamila(t);
    await enrolled(app);
    await app.advance(days * DAY);
    await recoverByCard(app, {}, owner);
    const chosen = await changeBy(app, await provisionalIn(app, camila.email), CHOSEN, { visitor: owner });
    t.log(chosen);
    t.deepEqual(await kinds(app), left);
    t.is((await removals(app)) > 0, told);
  });

test('[threat 104, second factor] the first proof of an identity ends what was enrolled before it, and the holder is told', async (t) => {
  const app = await openWithCamila(t, { declared: true });
  await enrolled(app, { serial: undefined });
  await app.advance(30 * DAY);
  const { id } = await accountNow(app);
  await proveIdentity(app.deps, id, { serial: requireSerial(camila.serial), device: undefined }, owner);
  t.deepEqual(await kinds(app), []);
  t.true((await removals(app)) > 0);
});

test('[threat 182, second factor] the first proof of a representative ends what was enrolled in that name before it, and no other’s', async (t) => {
  const app = await openAppFor(t);
  const { companies, credentials, accounts } = app.deps;
  await openCompany(app, { serial: rosa.serial });
  const account = await accounts.findByIdentifier('juridica', ofPanaderia.identifier);
  if (!account) return t.fail();
  const of = async ({ rut }: Person) => {
    const run = parseRun(rut);
    return (
      (await companies.findActor(account.id, { run })) ??
      (await companies.addActor(account.id, { run, name: {}, identidad: 'declarada' }))
    );
  };
  const held = async (person: Person) =>
    (await credentials.of({ accountId: account.id, actor: (await of(person)).subject })).length;
  await enrolled(app, { account, actor: await of(rosa), serial: requireSerial(rosa.serial) });
  await app.advance(DAY);
  await enrolled(app, { account, actor: await of(pedro), serial: undefined });
  t.deepEqual([await held(rosa), await held(pedro)], [11, 11]);
  const principal = principalId(account.id, (await of(pedro)).subject);
  await proveIdentity(app.deps, principal, { serial: requireSerial(pedro.serial), device: undefined }, owner);
  t.deepEqual([await held(rosa), await held(pedro)], [11, 0]);
  t.true((await app.mailbox()).some(({ subject }) => /^Quitaron un segundo factor/.test(subject)));
  await app.advance(DAY);
  await enrolled(app, { account, actor: await of(pedro), serial: requireSerial(pedro.serial) });
  await proveIdentity(app.deps, principal, { serial: requireSerial(pedro.serial), device: undefined }, owner);
  t.is(await held(pedro), 11, 'what was enrolled with the card stays');
});

test('a factor of one representative is no other’s, and outlasts the other’s', async (t) => {
  const app = await openWithCamila(t);
  const account = await accountNow(app);
  await enrolled(app);
  t.deepEqual(await app.deps.credentials.of({ accountId: account.id, actor: account.subject }), []);
});

for (const [days, left] of [
  [6, []],
  [7, ['backup-code']],
] as const)
  test(`[threat 135, backup sheet] a recovery of the key ${left.length ? 'keeps' : 'ends, and tells,'} a sheet of ${days} days`, async (t) => {
    const app = await openWithCamila(t);
    await printSheet(app, { days });
    await recoverByCard(app, {}, owner);
    await changeBy(app, await provisionalIn(app, camila.email), CHOSEN, { visitor: owner });
    t.deepEqual(await kinds(app), left);
    t.is(
      (await messagesTo(app, camila.email)).some(({ text }) => /ya no recuperan la clave/.test(text)),
      days < 7,
    );
  });

test('[backup sheet] a key that is changed with the key keeps the sheet; the first proof of an identity ends it, and tells', async (t) => {
  const app = await openWithCamila(t, { declared: true });
  await printSheet(app, { days: 1 });
  const account = await accountNow(app);
  const { keyHash } = account;
  await app.deps.atomically(() =>
    saveKey(app.deps, account, { keyHash, keyShort: false, proved: false, by: 'key' }, owner),
  );
  t.deepEqual(await kinds(app), ['backup-code']);
  app.advance(30 * DAY);
  await proveIdentity(app.deps, account.id, { serial: requireSerial(camila.serial), device: undefined }, owner);
  t.deepEqual(await kinds(app), []);
  t.true((await messagesTo(app, camila.email)).some(({ text }) => /ya no recuperan la clave/.test(text)));
});
