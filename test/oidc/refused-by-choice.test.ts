import test, { type ExecutionContext } from 'ava';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { openBrowser } from '../helpers/browser.ts';
import { answerOf, authorizationRequest, basic, clientFileFor, post } from '../helpers/client-app.ts';

let app: TestApp;

test.before(async () => {
  app = await openTestApp({ env: { THROTTLES: 'off' }, clients: [clientFileFor('capacita')] });
});

test.after.always(() => app?.stop());

type Fields = Record<string, string>;

const discovery = async () =>
  (await (await fetch(`${app.issuer}/.well-known/openid-configuration`)).json()) as Record<string, unknown>;

/** The error of an otherwise valid request, as the client receives it; that of a page where it leads to no client. */
async function errorOf(changes: Fields): Promise<string> {
  const { all } = await authorizationRequest('capacita', { client_id: 'capacita', response_type: 'code' });
  const asked = new URLSearchParams({ ...(all as Fields), ...changes });
  const answer = await openBrowser().get(`${app.issuer}/oidc/authorize?${asked}`);
  if (answer.status === 303) return answerOf(answer).searchParams.get('error') ?? 'none';
  return /Detalle técnico (\w+)/.exec(answer.text)?.[1] ?? `page ${answer.status}`;
}

const refused: readonly (readonly [string, Fields, string])[] = [
  ['a signed answer (JARM): response_mode=jwt', { response_mode: 'jwt' }, 'unsupported_response_mode'],
  ['a signed answer (JARM): response_mode=query.jwt', { response_mode: 'query.jwt' }, 'unsupported_response_mode'],
  ['a request by address', { request_uri: 'https://capacita.example/pedido.jwt' }, 'request_uri_not_supported'],
  ['a request with claims in a registration', { registration: '{}' }, 'registration_not_supported'],
];

for (const [what, changes, error] of refused)
  test(`[O10] refused by choice: ${what}`, async (t) => {
    t.is(await errorOf(changes), error);
  });

test('[O10] refused by choice: discovery offers none of what the conformance suite would then try', async (t) => {
  const metadata = await discovery();
  for (const absent of [
    'registration_endpoint',
    'backchannel_authentication_endpoint',
    'mtls_endpoint_aliases',
    'tls_client_certificate_bound_access_tokens',
    'authorization_signing_alg_values_supported',
    'id_token_encryption_alg_values_supported',
    'userinfo_encryption_alg_values_supported',
    'request_object_encryption_alg_values_supported',
    'frontchannel_logout_supported',
    'check_session_iframe',
    'grant_management_endpoint',
    'authorization_details_types_supported',
  ])
    t.is(metadata[absent], undefined, absent);
  t.is(metadata.request_uri_parameter_supported, false);
  t.deepEqual(metadata.subject_types_supported, ['pairwise']);
  for (const [name, value] of Object.entries(metadata))
    if (/_alg_values_supported$/.test(name)) t.false((value as string[]).includes('none'), name);
});

/** A request of a client to the token endpoint; returns its error. */
async function grantError(t: ExecutionContext, fields: Fields): Promise<unknown> {
  const answer = await post(app, '/oidc/token', fields, basic('capacita'));
  t.is(answer.status, 400);
  return answer.body.error;
}

test('[O10] refused by choice: grants of CIBA, token exchange and JWT bearer', async (t) => {
  for (const grant_type of [
    'urn:openid:params:grant-type:ciba',
    'urn:ietf:params:oauth:grant-type:token-exchange',
    'urn:ietf:params:oauth:grant-type:jwt-bearer',
  ])
    t.is(await grantError(t, { grant_type }), 'unsupported_grant_type');
});

test('[O10] refused by choice: WebFinger is not offered', async (t) => {
  const asked = new URLSearchParams({
    resource: `${app.issuer}/rosa`,
    rel: 'http://openid.net/specs/connect/1.0/issuer',
  });
  t.is((await fetch(`${app.issuer}/.well-known/webfinger?${asked}`)).status, 404);
});
