import test, { type ExecutionContext } from 'ava';
import { SEEDED_KEY } from '../../../../src/dev/people/seed.ts';
import { Secret } from '../../../../src/domain/key.ts';
import { parseRun } from '../../../../src/domain/rut.ts';
import { openTestApp, type TestApp } from '../../../helpers/app.ts';
import { visitorFrom } from '../../../helpers/registration.ts';
import { type LogInAttempt, logIn } from '../../../helpers/whole-sign-in.ts';

const rosa = parseRun('44.000.001-0');
const unregistered = parseRun('44.000.105-K');
const MINUTE = 60_000;

const attempt = (change: Partial<LogInAttempt> & { network?: string; typed?: string } = {}): LogInAttempt => ({
  profile: 'natural',
  identifier: rosa,
  key: new Secret(change.typed ?? SEEDED_KEY),
  device: undefined,
  client: { clientId: 'ejemplo', name: 'Portal de Ejemplo' },
  visitor: visitorFrom(change.network ?? '198.51.100.7'),
  ...change,
});

const open = async (t: ExecutionContext, policy: 'guia' | 'segura' = 'guia'): Promise<TestApp> => {
  const app = await openTestApp({ env: { CLAVE_POLICY: policy } });
  t.teardown(app.stop);
  return app;
};
const code = async (t: ExecutionContext, promise: Promise<unknown>): Promise<string> =>
  ((await t.throwsAsync(promise)) as { code?: string } | undefined)?.code ?? '';

test('[threat 22] the right key opens the account, and a new device is reported by mail', async (t) => {
  const app = await open(t);
  t.is((await logIn(app.deps, attempt())).identifier, rosa);
  const [mail] = await app.mailbox();
  t.is(mail?.subject, 'Ingreso desde un equipo nuevo');
  t.regex(mail?.text ?? '', /Chrome en Linux/);
  t.regex(mail?.text ?? '', /Portal de Ejemplo/);
});

test('[threat 21] C8 guia distinguishes an unknown person from a wrong key; segura does not', async (t) => {
  const guia = await open(t, 'guia');
  t.is(await code(t, logIn(guia.deps, attempt({ typed: 'otra clave' }))), 'key-wrong');
  t.is(await code(t, logIn(guia.deps, attempt({ identifier: unregistered }))), 'person-unknown');
  const segura = await open(t, 'segura');
  t.is(await code(t, logIn(segura.deps, attempt({ typed: 'otra clave' }))), 'credentials-wrong');
  t.is(await code(t, logIn(segura.deps, attempt({ identifier: unregistered }))), 'credentials-wrong');
});

test('[security 4] in guia, past the budget of unknown identifiers, every answer is the one of segura', async (t) => {
  const app = await open(t, 'guia');
  const unknown = ['44.000.004-5', '44.000.005-3', '44.000.105-K', '44.000.113-0', '44.000.010-K'].map(parseRun);
  for (let round = 0; round < 2; round += 1) {
    for (const identifier of unknown) t.is(await code(t, logIn(app.deps, attempt({ identifier }))), 'person-unknown');
  }
  app.advance(2 * MINUTE);
  t.is(await code(t, logIn(app.deps, attempt({ identifier: parseRun('44.000.003-7') }))), 'credentials-wrong');
  t.is(await code(t, logIn(app.deps, attempt({ typed: 'otra clave' }))), 'credentials-wrong');
  t.is(await code(t, logIn(app.deps, attempt({ typed: 'otra clave', network: '203.0.113.5' }))), 'key-wrong');
  app.advance(61 * MINUTE);
  t.is(await code(t, logIn(app.deps, attempt({ identifier: unregistered }))), 'person-unknown');
});

test('[security 7] the sixth wrong key in 15 minutes waits; the waits grow to 15 minutes and never beyond; a right key resets them', async (t) => {
  const app = await open(t, 'guia');
  let network = 0;
  const tryOnce = (typed = 'otra clave') => {
    network += 1;
    return logIn(app.deps, attempt({ typed, network: `203.0.113.${network}` }));
  };
  for (let tries = 0; tries < 5; tries += 1) t.is(await code(t, tryOnce()), 'key-wrong');
  for (const minutes of [1, 2, 4, 8, 15, 15]) {
    t.is(await code(t, tryOnce(SEEDED_KEY)), 'account-paused', `before ${minutes} minutes`);
    app.advance((minutes * 60 - 5) * 1000);
    t.is(await code(t, tryOnce(SEEDED_KEY)), 'account-paused', `5 seconds before ${minutes} minutes`);
    app.advance(6000);
    t.is(await code(t, tryOnce()), 'key-wrong', `after ${minutes} minutes`);
  }
  app.advance(15 * MINUTE + 1000);
  await t.notThrowsAsync(tryOnce(SEEDED_KEY));
  for (let tries = 0; tries < 5; tries += 1) t.is(await code(t, tryOnce()), 'key-wrong');
});

