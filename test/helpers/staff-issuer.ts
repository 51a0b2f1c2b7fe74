/** The agency's own OpenID provider as a program of its own: oidc-provider, whose sign-in asks nothing. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JWK } from 'jose';
import Provider from 'oidc-provider';

/** What the issuer says about the next person who signs in. */
export interface IssuerPerson {
  sub: string;
  roles: unknown;
}

export interface TestIssuer {
  readonly url: string;
  /** Changed by a test between two sign-ins. */
  readonly person: IssuerPerson;
  /** Settings of an app whose staff signs in here. */
  readonly env: Readonly<Record<string, string>>;
  /** From now on every answer has this status, or none comes; undefined for right answers. */
  fails: number | 'silent' | undefined;
  /** How many requests have come. */
  received: number;
  close(): Promise<void>;
}

const SECRET = 'Desk-of-tests-7f3a91c5e2b84d06';

/** A private key with which the client proves itself in place of the secret. */
export type ClientKey = JWK & { readonly kid: string };

/** Opens it on loopback; `redirectUri` is told before the first sign-in. */
export async function openIssuer(key?: ClientKey): Promise<TestIssuer & { trust(redirectUri: string): void }> {
  const person: IssuerPerson = { sub: 'u-1', roles: ['agente'] };
  let answer: ((request: IncomingMessage, response: ServerResponse) => void) | undefined;
  const issuer = { fails: undefined as TestIssuer['fails'], received: 0 };
  const server = createServer((request, response) => {
    issuer.received += 1;
    if (issuer.fails === 'silent') return;
    if (issuer.fails) return void response.writeHead(issuer.fails).end();
    answer?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(issuer, {
    url,
    person,
    env: {
      STAFF_ISSUER: url,
      STAFF_CLIENT_ID: 'mesa',
      ...(key ? { STAFF_CLIENT_KEY: JSON.stringify(key) } : { STAFF_CLIENT_SECRET: SECRET }),
    },
    trust: (redirectUri: string) => {
      answer = answerOf(url, person, redirectUri, key);
    },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  });
}

/** What the client proves itself with. */
function proofOf(key: ClientKey | undefined) {
  if (!key) return { client_secret: SECRET };
  const { d, ...open } = key;
  return {
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: 'ES256',
    jwks: { keys: [open] },
  } as const;
}

function answerOf(url: string, person: IssuerPerson, redirectUri: string, key: ClientKey | undefined) {
  const provider = new Provider(url, {
    clients: [
      {
        client_id: 'mesa',
        redirect_uris: [redirectUri],
        post_logout_redirect_uris: [redirectUri.replace(/\/vuelta$/, '')],
        ...proofOf(key),
      },
    ],
    claims: { openid: ['sub', 'roles'] },
    conformIdTokenClaims: false,
    findAccount: (_, id) => ({ accountId: id, claims: async () => ({ sub: id, roles: person.roles }) }) as never,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/entrar/${uid}` },
    cookies: { keys: ['of this test'] },
  });
  const callback = provider.callback();
  return (request: IncomingMessage, response: ServerResponse): void => {
    if (request.url?.startsWith('/entrar/')) void finish(provider, person, request, response);
    else callback(request, response);
  };
}

async function finish(provider: Provider, { sub }: IssuerPerson, request: IncomingMessage, response: ServerResponse) {
  const grant = new provider.Grant({ accountId: sub, clientId: 'mesa' });
  grant.addOIDCScope('openid');
  const result = { login: { accountId: sub }, consent: { grantId: await grant.save() } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}
