import test, { type ExecutionContext } from 'ava';
import { freeze } from '../../src/account/freeze-account.ts';
import { credentialsOf, proveFactor } from '../../src/account/prove-factor.ts';
import { Refusal } from '../../src/domain/refusal.ts';
import { enrolTotp } from '../../src/features/second-factor/use-cases/enrol-totp.ts';
import { removeFactor } from '../../src/features/second-factor/use-cases/remove-factor.ts';
import { renewCodes } from '../../src/features/second-factor/use-cases/renew-codes.ts';
import { Unavailable } from '../../src/ports/unavailable.ts';
import { contactProof, enrolledPasskey, whoIs } from '../helpers/passkeys.ts';
import { accountNow, camila, DAY, HOUR, MINUTE, openWithCamila, owner, tryKey } from '../helpers/recovery.ts';
import { enrolled } from '../helpers/second-factor.ts';
import { digitsAt } from '../helpers/totp.ts';

async function open(t: ExecutionContext, throttles: 'on' | 'off' = 'off') {
  const app = await openWithCamila(t, { throttles });
  const { secret, printed } = await enrolled(app);
  const holder = { account: await accountNow(app), actor: undefined };
  await app.advance(MINUTE);
  const typed = async (code: string, deps = app.deps): Promise<string> =>
    proveFactor(deps, holder, code, owner).then(
      ({ by }) => by,
      (error: Refusal) => error.code,
    );
  const digits = (steps = 0) => digitsAt(secret, app.deps.now(), steps);
  const codesLeft = async () => (await credentialsOf(app.deps, holder)).filter(({ kind }) => kind === 'recovery-code');
  return { app, holder, printed, typed, digits, codesLeft };
}

test('[threat 102, security 16] the digits of an app are right once, also for two processes at the same time', async (t) => {
  const { app, typed, digits } = await open(t);
  const beside = await app.beside();
  const code = digits();
  const at = await Promise.all([typed(code), typed(code, beside.deps), typed(code), typed(code, beside.deps)]);
  t.deepEqual(at.toSorted(), ['factor-code-wrong', 'factor-code-wrong', 'factor-code-wrong', 'totp']);
  t.is(await typed(digits(-1)), 'factor-code-wrong', 'nor one of an earlier step');
  t.is(await typed(digits(1)), 'totp');
});

test('[threat 103, security 16] a printed code is used once of four at the same time; its holder is told how many are left', async (t) => {
  const { app, typed, printed, codesLeft } = await open(t);
  const beside = await app.beside();
  const code = ` ${(printed[3] ?? '').toLowerCase()} `;
  const at = await Promise.all([typed(code), typed(code, beside.deps), typed(code), typed(code, beside.deps)]);
  t.deepEqual(at.toSorted(), ['factor-code-wrong', 'factor-code-wrong', 'factor-code-wrong', 'recovery-code']);
  t.is((await codesLeft()).length, 9);
  const told = (await app.mailbox()).filter(({ subject }) => subject === 'Usaron un código de respaldo');
  t.true(told.length >= 1);
  t.regex(told[0]?.text ?? '', /Quedan 9 códigos/);
  t.is(await typed('AAAA-BBBB-CCCC-DDDD'), 'factor-code-wrong');
});

test('[second factor] wrong codes pause the codes and never the key; a right one spends nothing', async (t) => {
  const { app, typed, digits, holder } = await open(t, 'on');
  for (let tries = 0; tries < 12; tries += 1) {
    t.is(await typed(digits()), 'totp');
    await app.advance(MINUTE);
  }
  for (let tries = 0; tries < 5; tries += 1) t.is(await typed('000000'), 'factor-code-wrong');
  t.is(await typed(digits()), 'factor-paused');
  t.is(await tryKey(app, camila.key), 'in');
  await app.advance(16 * MINUTE);
  t.is(await typed(digits()), 'totp');
  t.is((await accountNow(app)).state, holder.account.state);
});