test('[security 7] an identifier without an account waits like any other', async (t) => {
  const app = await open(t, 'guia');
  for (let tries = 0; tries < 5; tries += 1)
    t.is(
      await code(t, logIn(app.deps, attempt({ identifier: unregistered, network: `203.0.113.${tries}` }))),
      'person-unknown',
    );
  t.is(
    await code(t, logIn(app.deps, attempt({ identifier: unregistered, network: '203.0.113.77' }))),
    'account-paused',
  );
});

test('[security 1] in segura a pause is answered like a wrong key', async (t) => {
  const app = await open(t, 'segura');
  for (let tries = 0; tries < 6; tries += 1) {
    t.is(
      await code(t, logIn(app.deps, attempt({ typed: 'otra clave', network: `203.0.113.${tries}` }))),
      'credentials-wrong',
    );
  }
  t.is(await code(t, logIn(app.deps, attempt({ network: '203.0.113.77' }))), 'credentials-wrong');
});

test('[security 7] fifty wrong keys at the same moment count as fifty: five are checked', async (t) => {
  const app = await open(t, 'guia');
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, place) =>
      logIn(app.deps, attempt({ typed: 'otra clave', network: `203.0.113.${place}` })).then(
        () => '',
        (error: { code: string }) => error.code,
      ),
    ),
  );
  t.is(answers.filter((answer) => answer === 'key-wrong').length, 5);
  t.is(answers.filter((answer) => answer === 'account-paused').length, 45);
});

test("[security 9] strangers cannot lock the owner's known device out, and a stranger's device is of no use to others", async (t) => {
  const app = await open(t, 'guia');
  const account = await logIn(app.deps, attempt());
  const device = app.deps.devices.remember(undefined, account);
  for (let tries = 0; tries < 8; tries += 1)
    await t.throwsAsync(logIn(app.deps, attempt({ typed: 'otra clave', network: `203.0.113.${tries}` })));
  t.is(await code(t, logIn(app.deps, attempt({ network: '203.0.113.99' }))), 'account-paused');
  await t.notThrowsAsync(logIn(app.deps, attempt({ device })));
  const foreign = app.deps.devices.remember(undefined, {
    ...account,
    id: '00000000-0000-4000-8000-000000000000',
  });
  for (let tries = 0; tries < 5; tries += 1)
    await t.throwsAsync(logIn(app.deps, attempt({ typed: 'otra clave', network: `203.0.113.${tries + 20}` })));
  t.is(await code(t, logIn(app.deps, attempt({ device: foreign, network: '203.0.113.98' }))), 'account-paused');
  const changed = { ...account, keyChangedAt: new Date() };
  t.is(app.deps.devices.recognise(device, changed), undefined, 'invalid after a key change');
});

test("[security 9] after 1,000 failures of strangers in a row the owner's known device still signs in", async (t) => {
  const app = await open(t, 'guia');
  const account = await logIn(app.deps, attempt());
  const device = app.deps.devices.remember(undefined, account);
  // The keys of strangers are wrong in any case: computing their hashes would only cost time.
  const deps = { ...app.deps, hasher: { ...app.deps.hasher, matches: async () => false } };
  for (let tries = 0; tries < 1000; tries += 1) {
    const network = `203.0.${tries % 113}.${Math.floor(tries / 113) + 1}`;
    await logIn(deps, attempt({ typed: 'otra clave', network })).catch(() => undefined);
    app.advance(16 * MINUTE);
  }
  const [spent] = await app.database.run<{ consecutive: number }[]>((sql) =>
    sql('throttles').orderBy('consecutive', 'desc').limit(1).select('consecutive'),
  );
  t.is(spent?.consecutive, 1000);
  t.is(await code(t, logIn(app.deps, attempt({ network: '198.51.100.200' }))), 'recovery-needed');
  await t.notThrowsAsync(logIn(app.deps, attempt({ device, network: '198.51.100.201' })));
});

