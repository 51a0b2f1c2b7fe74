import { readFileSync, writeFileSync } from 'node:fs';
import test from 'ava';
import * as oidc from 'openid-client';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { type Browser, openBrowser, type Visit } from '../helpers/browser.ts';
import {
  answerOf,
  basic,
  beginSignIn,
  type ClientApp,
  clientFileFor,
  openClient,
  post,
  redeem,
  rosa,
  type Tokens,
  userInfo,
} from '../helpers/client-app.ts';
import { listStatements, type Sent } from '../helpers/list-statements.ts';

const FILE = new URL('../../docs/performance.md', import.meta.url);
const [FROM, TO] = ['<!-- statements: written by a test -->\n\n', '\n<!-- end of statements -->'];

type Listed = Map<string, readonly Sent[]>;

/** A sign-in request by request, from the address of the client to the answer. */
async function listSignIn(listed: Listed, client: ClientApp, browser: Browser, device: boolean) {
  const { checks, to } = await beginSignIn(client);
  const steps: Visit[] = [];
  const note = async (name: string, visit: () => Promise<Visit>): Promise<Visit> => {
    let seen: Visit | undefined;
    const sent = await listStatements(async () => {
      seen = await visit();
    });
    listed.set(name, sent);
    steps.push(seen as unknown as Visit);
    return seen as unknown as Visit;
  };
  const who = device ? 'known device' : 'sign-in';
  const next = (from: Visit) => browser.get(answerOf(from).href);
  const begun = await note(`${who}: request`, () => browser.get(to.href));
  const page = await note(`${who}: page`, () => next(begun));
  const fields = { rut: rosa.rut, clave: rosa.key, mi_equipo: 'si' };
  const proved = await note(`${who}: key`, () => browser.send(page, fields));
  const back = await note(`${who}: return`, () => next(proved));
  return { checks, answer: answerOf(back) };
}

/** The same for a browser that is signed in. */
async function listSecond(listed: Listed, client: ClientApp, browser: Browser): Promise<void> {
  const { to } = await beginSignIn(client);
  listed.set('second platform', await listStatements(() => browser.get(to.href)));
}

async function listAll(app: TestApp, listed: Listed): Promise<void> {
  const [client, other, phone] = await Promise.all([
    openClient(app, 'capacita'),
    openClient(app, 'otec'),
    openClient(app, 'publica', oidc.None()),
  ]);
  const browser = openBrowser();
  const { checks, answer } = await listSignIn(listed, client, browser, false);
  let tokens: Tokens | undefined;
  listed.set(
    'code',
    await listStatements(async () => {
      tokens = await redeem(client, answer, checks);
    }),
  );
  const own = tokens as unknown as Tokens;
  await listSecond(listed, other, browser);
  listed.set('refresh', await listStatements(() => oidc.refreshTokenGrant(client.config, String(own.refresh_token))));
  listed.set('userinfo', await listStatements(() => userInfo(client, own)));
  const token = { token: own.access_token };
  listed.set('introspection', await listStatements(() => post(app, '/oidc/introspect', token, basic('capacita'))));
  await signOut(browser);
  const again = await listSignIn(listed, phone, browser, true);
  const public_ = await redeem(phone, again.answer, again.checks);
  listed.set(
    'refresh, rotating',
    await listStatements(() => oidc.refreshTokenGrant(phone.config, String(public_.refresh_token))),
  );
}

/** The browser loses its session and stays a known device. */
function signOut(browser: Browser): void {
  for (const name of browser.cookies.keys()) if (name.startsWith('clave_sesion')) browser.cookies.delete(name);
}

/** The shapes of a request in order, one that repeats with its count. */
function shapes(sent: readonly Sent[]): string {
  const counts = new Map<string, number>();
  for (const { label } of sent) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].map(([label, count]) => (count > 1 ? `${label} × ${count}` : label)).join(', ');
}

const row = ([name, sent]: readonly [string, readonly Sent[]]): string =>
  `| ${name} | ${sent.length} | ${sent.filter(({ commits }) => commits).length} | ${shapes(sent)} |`;

const tableOf = (listed: Listed): string =>
  ['| request | statements | commits | which |', '|---|---|---|---|', ...[...listed].map(row)].join('\n');

let app: TestApp;
const listed: Listed = new Map();

test.before(async () => {
  app = await openTestApp({
    clients: [
      clientFileFor('capacita'),
      clientFileFor('otec'),
      clientFileFor('publica', { token_endpoint_auth_method: 'none', client_secret: undefined }),
    ],
  });
  await listAll(app, new Map());
  await listAll(app, listed);
});

test.after.always(() => app?.stop());

test.serial('docs/performance.md lists the statements and commits of each request on the hot path', (t) => {
  const text = readFileSync(FILE, 'utf8');
  const [head = '', rest = ''] = text.split(FROM);
  const now = `${head}${FROM}${tableOf(listed)}${rest.slice(rest.indexOf(TO))}`;
  if (process.env.STATEMENTS === 'write') writeFileSync(FILE, now);
  if (process.env.STATEMENTS === 'order')
    t.log(
      [...listed]
        .map(([name, sent]) =>
          [name, ...sent.map(({ label, commits }) => `  ${label}${commits ? ' *' : ''}`)].join('\n'),
        )
        .join('\n'),
    );
  t.deepEqual(text.split('\n'), now.split('\n'), 'STATEMENTS=write makes it anew; read what changed');
});

test.serial(
  '[threat 753] a column that a migration adds to every table costs no request of a running server',
  async (t) => {
    const { rows } = await app.raw.run<{ rows: { name: string }[] }>((sql) =>
      sql.raw(`select tablename as name from pg_tables where schemaname = 'public'`),
    );
    for (const { name } of rows)
      await app.raw.run((sql) => sql.raw('alter table ?? add column of_a_later_version text', name));
    const beside: Listed = new Map();
    await listAll(app, beside);
    // Not one was sent again.
    t.is(tableOf(beside), tableOf(listed));
  },
);
