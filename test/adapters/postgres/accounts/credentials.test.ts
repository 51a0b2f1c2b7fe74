import { randomUUID } from 'node:crypto';
import test from 'ava';
import { parseRun } from '../../../../src/domain/rut.ts';
import type { NewCredential } from '../../../../src/ports/credentials.ts';
import { TamperedRow } from '../../../../src/ports/tampered-row.ts';
import { openTestApp, type TestApp } from '../../../helpers/app.ts';
import { pedro } from '../../../helpers/client-app.ts';
import { attack, forgetAlarms } from '../../../helpers/tampered.ts';

let app: TestApp;
test.before(async () => {
  app = await openTestApp();
});
test.after.always(() => app?.stop());

const accountOf = async (): Promise<string> =>
  (await app.deps.accounts.findByIdentifier('natural', parseRun(pedro.rut)))?.id ?? '';

const totp = (accountId: string, own: Partial<NewCredential> = {}): NewCredential =>
  ({
    id: randomUUID(),
    kind: 'totp',
    accountId,
    actor: undefined,
    content: { secret: 'JBSWY3DPEHPK3PXP' },
    label: 'Mi teléfono',
    ...own,
  }) as NewCredential;

test.serial('what is stored comes back, and nothing of it can be read in the row', async (t) => {
  const { credentials } = app.deps;
  const accountId = await accountOf();
  const added = totp(accountId);
  await credentials.add([added]);
  const [found] = await credentials.of({ accountId, actor: undefined });
  t.like(found, { id: added.id, kind: 'totp', content: { secret: 'JBSWY3DPEHPK3PXP' }, label: 'Mi teléfono', step: 0 });
  t.deepEqual(await credentials.of({ accountId, actor: randomUUID() }), [], 'of another holder');
  const row = await app.database.run<object>((sql) => sql('credentials').where({ id: added.id }).first());
  t.notRegex(JSON.stringify(row), /JBSWY3|tel/);
  t.is(await credentials.remove(accountId, [added.id]), 1);
  t.is(await credentials.remove(accountId, [added.id]), 0);
});

test.serial(
  '[security 16] of twenty uses of one step at the same time one wins, and no earlier step follows',
  async (t) => {
    const { credentials } = app.deps;
    const accountId = await accountOf();
    const added = totp(accountId);
    await credentials.add([added]);
    const used = await Promise.all(Array.from({ length: 20 }, () => credentials.use(added.id, 100)));
    t.is(used.filter(Boolean).length, 1);
    t.false(await credentials.use(added.id, 99));
    t.true(await credentials.use(added.id, 101));
    t.is(await credentials.remove(accountId, [added.id]), 1);
  },
);

test.serial('a use that does not count is noted while the passkey is there and never counted', async (t) => {
  const { credentials, now } = app.deps;
  const accountId = await accountOf();
  const added = totp(accountId);
  await credentials.add([added]);
  t.true(await credentials.noteUse(added.id));
  t.true(await credentials.noteUse(added.id), 'as often as it is used');
  const [noted] = await credentials.of({ accountId, actor: undefined });
  t.is(noted?.step, 0);
  t.true((noted?.lastUsedAt ?? 0) <= now());
  t.true(await credentials.use(added.id, 3));
  t.false(await credentials.noteUse(added.id));
  await credentials.remove(accountId, [added.id]);
  t.false(await credentials.noteUse(added.id));
});

test.serial('of four removals of one code at the same time one counts', async (t) => {
  const { credentials } = app.deps;
  const accountId = await accountOf();
  const id = randomUUID();
  const content = { begins: 'AB', hash: 'x' };
  await credentials.add([totp(accountId, { id, kind: 'recovery-code', content } as Partial<NewCredential>)]);
  const removed = await Promise.all(Array.from({ length: 4 }, () => credentials.remove(accountId, [id])));
  t.deepEqual(removed.sort(), [0, 0, 0, 1]);
});

test.serial('a browser is found by what it presents until it expires', async (t) => {
  const { credentials, now } = app.deps;
  const accountId = await accountOf();
  const own = { kind: 'device', content: { browser: 'Chrome en Android' }, finds: 'token' };
  const expired = { ...own, finds: 'old', expiresAt: new Date(now().getTime() - 1000) };
  const added = [totp(accountId, own as Partial<NewCredential>), totp(accountId, expired as Partial<NewCredential>)];
  await credentials.add(added);
  t.is((await credentials.foundBy('device', 'token'))?.accountId, accountId);
  t.is(await credentials.foundBy('device', 'old'), undefined);
  t.is(await credentials.foundBy('passkey', 'token'), undefined);
  await credentials.remove(
    accountId,
    added.map(({ id }) => id),
  );
});

for (const [what, harm] of [
  ['removed', "delete from credentials where kind = 'totp'"],
  ['put back', 'insert into credentials select * from kept'],
  ['given a card', 'update credentials set card_at = created_at'],
  ['given to another', 'update credentials set actor = (select id from subjects limit 1)'],
] as const)
  test.serial(`[floor 15] an account whose factor was ${what} by another hand does not open`, async (t) => {
    const { credentials, accounts } = app.deps;
    const accountId = await accountOf();
    const added = totp(accountId);
    await credentials.add([added]);
    await attack(app, 'create table kept as select * from credentials', {});
    if (what === 'put back') await credentials.remove(accountId, [added.id]);
    await attack(app, harm, {});
    if (what.startsWith('given')) await t.throwsAsync(credentials.ofAccount(accountId), { instanceOf: TamperedRow });
    else await t.throwsAsync(accounts.find(accountId), { instanceOf: TamperedRow });
    await attack(app, 'delete from credentials', {});
    if (what !== 'put back') await attack(app, 'insert into credentials select * from kept', {});
    await attack(app, 'drop table kept', {});
    await forgetAlarms(app);
    t.is((await accounts.find(accountId))?.id, accountId);
    await credentials.remove(accountId, [added.id]);
  });
