import test from 'ava';
import { passkeysAmong } from '../../../../src/account/ask-passkey.ts';
import { credentialsOf } from '../../../../src/account/prove-factor.ts';
import { requireSerial } from '../../../../src/domain/cedula.ts';
import { refusalOf } from '../../../../src/domain/refusal.ts';
import {
  enrolPasskey,
  offerPasskey,
  type PasskeyEnrolment,
} from '../../../../src/features/second-factor/use-cases/enrol-passkey.ts';
import { enrolTotp } from '../../../../src/features/second-factor/use-cases/enrol-totp.ts';
import type { CredentialContents } from '../../../../src/ports/credentials.ts';
import type { Deps } from '../../../../src/ports/deps.ts';
import type { TestApp } from '../../../helpers/app.ts';
import { authenticator } from '../../../helpers/authenticator.ts';
import {
  contactProof,
  enrolledPasskey,
  PLACE,
  passkeyEnrolment,
  proves,
  shownBy,
  whoIs,
} from '../../../helpers/passkeys.ts';
import { accountNow, camila, MINUTE, openWithCamila, owner } from '../../../helpers/recovery.ts';
import { enrolled, enrolment } from '../../../helpers/second-factor.ts';
import { digitsAt } from '../../../helpers/totp.ts';

const all = async (app: TestApp) => credentialsOf(app.deps, { account: await accountNow(app), actor: undefined });
const count = async (app: TestApp, kind: string) => (await all(app)).filter((one) => one.kind === kind).length;

/** The content of the only passkey. */
const content = async (app: TestApp): Promise<CredentialContents['passkey']> => {
  const [passkey] = passkeysAmong(await all(app));
  if (!passkey) throw new Error('no passkey');
  return passkey.content;
};

const tried = async (app: TestApp, typed: PasskeyEnrolment, deps: Deps = app.deps) => {
  const who = await whoIs(app);
  return (await refusalOf(() => enrolPasskey(deps, who, typed, owner)))?.code;
};

test('a passkey is enrolled with the card and a code from a contact: ten codes are printed, and every contact is told', async (t) => {
  const app = await openWithCamila(t);
  const { printed } = await enrolledPasskey(app, await whoIs(app), {
    by: authenticator(app.issuer, { backedUp: true }),
  });
  t.is(printed.length, 10);
  t.is(await count(app, 'recovery-code'), 10);
  const [passkey] = (await all(app)).filter(({ kind }) => kind === 'passkey');
  t.like(passkey, { label: 'Mi teléfono', step: 0, content: { backedUp: true, transports: ['internal', 'hybrid'] } });
  t.truthy(passkey?.cardAt);
  const told = (await app.mailbox()).filter(({ subject }) => subject === 'Agregaron un segundo factor a su cuenta');
  t.true(told.some(({ to, text }) => to === camila.email && /clave de acceso/.test(text) && /no-fui-yo/.test(text)));
});

test('[floor 1] neither the identifier nor the key of a passkey can be read in the database', async (t) => {
  const app = await openWithCamila(t);
  await enrolledPasskey(app, await whoIs(app));
  const { credentialId, publicKey, userHandle } = await content(app);
  const rows = JSON.stringify(await app.database.run<object[]>((sql) => sql('credentials').select()));
  const bytes = Buffer.from(rows).toString('latin1');
  for (const word of [credentialId, publicKey, userHandle])
    t.false(bytes.includes(word) || bytes.includes(Buffer.from(word, 'base64url').toString('hex')));
});

test('[second factor] the key alone enrols nothing: without contact code or card all is as it was, and a slip can be typed again', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  const typed = await passkeyEnrolment(app, await whoIs(app), { by: authenticator(app.issuer) });
  const proof = typed.proof as Awaited<ReturnType<typeof contactProof>>;
  const but = (own: object) => tried(app, { ...typed, proof: { ...proof, ...own } });
  t.is(await but({ contactCode: '' }), 'contact-code-wrong');
  t.is(await but({ browser: 'of somebody else' }), 'contact-code-spent');
  t.is(await but({ serial: undefined }), 'serial-missing');
  t.is(await but({ serial: requireSerial('B51A23999') }), 'cedula-mismatch');
  t.is(await tried(app, { ...typed, place: 'another session' }), 'passkey-stale');
  t.is(await tried(app, { ...typed, answer: '{}' }), 'passkey-wrong');
  t.deepEqual(await all(app), []);
  t.is(await tried(app, typed), undefined);
});

for (const [what, wrong] of [
  ['another origin', { origin: 'https://localhost' }],
  ['another port', { origin: 'http://localhost:1' }],
  ['another domain', { rpId: 'localhost.example' }],
  ['no verification of the user', { verified: false }],
] as const)
  test(`a passkey that was made with ${what} is not enrolled`, async (t) => {
    const app = await openWithCamila(t);
    const typed = await passkeyEnrolment(app, await whoIs(app), { by: authenticator(app.issuer), wrong });
    t.is(await tried(app, typed), 'passkey-wrong');
    t.deepEqual(await all(app), []);
  });

