import type { Configuration } from 'openid-client';
import type { IssuerChecks, IssuerPerson, StaffIssuer } from '../ports/staff-issuer.ts';
import { guardedFetch } from './egress.ts';
import { clientAuthOf, type StaffClientProof } from './staff-issuer-client.ts';

const SECONDS = 3;
/** Metadata of the issuer is read again after so long. */
const KNOWN_MS = 10 * 60_000;
/** A sign-in there that is older than so many seconds does not count: an idle session is not renewed by one click. */
const FRESH_SECONDS = 300;

/** Where the issuer is, this service as its client, and the claim of roles. */
interface IssuerSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly proof: StaffClientProof;
  readonly rolesClaim: string;
  readonly redirectUri: string;
  /** Where the browser comes back to after it left. */
  readonly leftUri: string;
}

/** Loaded at the first sign-in. */
const library = () => import('openid-client');

/** The agency's own OpenID provider by openid-client: code flow with PKCE, state and nonce, signatures checked. */
export function openidStaffIssuer(settings: IssuerSettings, now: () => Date): StaffIssuer {
  const metadata = metadataOf(settings, now);
  return {
    host: new URL(settings.issuer).host,
    fresh: () => ({ nonce: random(), verifier: random() }),
    async addressFor({ state, nonce, verifier }) {
      const configuration = await metadata();
      if (!configuration) return 'away';
      const { buildAuthorizationUrl, calculatePKCECodeChallenge } = await library();
      return buildAuthorizationUrl(configuration, {
        redirect_uri: settings.redirectUri,
        scope: 'openid',
        state,
        nonce,
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        prompt: 'login',
        max_age: String(FRESH_SECONDS),
      }).href;
    },
    async leaveAddress(idToken) {
      const configuration = await metadata();
      if (!configuration?.serverMetadata().end_session_endpoint) return undefined;
      const { buildEndSessionUrl } = await library();
      const leaving = { post_logout_redirect_uri: settings.leftUri, id_token_hint: idToken };
      return buildEndSessionUrl(configuration, leaving).href;
    },
    async finish(answer, checks) {
      const configuration = await metadata();
      return configuration ? redeemed(configuration, answer, checks, settings) : 'away';
    },
  };
}

const random = (): string => Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url');

/** Reads the metadata, and keeps what it read; undefined while the issuer does not answer as it should. */
function metadataOf({ issuer, clientId, proof }: IssuerSettings, now: () => Date) {
  let known: { readonly configuration: Configuration; readonly until: number } | undefined;
  return async (): Promise<Configuration | undefined> => {
    if (known && known.until > now().getTime()) return known.configuration;
    const oidc = await library();
    const url = new URL(issuer);
    const fetchThere = guardedFetch([url.host]) as typeof fetch;
    const execute = [
      oidc.enableNonRepudiationChecks,
      ...(url.protocol === 'http:' ? [oidc.allowInsecureRequests] : []),
    ];
    try {
      const configuration = await oidc.discovery(url, clientId, undefined, await clientAuthOf(proof), {
        execute,
        timeout: SECONDS,
        [oidc.customFetch]: (address, options) => fetchThere(address, options as RequestInit),
      });
      known = { configuration, until: now().getTime() + KNOWN_MS };
      return configuration;
    } catch {
      return undefined;
    }
  };
}

async function redeemed(
  configuration: Configuration,
  answer: URL,
  { state, nonce, verifier }: IssuerChecks,
  { rolesClaim }: Pick<IssuerSettings, 'rolesClaim'>,
): Promise<IssuerPerson | 'refused' | 'away'> {
  const { authorizationCodeGrant } = await library();
  try {
    const tokens = await authorizationCodeGrant(configuration, answer, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      maxAge: FRESH_SECONDS,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims || !tokens.id_token) return 'refused';
    return { subject: `${claims.iss} ${claims.sub}`, roles: wordsIn(claims[rolesClaim]), idToken: tokens.id_token };
  } catch (error) {
    return isSilence(error) ? 'away' : 'refused';
  }
}

/** A list of words, or one text with blanks or commas between them. */
function wordsIn(claim: unknown): readonly string[] {
  const words = typeof claim === 'string' ? claim.split(/[\s,]+/) : claim;
  return Array.isArray(words) ? words.filter((word) => typeof word === 'string') : [];
}

/** No connection, no answer in time, or one of the class 5xx, in place of an answer that does not fit. */
function isSilence(error: unknown): boolean {
  const { name, code, status, cause } = error as { name?: string; code?: string; status?: number; cause?: unknown };
  if (name === 'TimeoutError' || name === 'AbortError' || code === 'OAUTH_TIMEOUT') return true;
  if (code?.startsWith('E') || (status ?? 0) >= 500) return true;
  if (cause instanceof Response) return cause.status >= 500;
  return cause instanceof Error && isSilence(cause);
}
