import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { isoBase64URL } from '@simplewebauthn/server/helpers';
import { CHALLENGE_MINUTES } from '../domain/passkey.ts';
import type { CredentialOf } from '../ports/credentials.ts';
import type { MadePasskey, Passkeys } from '../ports/passkeys.ts';
import { readCreation, readUse } from './passkey-answers.ts';
import type { KeyMaterial } from './secrets.ts';

/** How an authenticator names this service. */
const NAME = 'Clave Sence';
/** EdDSA, ES256 and RS256 (RFC 9053 and 8812): what authenticators in use have. */
const ALGORITHMS = [-8, -7, -257];
const timeout = CHALLENGE_MINUTES * 60_000;

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
    creationOptions: (challenge, user, known) =>
      generateRegistrationOptions({
        rpName: NAME,
        rpID: rpId,
        userID: isoBase64URL.toBuffer(user.handle),
        userName: user.name,
        userDisplayName: user.name,
        challenge: isoBase64URL.toBuffer(challenge),
        timeout,
        attestationType: 'none',
        excludeCredentials: known.map(described),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        supportedAlgorithmIDs: ALGORITHMS,
      }),
    requestOptions: (challenge, known = []) =>
      generateAuthenticationOptions({
        rpID: rpId,
        challenge: isoBase64URL.toBuffer(challenge),
        timeout,
        allowCredentials: known.map(described),
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

const described = ({ content }: CredentialOf<'passkey'>) => ({
  id: content.credentialId,
  transports: [...content.transports],
});

async function made(expected: Expected, answer: string, expectedChallenge: string): Promise<MadePasskey | undefined> {
  const response = readCreation(answer);
  if (!response) return undefined;
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
  return { content: { credentialId, publicKey: isoBase64URL.fromBuffer(publicKey), transports, backedUp }, counter };
}

async function used(
  expected: Expected,
  answer: string,
  expectedChallenge: string,
  { content, step }: CredentialOf<'passkey'>,
): Promise<number | undefined> {
  const response = readUse(answer);
  if (response?.id !== content.credentialId) return undefined;
  const { verified, authenticationInfo: info } = await verifyAuthenticationResponse({
    ...expected,
    response,
    expectedChallenge,
    credential: { id: content.credentialId, publicKey: isoBase64URL.toBuffer(content.publicKey), counter: step },
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