test('[security 9] a known device has twenty tries a day and then waits like a stranger', async (t) => {
  const app = await open(t, 'guia');
  const account = await logIn(app.deps, attempt());
  const device = app.deps.devices.remember(undefined, account);
  for (let tries = 0; tries < 20; tries += 1)
    t.is(
      await code(t, logIn(app.deps, attempt({ typed: 'otra clave', device, network: `203.0.113.${tries}` }))),
      'key-wrong',
    );
  for (let tries = 0; tries < 5; tries += 1)
    t.is(
      await code(t, logIn(app.deps, attempt({ typed: 'otra clave', device, network: `203.0.113.${tries + 40}` }))),
      'key-wrong',
    );
  t.is(await code(t, logIn(app.deps, attempt({ device, network: '203.0.113.90' }))), 'account-paused');
});

test('[security 8] wrong keys for one RUT are counted by two instances together, and a right key at one resets the count at both', async (t) => {
  const app = await open(t, 'guia');
  const deps = [app.deps, (await app.beside()).deps] as const;
  let network = 0;
  const tryAt = (place: number, typed?: string) => {
    network += 1;
    const asked = attempt({ network: `203.0.113.${network}`, ...(typed ? { typed } : {}) });
    return logIn(deps[place % 2] ?? app.deps, asked);
  };
  for (let tries = 0; tries < 5; tries += 1) t.is(await code(t, tryAt(tries, 'otra clave')), 'key-wrong');
  for (const place of [0, 1]) t.is(await code(t, tryAt(place)), 'account-paused');
  app.advance(16 * MINUTE);
  await t.notThrowsAsync(tryAt(0));
  for (let tries = 0; tries < 5; tries += 1) t.is(await code(t, tryAt(1, 'otra clave')), 'key-wrong');
});

test('a key hash with old parameters is renewed at the next login', async (t) => {
  const app = await open(t);
  const account = await app.deps.accounts.findByIdentifier('natural', rosa);
  const deps = { ...app.deps, hasher: { ...app.deps.hasher, isOld: () => true } };
  await logIn(deps, attempt());
  const after = await app.deps.accounts.findByIdentifier('natural', rosa);
  t.not(after?.keyHash, account?.keyHash);
  await t.notThrowsAsync(logIn(app.deps, attempt()));
});

test('an account that waits for its e-mail confirmation is reported only to the right key', async (t) => {
  const app = await open(t);
  const account = await app.deps.accounts.findByIdentifier('natural', rosa);
  await app.deps.accounts.change(account?.id ?? '', (current) => ({ ...current, state: 'pendiente_correo' }));
  t.is(await code(t, logIn(app.deps, attempt({ typed: 'otra clave' }))), 'person-unknown');
  t.is(await code(t, logIn(app.deps, attempt())), 'email-unconfirmed');
});

test('a frozen account is reported only to the right key', async (t) => {
  const app = await open(t);
  const account = await app.deps.accounts.findByIdentifier('natural', rosa);
  await app.deps.accounts.change(account?.id ?? '', (current) => ({ ...current, state: 'congelada' }));
  t.is(await code(t, logIn(app.deps, attempt({ typed: 'otra clave' }))), 'key-wrong');
  t.is(await code(t, logIn(app.deps, attempt())), 'account-frozen');
});

test('[security 44] what a throttle refuses costs no hash', async (t) => {
  const app = await open(t, 'guia');
  let hashes = 0;
  const deps = {
    ...app.deps,
    hasher: {
      ...app.deps.hasher,
      matches: async () => {
        hashes += 1;
        return false;
      },
    },
  };
  for (let tries = 0; tries < 12; tries += 1)
    await t.throwsAsync(logIn(deps, attempt({ network: `203.0.113.${tries}` })));
  t.is(hashes, 5);
});

test('[security 7] after a hundred wrong keys in a row only a recovery opens the account; a known device still signs in', async (t) => {
  const app = await open(t);
  const account = await logIn(app.deps, attempt());
  const device = app.deps.devices.remember(undefined, account);
  for (let tries = 0; tries < 101; tries += 1) {
    app.advance(16 * 60_000);
    await t.throwsAsync(logIn(app.deps, attempt({ typed: 'otra clave', network: `203.0.113.${tries}` })));
  }
  app.advance(16 * 60_000);
  t.is(await code(t, logIn(app.deps, attempt({ network: '198.51.100.200' }))), 'recovery-needed');
  await t.notThrowsAsync(logIn(app.deps, attempt({ device, network: '198.51.100.201' })));
  await t.notThrowsAsync(logIn(app.deps, attempt({ network: '198.51.100.202' })), 'a right key forgets them');
});
