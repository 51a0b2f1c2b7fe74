import { createHash } from 'node:crypto';
import type { Provider } from 'oidc-provider';
import { TEST_RETURN_PATH, testCopyId } from '../../domain/test-copy.ts';
import type { Deps } from '../../ports/deps.ts';
import type { TestReturn, TestSignIn, TestTokens } from '../../ports/test-sign-in.ts';
import { routes } from '../routes.ts';
import { insideCall } from './inside-call.ts';

type Ask = ReturnType<typeof insideCall>;
type Fields = Readonly<Record<string, unknown>>;

/** Sign-ins by the copies of clients (clients/test-copies.ts), through the endpoints that every client uses. */
export function testSignIn(
  provider: Provider,
  { issuer, atomically }: Pick<Deps, 'issuer' | 'atomically'>,
): TestSignIn {
  const ask = insideCall(() => provider.callback(), issuer);
  return {
    async request(clientId, { state, nonce, verifier }) {
      const copy = await provider.Client.find(testCopyId(clientId));
      if (!copy) return undefined;
      return {
        client_id: copy.clientId,
        response_type: 'code',
        redirect_uri: issuer + TEST_RETURN_PATH,
        scope: copy.scope ?? 'openid',
        state,
        nonce,
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
      };
    },
    address: (request) => `${routes.authorization}?${new URLSearchParams(request)}`,
    async redeem(clientId, back) {
      const whose = await atomically(() => whoseCode(provider, testCopyId(clientId), back));
      return whose === 'own' ? tokensFor(ask, testCopyId(clientId), { ...back, issuer }) : whose;
    },
  };
}

/** Whose code it is; one of another person ends here, so that nothing is read with it. */
async function whoseCode(
  { AuthorizationCode }: Pick<Provider, 'AuthorizationCode'>,
  copyId: string,
  { code: presented, nonce, holder }: TestReturn,
): Promise<'own' | 'other-person' | 'refused'> {
  const code = await AuthorizationCode.find(presented);
  if (!code || code.clientId !== copyId || code.nonce !== nonce) return 'refused';
  if (code.accountId === holder) return 'own';
  await code.destroy();
  return 'other-person';
}

async function tokensFor(
  ask: Ask,
  client_id: string,
  { code, verifier, nonce, issuer }: TestReturn & { readonly issuer: string },
): Promise<TestTokens | 'refused'> {
  const redirect_uri = issuer + TEST_RETURN_PATH;
  const token = await postForm(ask, routes.token, {
    grant_type: 'authorization_code',
    client_id,
    code,
    redirect_uri,
    code_verifier: verifier,
  });
  if (!token || typeof token.id_token !== 'string' || typeof token.access_token !== 'string') return 'refused';
  const [header, claims] = token.id_token.split('.').slice(0, 2).map(decoded);
  if (!header || claims?.nonce !== nonce) return 'refused';
  const headers = { authorization: `Bearer ${token.access_token}` };
  const userinfo = await ask({ method: 'GET', path: routes.userinfo, headers });
  await postForm(ask, routes.revocation, { client_id, token: token.access_token });
  return { token, header, claims, userinfo: userinfo.status === 200 ? JSON.parse(userinfo.body) : {} };
}

const decoded = (part: string): Fields => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));

/** The fields of the response; undefined for an error, and for one without fields. */
async function postForm(ask: Ask, path: string, fields: Readonly<Record<string, string>>): Promise<Fields | undefined> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const { status, body } = await ask({ method: 'POST', path, headers, body: String(new URLSearchParams(fields)) });
  return status === 200 && body ? JSON.parse(body) : undefined;
}