test('[second factor, floor 8] what a thief of the key spends is neither the known browser of the owner, nor the printed codes, nor a new key', async (t) => {
  const { app, typed, digits, printed, holder } = await open(t, 'on');
  const own = (place: string) => proveFactor(app.deps, { ...holder, place }, digits(), owner).then(({ by }) => by);
  const account = { ...holder.account, keyChangedAt: new Date(holder.account.keyChangedAt.getTime() + MINUTE) };
  for (let tries = 0; tries < 5; tries += 1) t.is(await typed('000000'), 'factor-code-wrong');
  t.is(await typed(digits()), 'factor-paused');
  t.is(await own('the browser of the owner'), 'totp');
  t.is(await typed(printed[0] ?? ''), 'recovery-code');
  await app.advance(MINUTE);
  t.is((await proveFactor(app.deps, { ...holder, account }, digits(), owner)).by, 'totp');
});

test('[second factor] also a browser that the account knows has five wrong tries, and a network ten printed codes', async (t) => {
  const { app, holder, typed } = await open(t, 'on');
  const tried = (code: string, place?: string): Promise<string> =>
    proveFactor(app.deps, { ...holder, place }, code, owner).catch((error: Refusal) => error.code) as Promise<string>;
  for (let tries = 0; tries < 5; tries += 1) t.is(await tried('000000', 'known'), 'factor-code-wrong');
  t.is(await tried('000000', 'known'), 'factor-paused');
  for (let tries = 0; tries < 10; tries += 1) t.is(await typed('AAAA-BBBB-CCCC-DDDD'), 'factor-code-wrong');
  t.is(await typed('AAAA-BBBB-CCCC-DDDD'), 'factor-paused');
});

test('[second factor, threat 180, floor 8] who signs in again and again by a remembered browser has 200 wrong tries for one key, however many sessions', async (t) => {
  const { app, holder, digits } = await open(t, 'on');
  const tried = (code: string, place: string, account = holder.account): Promise<string> =>
    proveFactor(app.deps, { ...holder, account, place }, code, owner).then(
      ({ by }) => by,
      (error: Refusal) => error.code,
    );
  for (let session = 0; session < 40; session += 1)
    for (let tries = 0; tries < 5; tries += 1) t.is(await tried('000000', `session ${session}`), 'factor-code-wrong');
  t.is(await tried(digits(), 'one session more'), 'factor-paused');
  const chosen = { ...holder.account, keyChangedAt: new Date(holder.account.keyChangedAt.getTime() + MINUTE) };
  t.is(await tried(digits(), 'a session with another key', chosen), 'totp');
});

test('a full queue of hashes costs no try of a printed code', async (t) => {
  const { app, typed, printed } = await open(t, 'on');
  const { matches } = app.deps.hasher;
  const away = async (): Promise<boolean> => {
    throw new Unavailable('hasher');
  };
  Object.assign(app.deps, { hasher: { ...app.deps.hasher, matches: away } });
  for (let tries = 0; tries < 7; tries += 1) t.is(await typed(printed[0] ?? ''), undefined as never);
  Object.assign(app.deps, { hasher: { ...app.deps.hasher, matches } });
  t.is(await typed(printed[0] ?? ''), 'recovery-code');
});

test('[second factor] for 72 hours a factor reaches the level only where the card was shown', async (t) => {
  for (const declared of [true, false]) {
    const app = await openWithCamila(t, { declared });
    const { secret } = await enrolled(app, declared ? { serial: undefined } : {});
    const holder = { account: await accountNow(app), actor: undefined };
    const reaches = async () => {
      await app.advance(MINUTE);
      return (await proveFactor(app.deps, holder, digitsAt(secret, app.deps.now()), owner)).reaches;
    };
    t.is(await reaches(), !declared);
    await app.advance(71 * HOUR);
    t.is(await reaches(), !declared);
    await app.advance(HOUR);
    t.true(await reaches());
  }
});

