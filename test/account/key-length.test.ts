/** C1 in storage: a short key stands only beside a second factor, whatever happens at the same time. */
import test, { type ExecutionContext } from 'ava';
import { mayChooseShort } from '../../src/account/key-length.ts';
import { chooseKey } from '../../src/domain/key.ts';
import { keyTooShortNow } from '../../src/domain/key-length.ts';
import type { Refusal } from '../../src/domain/refusal.ts';
import { removeFactor } from '../../src/features/second-factor/use-cases/remove-factor.ts';
import type { Deps } from '../../src/ports/deps.ts';
import { ofPanaderia, openCompany } from '../helpers/companies.ts';
import {
  accountNow,
  camila,
  changeByLink,
  codeIn,
  MINUTE,
  openAppFor,
  openWithCamila,
  owner,
  recoverByCard,
  tokenIn,
  tryKey,
} from '../helpers/recovery.ts';
import { enrolled } from '../helpers/second-factor.ts';
import { addApp, endAll, factorsOf, keyTo, LONG, SHORT, stored } from '../helpers/short-key.ts';
import { attack } from '../helpers/tampered.ts';
import { digitsAt } from '../helpers/totp.ts';

async function open(t: ExecutionContext) {
  const app = await openWithCamila(t, { policy: 'segura' });
  const { secret, printed } = await enrolled(app);
  await app.advance(MINUTE);
  const account = await keyTo(app, await accountNow(app), SHORT);
  const digits = () => digitsAt(secret, app.deps.now());
  const first = (await factorsOf(app, account))[0]?.id ?? '';
  const remove = async (id: string, shown: string, chosen?: string, deps: Deps = app.deps): Promise<string> =>
    removeFactor(deps, { account: await stored(app, account.id), actor: undefined }, id, shown, owner, {
      chosen: chosen === undefined ? undefined : chooseKey(chosen, deps.policy, []),
    }).then(
      (keyChanged) => (keyChanged ? 'removed, new key' : 'removed'),
      (refusal: Refusal) => refusal.code,
    );
  return { app, account, digits, printed, first, remove };
}

test('[C1] a short key is recorded as one, a long one is not, and none is taken without a factor', async (t) => {
  const { app, account } = await open(t);
  t.true(account.keyShort);
  const long = await keyTo(app, account, LONG);
  t.falsy(long.keyShort);
  await endAll(app, account);
  await t.throwsAsync(keyTo(app, account, SHORT), { message: 'key-length' });
  t.is((await stored(app, account.id)).keyHash, long.keyHash, 'nothing changed');
});

test('[C1] a company has the long key only: its representatives share it, with a factor each or none', async (t) => {
  const app = await openAppFor(t, { policy: 'segura' });
  await openCompany(app);
  const company = await app.deps.accounts.findByIdentifier('juridica', ofPanaderia.identifier);
  if (!company) throw new Error('no company');
  await addApp(app, company);
  t.false(await mayChooseShort(app.deps, company));
  await t.throwsAsync(keyTo(app, company, SHORT), { message: 'key-length' });
});

test('[C1] the last factor goes only with a key of the length without one, in one act', async (t) => {
  const { app, account, digits, printed, first, remove } = await open(t);
  t.is(await remove(first, digits()), 'key-missing');
  t.is((await factorsOf(app, account)).length, 1);
  t.is((await stored(app, account.id)).keyHash, account.keyHash);
  t.is(await remove(first, printed[0] ?? '', SHORT.padEnd(16, '!')), 'removed, new key');
  t.is((await factorsOf(app, account)).length, 0);
  const after = await stored(app, account.id);
  t.falsy(after.keyShort);
  t.is(await tryKey(app, SHORT.padEnd(16, '!')), 'in');
});

test('[C1] the key that is chosen is judged as any other, and what is refused removes nothing', async (t) => {
  const { app, account, printed, first, remove } = await open(t);
  t.is(await remove(first, printed[0] ?? '', 'camila@correo.example'), 'key-guessable');
  t.is(await remove(first, 'AAAA-BBBB-CCCC-DDDD', LONG), 'factor-code-wrong');
  t.is((await factorsOf(app, account)).length, 1);
  t.is((await stored(app, account.id)).keyHash, account.keyHash);
  t.is(await remove(first, printed[0] ?? '', LONG), 'removed, new key', 'a key that is refused spends no printed code');
});

test('[C1] with another factor left, or a long key, nothing is asked', async (t) => {
  const { app, account, printed, first, remove } = await open(t);
  await addApp(app, account);
  t.is(await remove(first, printed[0] ?? ''), 'removed');
  t.true((await stored(app, account.id)).keyShort);
  const other = await open(t);
  await keyTo(other.app, other.account, LONG);
  t.is(
    await other.remove(other.first, other.printed[0] ?? '', `${LONG} dos`),
    'form-stale',
    'a key that is not needed',
  );
  t.is(await other.remove(other.first, other.printed[1] ?? ''), 'removed');
});

test('[C1, threat 150] both factors removed at the same time in two processes: the second one is refused without a key', async (t) => {
  const { app, account, printed, first, remove } = await open(t);
  await addApp(app, account);
  const second = (await factorsOf(app, account)).find(({ id }) => id !== first)?.id ?? '';
  const beside = await app.beside();
  const ends = await Promise.all([
    remove(first, printed[0] ?? ''),
    remove(second, printed[1] ?? '', undefined, beside.deps),
  ]);
  t.deepEqual(ends.toSorted(), ['key-missing', 'removed']);
  t.is((await factorsOf(app, account)).length, 1);
});

test('[C1] a short key chosen while the last factor goes: one of the two is refused', async (t) => {
  const { app, account, printed, first } = await open(t);
  const long = await keyTo(app, account, LONG);
  const beside = await app.beside();
  const removal = removeFactor(app.deps, { account: long, actor: undefined }, first, printed[0] ?? '', owner);
  const ends = await Promise.allSettled([removal, keyTo(beside, long, SHORT)]);
  t.is(ends.filter(({ status }) => status === 'fulfilled').length, 1, JSON.stringify(ends));
  const after = await stored(app, account.id);
  t.false(keyTooShortNow(after, await factorsOf(app, after), app.deps.policy));
});

test('[C1] a recovery that ends a young factor takes no short key, and spends nothing by the refusal', async (t) => {
  const { app, account } = await open(t);
  await recoverByCard(app);
  const token = await tokenIn(app, camila.email, 'recuperar/clave');
  const code = await codeIn(app, camila.mobile);
  t.is(await changeByLink(app, token, code, SHORT.replace('9', '8')), 'key-length');
  t.is((await factorsOf(app, account)).length, 1);
  t.is(await changeByLink(app, token, code), 'done');
  t.is((await factorsOf(app, account)).length, 0);
  t.falsy((await stored(app, account.id)).keyShort);
});

test('[C1, A11] who writes rows cannot make a short key a long one, nor the other way round', async (t) => {
  const { app, account, printed, first, remove } = await open(t);
  await attack(app, 'update accounts set key_short = null where id = :id', { id: account.id });
  await t.throwsAsync(app.deps.accounts.find(account.id), { name: 'TamperedRow' });
  await attack(app, 'update accounts set key_short = true where id = :id', { id: account.id });
  t.is(await remove(first, printed[0] ?? ''), 'key-missing', 'as it was written it verifies again');
  await keyTo(app, account, LONG);
  await attack(app, 'update accounts set key_short = true where id = :id', { id: account.id });
  await t.throwsAsync(app.deps.accounts.find(account.id), { name: 'TamperedRow' });
});