test('[security 16] of four enrolments with one answer in two processes one is stored', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  const beside = await app.beside();
  const typed = await passkeyEnrolment(app, await whoIs(app), { by: authenticator(app.issuer) });
  const at = await Promise.all([app.deps, beside.deps, app.deps, beside.deps].map((deps) => tried(app, typed, deps)));
  t.is(at.filter((code) => code === undefined).length, 1, at.join());
  t.is(await count(app, 'passkey'), 1);
  t.is(await count(app, 'recovery-code'), 10);
});

test('a challenge enrols one passkey, within half an hour, and one passkey is enrolled once', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  const who = await whoIs(app);
  const by = authenticator(app.issuer);
  const late = await passkeyEnrolment(app, who, { by });
  app.advance(30 * MINUTE);
  t.is(await tried(app, late), 'passkey-stale');
  const { printed } = await enrolledPasskey(app, who, { by });
  const { credentialId } = await content(app);
  const factor = { factor: printed[0] ?? '' };
  t.is(
    await tried(app, await passkeyEnrolment(app, who, { by, wrong: { credentialId } }, { proof: factor })),
    'passkey-exists',
  );
});

test('a further factor needs one that exists: an app, a printed code or a passkey; the card and the mailbox are not enough', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  const who = await whoIs(app);
  const holder = { account: who.account, actor: undefined };
  const { by, printed } = await enrolledPasskey(app, who);
  const further = async (proof: PasskeyEnrolment['proof']) =>
    tried(app, await passkeyEnrolment(app, who, { by: authenticator(app.issuer) }, { proof }));
  t.is(await further(await contactProof(app, who.account)), 'factor-needed');
  t.is(await further({ factor: 'AAAA-BBBB-CCCC-DDDD' }), 'factor-code-wrong');
  t.is(await further({ factor: printed[0] ?? '' }), undefined);
  t.is(await further({ factor: await shownBy(app.deps, by, who) }), undefined);
  t.is(await count(app, 'recovery-code'), 9, 'no further codes');
  t.is(await proves(app.deps, who, await shownBy(app.deps, by, who)), 'proved');
  const cards = (await all(app)).filter(({ kind }) => kind === 'passkey').map(({ cardAt }) => cardAt?.getTime());
  t.is(new Set(cards).size, 1, 'the card that vouched for the first');
  const handles = (await all(app)).flatMap(({ content }) => ('userHandle' in content ? [content.userHandle] : []));
  t.deepEqual([handles.length, new Set(handles).size], [3, 1]);
  const totp = await enrolment(app, who.account);
  t.is((await refusalOf(() => enrolTotp(app.deps, holder, totp, owner)))?.code, 'factor-needed');
  t.deepEqual(await enrolTotp(app.deps, holder, { ...totp, factor: printed[1] ?? '' }, owner), []);
});

test('who has an app adds a passkey by its digits', async (t) => {
  const app = await openWithCamila(t);
  const { secret } = await enrolled(app);
  app.advance(MINUTE);
  const factor = digitsAt(secret, app.deps.now());
  const { printed } = await enrolledPasskey(app, await whoIs(app), { proof: { factor } });
  t.deepEqual(printed, []);
  t.is(await count(app, 'passkey'), 1);
});

test('who has no factor cannot vouch with one', async (t) => {
  const app = await openWithCamila(t);
  const typed = await passkeyEnrolment(
    app,
    await whoIs(app),
    { by: authenticator(app.issuer) },
    { proof: { factor: '000000' } },
  );
  t.is(await tried(app, typed), 'factor-missing');
});

test('an eleventh passkey is refused before it is made', async (t) => {
  const app = await openWithCamila(t);
  const who = await whoIs(app);
  const { printed } = await enrolledPasskey(app, who);
  for (const factor of printed.slice(0, 9)) await enrolledPasskey(app, who, { proof: { factor } });
  t.is((await refusalOf(() => offerPasskey(app.deps, who, PLACE, 'Camila')))?.code, 'passkeys-full');
});

test('an account that was stopped, or whose key was changed, meanwhile enrols nothing', async (t) => {
  const app = await openWithCamila(t);
  const who = await whoIs(app);
  const attempt = async () => {
    const typed = await passkeyEnrolment(app, who, { by: authenticator(app.issuer) });
    return (await refusalOf(() => enrolPasskey(app.deps, who, typed, owner)))?.code;
  };
  await app.deps.accounts.change(who.account.id, (latest) => ({ ...latest, state: 'congelada' }));
  t.is(await attempt(), 'account-frozen');
  await app.deps.accounts.change(who.account.id, (latest) => ({
    ...latest,
    state: 'activa',
    keyChangedAt: app.deps.now(),
  }));
  t.is(await attempt(), 'key-stale');
  t.deepEqual(await all(app), []);
});