test('[second factor] for 72 hours a further app does not reach the level by an older factor, where no card was shown', async (t) => {
  const app = await openWithCamila(t, { declared: true });
  const { printed } = await enrolledPasskey(app, await whoIs(app), {
    proof: await contactProof(app, await accountNow(app), { serial: undefined }),
  });
  await app.advance(80 * HOUR);
  const account = await accountNow(app);
  const secret = app.deps.totp.newSecret();
  const further = { secret, digits: digitsAt(secret, app.deps.now()), label: '', factor: printed[0] ?? '' };
  await enrolTotp(app.deps, { account, actor: undefined }, further, owner);
  const reaches = async () => {
    await app.advance(MINUTE);
    const holder = { account: await accountNow(app), actor: undefined };
    return (await proveFactor(app.deps, holder, digitsAt(secret, app.deps.now()), owner)).reaches;
  };
  t.false(await reaches());
  await app.advance(72 * HOUR);
  t.true(await reaches());
});

test('new printed codes end the old ones, and need the factor', async (t) => {
  const { app, holder, printed, typed, digits, codesLeft } = await open(t);
  await t.throwsAsync(renewCodes(app.deps, holder, '000000', owner), { instanceOf: Refusal });
  t.is((await codesLeft()).length, 10);
  const fresh = await renewCodes(app.deps, holder, digits(), owner);
  t.is((await codesLeft()).length, 10);
  t.is(await typed(printed[0] ?? ''), 'factor-code-wrong');
  t.is(await typed(fresh[0] ?? ''), 'recovery-code');
});

test('[second factor, floor 10, threat 181] new printed codes are told to every contact, with the link that stops the account', async (t) => {
  const { app, holder, digits } = await open(t);
  await renewCodes(app.deps, holder, digits(), owner);
  const told = (await app.mailbox()).filter(({ text }) => /digos de respaldo nuevos/.test(text));
  t.deepEqual(told.map(({ to }) => to).toSorted(), [camila.mobile, camila.email]);
  for (const { text } of told) t.regex(text, /\/no-fui-yo\//);
});

test('[second factor] codes and factors of an account that was stopped or got another key meanwhile stay as they are', async (t) => {
  const { app, holder, digits, codesLeft } = await open(t);
  const [totp] = (await credentialsOf(app.deps, holder)).filter(({ kind }) => kind === 'totp');
  const before = (await codesLeft()).map(({ id }) => id);
  const act = async (what: () => Promise<unknown>): Promise<unknown> => {
    await app.advance(MINUTE);
    return what().catch(({ code }: Refusal) => code);
  };
  const all = [
    () => renewCodes(app.deps, holder, digits(), owner),
    () => removeFactor(app.deps, holder, totp?.id ?? '', digits(), owner),
  ];
  const keyChangedAt = app.deps.now();
  await app.deps.accounts.change(holder.account.id, (latest) => ({ ...latest, keyChangedAt }));
  for (const what of all) t.is(await act(what), 'key-stale');
  await app.deps.atomically(() => freeze(app.deps, holder.account, owner));
  for (const what of all) t.is(await act(what), 'account-frozen');
  t.deepEqual(
    (await codesLeft()).map(({ id }) => id),
    before,
  );
});

test('with the last factor go its codes, and only who proves it removes it', async (t) => {
  const { app, holder, digits } = await open(t);
  const [totp] = (await credentialsOf(app.deps, holder)).filter(({ kind }) => kind === 'totp');
  await t.throwsAsync(removeFactor(app.deps, holder, totp?.id ?? '', '000000', owner), {
    message: 'factor-code-wrong',
  });
  await removeFactor(app.deps, holder, totp?.id ?? '', digits(), owner);
  t.deepEqual(await credentialsOf(app.deps, holder), []);
  t.true((await app.mailbox()).some(({ subject }) => subject === 'Quitaron un segundo factor de su cuenta'));
  await app.advance(DAY);
});
