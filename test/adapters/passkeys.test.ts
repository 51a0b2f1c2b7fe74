import { randomBytes, randomUUID } from 'node:crypto';
import test from 'ava';
import { readCreation } from '../../src/adapters/passkey-answers.ts';
import { simpleWebAuthn } from '../../src/adapters/passkeys.ts';
import { deriveSecrets } from '../../src/adapters/secrets.ts';
import type { CredentialOf } from '../../src/ports/credentials.ts';
import { authenticator, type Wrong } from '../helpers/authenticator.ts';
import { SECRETS_KEYS } from '../helpers/seeds.ts';

const ORIGIN = 'https://clave.sence.example:8443';
const passkeys = simpleWebAuthn(deriveSecrets(SECRETS_KEYS), { rpId: 'sence.example', origin: ORIGIN });
const holder = { accountId: randomUUID(), actor: undefined };
const user = { handle: passkeys.handleOf(holder), name: 'Camila' };
const fresh = (): string => randomBytes(32).toString('base64url');

/** A new one with this device, as it is stored. */
async function made(by = authenticator(ORIGIN), wrong: Wrong = {}, challenge = fresh()) {
  const found = await passkeys.made(by.create(await passkeys.creationOptions(challenge, user, []), wrong), challenge);
  return found && stored({ ...found.content, userHandle: user.handle }, found.counter);
}

const stored = (content: CredentialOf<'passkey'>['content'], step: number): CredentialOf<'passkey'> => ({
  ...holder,
  id: randomUUID(),
  kind: 'passkey',
  content,
  label: '',
  createdAt: new Date(),
  step,
});

/** What each side does wrong; none of it is ever accepted. */
const wrongs: readonly (readonly [string, Wrong])[] = [
  ['another origin', { origin: 'https://clave.sense.example:8443' }],
  ['another port of the origin', { origin: 'https://clave.sence.example' }],
  ['an origin without encryption', { origin: 'http://clave.sence.example:8443' }],
  ['another domain', { rpId: 'clave.sence.example' }],
  ['no verification of the user', { verified: false }],
  ['no presence of the user', { present: false }],
  ['another challenge', { challenge: fresh() }],
  ['a frame of another site', { crossOrigin: true }],
];

for (const [what, wrong] of wrongs) {
  test(`a new passkey with ${what} is refused`, async (t) => t.is(await made(undefined, wrong), undefined));

  test(`a use with ${what} is refused`, async (t) => {
    const by = authenticator(ORIGIN);
    const passkey = await made(by);
    const challenge = fresh();
    const options = await passkeys.requestOptions(challenge);
    t.is(passkey && (await passkeys.used(by.get(options, wrong), challenge, passkey)), undefined);
    t.is(passkey && (await passkeys.used(by.get(options), challenge, passkey)), 0, 'the same without it is right');
  });
}

test('a creation is no use, and a use is no creation', async (t) => {
  t.is(await made(undefined, { type: 'webauthn.get' }), undefined);
  const by = authenticator(ORIGIN);
  const passkey = (await made(by)) as CredentialOf<'passkey'>;
  const challenge = fresh();
  const use = by.get(await passkeys.requestOptions(challenge), { type: 'webauthn.create' });
  t.is(await passkeys.used(use, challenge, passkey), undefined);
});

test('a counter is given back where it went on; one that stays, goes back or falls to 0 is refused', async (t) => {
  const by = authenticator(ORIGIN, { counts: true });
  const passkey = (await made(by)) as CredentialOf<'passkey'>;
  t.is(passkey.step, 1);
  const challenge = fresh();
  const options = await passkeys.requestOptions(challenge);
  t.is(await passkeys.used(by.get(options, { counter: 2 }), challenge, passkey), 2);
  for (const counter of [4, 5])
    t.is(await passkeys.used(by.get(options, { counter }), challenge, { ...passkey, step: 5 }), undefined);
  t.is(await passkeys.used(by.get(options, { counter: 0 }), challenge, passkey), undefined);
});

