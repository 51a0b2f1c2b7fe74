import type { CredentialOf } from '../ports/credentials.ts';
import type { MadePasskey, Passkeys } from '../ports/passkeys.ts';
import { readCreation, readUse } from './passkey-answers.ts';
import type { KeyMaterial } from './secrets.ts';

/** How an authenticator names this service. */
const NAME = 'Clave Sence';
/** EdDSA, ES256 and RS256 (RFC 9053 and 8812): what authenticators in use have. */
const ALGORITHMS = [-8, -7, -257];
/** How long a browser waits for its user once it was asked; a page may be open for longer. */
const timeout = 5 * 60_000;

/** Some 150 ms and 27 MB: loaded when the first passkey is made or used, not at the start. */
const library = () => import('@simplewebauthn/server');

/** Where passkeys are valid. */
interface Site {
  /** The domain; undefined where there can be none. */
  readonly rpId: string | undefined;
  readonly origin: string;
}

interface Expected {
  readonly expectedOrigin: string;
  readonly expectedRPID: string;
  readonly requireUserVerification: true;
}

/** Passkeys by the library SimpleWebAuthn. */
export function simpleWebAuthn(secrets: KeyMaterial, { rpId = '', origin }: Site): Passkeys {
  const expected: Expected = { expectedOrigin: origin, expectedRPID: rpId, requireUserVerification: true };
  return {
    available: rpId !== '',
    handleOf: ({ accountId, actor }) => secrets.hmac('passkeys', accountId, actor ?? '').toString('base64url'),
    creationOptions: async (challenge, user, known) =>
      (await library()).generateRegistrationOptions({
        rpName: NAME,
        rpID: rpId,
        userID: bytesOf(user.handle),
        userName: user.name,
        userDisplayName: user.name,
        challenge: bytesOf(challenge),
        timeout,
        attestationType: 'none',
        excludeCredentials: known.map(described),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        supportedAlgorithmIDs: ALGORITHMS,
      }),
    requestOptions: (challenge, known = []) => ({
      challenge,
      rpId,
      timeout,
      allowCredentials: known.map((one) => ({ ...described(one), type: 'public-key' })),
      userVerification: 'required',
    }),
    made: (answer, challenge) => orUndefined(() => made(expected, answer, challenge)),
    shown(answer) {
      const read = readUse(answer);
      return read && { credentialId: read.id, userHandle: read.response.userHandle };
    },
    used: (answer, challenge, passkey) => orUndefined(() => used(expected, answer, challenge, passkey)),
  };
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, 'base64url'));

const described = ({ content }: Pick<CredentialOf<'passkey'>, 'content'>) => ({
  id: content.credentialId,
  transports: [...content.transports],
});

async function made(expected: Expected, answer: string, expectedChallenge: string): Promise<MadePasskey | undefined> {
  const response = await readCreation(answer);
  if (!response) return undefined;
  const { verifyRegistrationResponse } = await library();
  const { registrationInfo: info } = await verifyRegistrationResponse({
    ...expected,
    response,
    expectedChallenge,
    supportedAlgorithmIDs: ALGORITHMS,
  });
  // The signed identifier is the one that counts: the one beside it is not signed.
  if (!info || info.credential.id !== response.id) return undefined;
  const { id: credentialId, publicKey, counter, transports = [] } = info.credential;
  const backedUp = info.credentialDeviceType === 'multiDevice';
  return {
    content: { credentialId, publicKey: Buffer.from(publicKey).toString('base64url'), transports, backedUp },
    counter,
  };
}

async function used(
  expected: Expected,
  answer: string,
  expectedChallenge: string,
  { content, step }: Pick<CredentialOf<'passkey'>, 'content' | 'step'>,
): Promise<number | undefined> {
  const response = readUse(answer);
  if (response?.id !== content.credentialId) return undefined;
  const { verifyAuthenticationResponse } = await library();
  const { verified, authenticationInfo: info } = await verifyAuthenticationResponse({
    ...expected,
    response,
    expectedChallenge,
    credential: { id: content.credentialId, publicKey: bytesOf(content.publicKey), counter: step },
  });
  const isSameKind = (info.credentialDeviceType === 'multiDevice') === content.backedUp;
  return verified && isSameKind ? info.newCounter : undefined;
}

/** The library throws a plain error for each thing that is wrong with an answer. */
async function orUndefined<T>(verify: () => Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await verify();
  } catch {
    return undefined;
  }
}
