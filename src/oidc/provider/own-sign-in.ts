import { createHash } from 'node:crypto';
import { errors, type Provider } from 'oidc-provider';
import { type InternalClient, internalClientPaths } from '../../domain/internal-clients.ts';
import type { Deps } from '../../ports/deps.ts';
import type { OwnCode, OwnSignIn } from '../../ports/own-sign-in.ts';
import { routes } from '../routes.ts';
import { isSameSecret } from '../same-secret.ts';

type Code = InstanceType<Provider['AuthorizationCode']>;

/** Lets internal clients sign users in through the provider of the same process. */
export function ownSignIn(
  provider: Pick<Provider, 'AuthorizationCode'>,
  { issuer, atomically }: Pick<Deps, 'issuer' | 'atomically'>,
): OwnSignIn {
  return {
    address(client, request) {
      const fixed = {
        client_id: client,
        response_type: 'code',
        scope: 'openid',
        redirect_uri: entryOf(client, issuer),
      };
      return `${routes.authorization}?${new URLSearchParams({ ...fixed, ...request })}`;
    },
    exit(client) {
      const back = issuer + internalClientPaths[client].exit;
      return `${routes.end_session}?${new URLSearchParams({ client_id: client, post_logout_redirect_uri: back })}`;
    },
    // What the store notes of a code that is presented again is kept, whatever the answer.
    redeem: (client, asked) => atomically(() => redeem(provider, entryOf(client, issuer), client, asked)),
  };
}

const entryOf = (client: InternalClient, issuer: string): string => issuer + internalClientPaths[client].entry;

async function redeem(
  { AuthorizationCode }: Pick<Provider, 'AuthorizationCode'>,
  redirectUri: string,
  client: InternalClient,
  asked: OwnCode,
) {
  const code = await AuthorizationCode.find(asked.code);
  if (!code || code.isExpired || code.clientId !== client || code.redirectUri !== redirectUri) return undefined;
  if (!isOfThisSignIn(code, asked) || !(await isFirst(code))) return undefined;
  return code.accountId && code.sessionUid ? { holder: code.accountId, sessionUid: code.sessionUid } : undefined;
}

/**
 * The code was requested by the browser that presents it: the nonce and the verifier are only in that browser's cookie.
 */
function isOfThisSignIn({ nonce, codeChallenge, codeChallengeMethod }: Code, asked: OwnCode): boolean {
  const challenge = createHash('sha256').update(asked.verifier).digest('base64url');
  return (
    codeChallengeMethod === 'S256' &&
    isSameSecret(codeChallenge ?? '', challenge) &&
    isSameSecret(nonce ?? '', asked.nonce)
  );
}

/** Of several, at once or one after another, the store accepts one, and ends the grant at the next. */
async function isFirst(code: Code): Promise<boolean> {
  try {
    await code.consume();
    return true;
  } catch (error) {
    if (error instanceof errors.InvalidGrant) return false;
    throw error;
  }
}