test('a passkey that was of one device is not accepted as a copied one, nor the other way round (WebAuthn, 7.2)', async (t) => {
  for (const backedUp of [false, true]) {
    const by = authenticator(ORIGIN, { backedUp });
    const passkey = (await made(by)) as CredentialOf<'passkey'>;
    t.is(passkey.content.backedUp, backedUp);
    const challenge = fresh();
    const options = await passkeys.requestOptions(challenge);
    t.is(await passkeys.used(by.get(options), challenge, passkey), 0);
    t.is(await passkeys.used(by.get(options, { backedUp: !backedUp }), challenge, passkey), undefined);
  }
});

test("the signature of another passkey, under this one's identifier or not, is refused", async (t) => {
  const [by, other] = [authenticator(ORIGIN), authenticator(ORIGIN)];
  const passkey = (await made(by)) as CredentialOf<'passkey'>;
  await made(other);
  const challenge = fresh();
  const options = await passkeys.requestOptions(challenge);
  t.is(await passkeys.used(other.get(options), challenge, passkey), undefined);
  const { credentialId } = passkey.content;
  t.is(await passkeys.used(other.get(options, { credentialId }), challenge, passkey), undefined);
  t.is(await passkeys.used(by.get(options, { signature: 'AAAA' }), challenge, passkey), undefined);
});

test('an attestation with certificates is refused: their addresses are never looked at', async (t) => {
  const options = await passkeys.creationOptions(fresh(), user, []);
  t.truthy(await readCreation(authenticator(ORIGIN).create(options)));
  for (const format of ['packed', 'android-safetynet'] as const) {
    t.is(
      await readCreation(authenticator(ORIGIN).create(options, { format })),
      undefined,
      'refused before it is verified',
    );
    t.is(await made(authenticator(ORIGIN), { format }), undefined, format);
  }
});

test('what is no answer is refused in words, never an error', async (t) => {
  const passkey = (await made()) as CredentialOf<'passkey'>;
  const response = { clientDataJSON: 'e30', authenticatorData: 'AA', signature: 'AA', attestationObject: 'oA' };
  const shaped = { id: 'AA', rawId: 'AA', type: 'public-key', response };
  for (const answer of [
    ...['', 'null', '[]', '{}', '{"id":1}', 'x'.repeat(20_000)],
    ...[shaped, { ...shaped, rawId: 'BB' }, { ...shaped, id: passkey.content.credentialId }].map((one) =>
      JSON.stringify(one),
    ),
  ]) {
    t.is(await passkeys.made(answer, fresh()), undefined, answer.slice(0, 40));
    t.is(await passkeys.used(answer, fresh(), passkey), undefined, answer.slice(0, 40));
  }
  t.is(passkeys.shown('{}'), undefined);
});

test('options ask for a passkey with verification of the user and no attestation, and exclude those that exist', async (t) => {
  const known = (await made()) as CredentialOf<'passkey'>;
  const options = await passkeys.creationOptions(fresh(), user, [known]);
  t.like(options, {
    rp: { id: 'sence.example', name: 'Clave Sence' },
    attestation: 'none',
    authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
    excludeCredentials: [{ id: known.content.credentialId, transports: ['internal', 'hybrid'] }],
    user: { id: user.handle, name: 'Camila' },
  });
  t.like(await passkeys.requestOptions(fresh()), {
    rpId: 'sence.example',
    allowCredentials: [],
    userVerification: 'required',
  });
  t.like(await passkeys.requestOptions(fresh(), [known]), { allowCredentials: [{ id: known.content.credentialId }] });
});

test('a handle is the same for a holder, another for each, and contains nothing of the account', (t) => {
  t.is(passkeys.handleOf(holder), user.handle);
  t.is(Buffer.from(user.handle, 'base64url').length, 32);
  t.not(passkeys.handleOf({ ...holder, actor: randomUUID() }), user.handle);
  t.not(passkeys.handleOf({ ...holder, accountId: randomUUID() }), user.handle);
});

test('where the issuer is an IP address there are no passkeys', (t) => {
  t.true(passkeys.available);
  t.false(simpleWebAuthn(deriveSecrets(SECRETS_KEYS), { rpId: undefined, origin: 'http://127.0.0.1' }).available);
});
