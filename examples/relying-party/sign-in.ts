import * as oidc from 'openid-client';
import type { Attempt, Session, SignIn } from './session.ts';

const SCOPE = 'openid profile email phone address run empresa';

type Checks = Omit<Attempt, 'browser'>;
type Tokens = Awaited<ReturnType<typeof oidc.authorizationCodeGrant>>;

/** Fresh secrets for one sign-in, and the address to which the browser goes. */
export async function beginSignIn(config: oidc.Configuration, redirectUri: URL): Promise<{ checks: Checks; to: URL }> {
  const checks = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() };
  const to = oidc.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri.href,
    scope: SCOPE,
    state: checks.state,
    nonce: checks.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(checks.verifier),
    code_challenge_method: 'S256',
  });
  return { checks, to };
}

/**
 * Exchanges the code that came back in `answer` (the redirect address with its query) and asks for the person's data.
 * Throws when state, iss, nonce, signature or subject are not the expected ones, and when Clave Sence says no.
 */
export async function completeSignIn(config: oidc.Configuration, answer: URL, checks: Checks): Promise<SignIn> {
  const tokens = await oidc.authorizationCodeGrant(config, answer, {
    expectedState: checks.state,
    expectedNonce: checks.nonce,
    pkceCodeVerifier: checks.verifier,
    idTokenExpected: true,
  });
  return withUserInfo(config, readTokens(tokens, undefined));
}

/** Renews a session's tokens and data. A caller that asks meanwhile waits for it: a refresh token can be used once. */
export function renewOnce(config: oidc.Configuration, session: Session): Promise<void> {
  session.renewal ??= renew(config, session).finally(() => {
    session.renewal = undefined;
  });
  return session.renewal;
}

async function renew(config: oidc.Configuration, session: Session): Promise<void> {
  const tokens = await oidc.refreshTokenGrant(config, session.signIn.refreshToken ?? '');
  // Kept before anything else may fail: the old refresh token, used again, would look stolen and end everything.
  session.signIn = readTokens(tokens, session.signIn);
  session.signIn = await withUserInfo(config, session.signIn);
}

function readTokens(tokens: Tokens, before: SignIn | undefined): SignIn {
  const idClaims = tokens.claims() ?? before?.idClaims;
  const idToken = tokens.id_token ?? before?.idToken;
  if (!idClaims || !idToken) throw new oidc.ClientError('no ID token');
  // A refresh may bring a new ID token, never another person (OpenID Connect Core 12.2).
  if (before && idClaims.sub !== before.idClaims.sub) throw new oidc.ClientError('ID token of somebody else');
  const seconds = tokens.expiresIn();
  return {
    idToken,
    idClaims,
    userInfo: before?.userInfo ?? { sub: idClaims.sub },
    accessToken: tokens.access_token,
    accessEndsAt: seconds === undefined ? undefined : new Date(Date.now() + seconds * 1000),
    refreshToken: tokens.refresh_token ?? before?.refreshToken,
  };
}

async function withUserInfo(config: oidc.Configuration, signIn: SignIn): Promise<SignIn> {
  return { ...signIn, userInfo: await oidc.fetchUserInfo(config, signIn.accessToken, signIn.idClaims.sub) };
}
