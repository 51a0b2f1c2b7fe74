import test, { type ExecutionContext } from 'ava';
import * as oidc from 'openid-client';
import type { PolicyName } from '../../src/domain/policy.ts';
import type { TestApp } from '../helpers/app.ts';
import { ask } from '../helpers/ask.ts';
import { formOf, openBrowser, type Visit } from '../helpers/browser.ts';
import { beginSignIn, goThrough, openClient, type Person, signIn, userInfo } from '../helpers/client-app.ts';
import { mobileCodeIn } from '../helpers/mobile.ts';
import { codeIn, openAppFor, provisionalIn, tokenIn } from '../helpers/recovery.ts';
import { formFields } from '../helpers/registration.ts';
import { type Exchange, watchTraffic } from '../helpers/traffic.ts';

/** Five characters that no page and no path has for any other reason. */
const CAPTCHA_ANSWER = 'QWRTZ';
const typed = {
  rut: '44.000.003-7',
  unknown: '44.000.105-K',
  serial: 'B51A23456',
  wrongSerial: '599999999',
  answer: 'Pirulín el Magnífico',
  wrongAnswer: 'Zapallo Camote',
  street: 'Pasaje Los Quillayes',
  email: 'camila.quillay@correo.example',
  mobile: '40000771',
  wrongKey: 'Equivocada-58',
  letters: CAPTCHA_ANSWER,
} as const;
const keys: Readonly<Record<PolicyName, { readonly first: string; readonly second: string }>> = {
  guia: { first: 'Zapallo-58', second: 'Copihue-88' },
  segura: { first: 'Zapallo camote 58', second: 'Copihue del sur 88' },
};

interface Life {
  readonly app: TestApp;
  readonly seen: readonly Exchange[];
  /** Everything that only the two sides may know: typed, sent or kept as a cookie. */
  readonly secrets: ReadonlySet<string>;
}

/** By the pages: a user registers, confirms, mistypes, signs in, renews, recovers the key, opens a notice, logs out. */
async function live(t: ExecutionContext, policy: PolicyName): Promise<Life> {
  const app = await openAppFor(t, { policy, env: { CAPTCHA_FIXED_ANSWER: CAPTCHA_ANSWER } });
  const { first, second } = keys[policy];
  const browser = openBrowser();
  const secrets = new Set<string>([...Object.values(typed), first, second]);
  const { seen, stop } = watchTraffic();
  t.teardown(stop);
  const go = async (page: Visit, fields: Record<string, string>): Promise<Visit> => {
    for (const value of Object.values(formOf(page).hidden)) if (value.length > 20) secrets.add(value);
    return browser.follow(await browser.send(page, { captcha: CAPTCHA_ANSWER, ...fields }), app.issuer);
  };
  const openLink = async (path: string) => {
    const token = await tokenIn(app, typed.email, path);
    secrets.add(token);
    return browser.get(`${app.issuer}/${path}/${token}`);
  };
  const open = (path: string) => browser.get(`${app.issuer}${path}`);

  const form = {
    ...formFields,
    respuesta: typed.answer,
    calle: typed.street,
    email: typed.email,
    celular: typed.mobile,
    serie: typed.serial,
    captcha: CAPTCHA_ANSWER,
    clave: first,
    clave2: first,
  };
  await go(await open('/registro/natural'), form);
  const asks = await go(await go(await openLink('confirmar'), {}), { accion: 'enviar' });
  const codigo = await mobileCodeIn(app, `+569${typed.mobile}`);
  secrets.add(codigo);
  await go(asks, { codigo, accion: 'confirmar' });

  const client = await openClient(app, 'ejemplo');
  const person: Person = { rut: typed.rut, key: first, serial: typed.serial };
  for (const wrong of [
    { ...person, key: typed.wrongKey },
    { ...person, rut: typed.unknown },
  ])
    await goThrough(openBrowser(), (await beginSignIn(client)).to, wrong);
  const { answer, tokens } = await signIn(client, {
    browser,
    person,
    params: { scope: 'openid run offline_access' },
  });
  await userInfo(client, tokens);
  const renewed = await oidc.refreshTokenGrant(client.config, tokens.refresh_token ?? '');
  for (const token of [tokens, renewed])
    for (const each of [token.access_token, token.refresh_token, token.id_token]) secrets.add(each ?? '');
  secrets.add(answer.searchParams.get('code') ?? '');

  await recover(app, { go, open, openLink, secrets, second });
  await openLink('no-fui-yo');
  await go(await open('/oidc/logout'), { logout: 'yes' });
  // The tab of the last journey is no secret: its pages have it in their address.
  for (const [name, cookie] of browser.cookies) if (name !== 'cs_perfil') secrets.add(cookie);
  stop();
  secrets.delete('');
  return { app, seen: seen.filter(({ url }) => url.startsWith(app.issuer)), secrets };
}

interface Walk {
  readonly go: (page: Visit, fields: Record<string, string>) => Promise<Visit>;
  readonly open: (path: string) => Promise<Visit>;
  readonly openLink: (path: string) => Promise<Visit>;
  readonly secrets: Set<string>;
  readonly second: string;
}

async function recover(app: TestApp, { go, open, openLink, secrets, second }: Walk): Promise<void> {
  const asked = await go(await open('/recuperar/natural'), { rut: typed.rut });
  const guia = app.deps.policy.name === 'guia';
  const card = guia ? await go(await go(asked, { respuesta: typed.wrongAnswer }), { olvido: '1' }) : asked;
  const email = await go(await go(card, { serie: typed.wrongSerial }), { serie: typed.serial });
  await go(await go(email, { correcto: 'si' }), {});
  if (guia) {
    const key = await provisionalIn(app, typed.email);
    secrets.add(key);
    await goThrough(openBrowser(), (await beginSignIn(await openClient(app, 'ejemplo'))).to, {
      rut: typed.rut,
      key,
      serial: typed.serial,
    });
    return;
  }
  const codigo = await codeIn(app, `+569${typed.mobile}`);
  secrets.add(codigo);
  await go(await openLink('recuperar/clave'), { codigo, clave: second, clave2: second });
}

const lives = new Map<PolicyName, Promise<Life>>();

/** The life under a policy, which all tests of it look at; its app is open until the end of the first of them. */
function lifeUnder(t: ExecutionContext, policy: PolicyName): Promise<Life> {
  const life = lives.get(policy) ?? live(t, policy);
  lives.set(policy, life);
  return life;
}

/** A text as it may stand in a line or an address. */
const spellingsOf = (text: string): readonly string[] => [
  ...new Set([text, text.toLowerCase(), text.replace(/\./g, ''), encodeURIComponent(text), text.replaceAll(' ', '+')]),
];

const holding = (where: string, secrets: Iterable<string>): readonly string[] =>
  [...secrets].filter((secret) => spellingsOf(secret).some((spelling) => where.includes(spelling)));

/** What no client should put into an address, a user agent or a header, with line breaks where they may do harm. */
function* mischief(
  { issuer }: TestApp,
  secrets: readonly string[],
): Generator<readonly [string, Record<string, string>]> {
  const { host } = new URL(issuer);
  const line = '%0d%0a{"level":30,"msg":"invented"}';
  for (let turn = 0; turn < 1000; turn += 1) {
    const secret = encodeURIComponent(secrets[turn % secrets.length] ?? '');
    const paths = [
      `/${secret}`,
      `/recuperar/natural/${secret}`,
      `/confirmar/${secret}${line}`,
      `/ingresar/${secret}?clave=${secret}`,
      `/oidc/authorize?login_hint=${secret}&state=${line}`,
      `/a${line}/${secret}`,
      `/estado?rut=${secret}`,
      `/solicitud/${secret}`,
    ];
    const headers = { host, cookie: `cs_equipo=${secret}`, 'user-agent': secret, referer: `${issuer}/${secret}` };
    yield [paths[turn % paths.length] ?? '/', turn % 3 ? headers : { ...headers, 'x-forwarded-for': secret }];
  }
}

const FIELDS = new Set(['level', 'time', 'method', 'path', 'status', 'ms', 'reference']);
const REFUSALS: ReadonlySet<unknown> = new Set(['client refused', 'more refusals of a client']);
const FIELDS_OF_REFUSALS = new Set([
  ...[
    'level',
    'time',
    'client',
    'endpoint',
    'error',
    'status',
    'description',
    'detail',
    'reference',
    'more',
    'seconds',
  ],
]);

for (const policy of ['guia', 'segura'] as const) {
  test.serial(
    `[security 55] ${policy}: the log of a whole life cycle and of a thousand requests more has no secret, no whole RUT and no line that a visitor wrote`,
    async (t) => {
      const { app, secrets } = await lifeUnder(t, policy);
      t.true(secrets.size > 25, `${secrets.size} secrets`);
      const before = app.logged.filter((line) => !REFUSALS.has(JSON.parse(line).msg)).length;
      t.true(before > 40, `${before} lines`);
      const statuses = new Set<number>();
      for (const [path, headers] of mischief(app, [...secrets]))
        statuses.add((await ask(app.issuer, path, headers)).status);
      t.true(
        [...statuses].every((status) => status < 500),
        [...statuses].join(),
      );
      const refusals = app.logged.filter((line) => REFUSALS.has(JSON.parse(line).msg));
      t.is(app.logged.length - refusals.length, before + 1000, 'one line a request');
      t.true(refusals.length > 0 && refusals.length <= 11, `${refusals.length} lines of refused clients`);
      for (const line of app.logged) {
        t.regex(line, /^[^\r\n]*\n$/);
        const { msg, ...fields } = JSON.parse(line);
        const allowed = REFUSALS.has(msg) ? FIELDS_OF_REFUSALS : FIELDS;
        if (allowed === FIELDS) t.is(msg, undefined);
        t.deepEqual(
          Object.keys(fields).filter((name) => !allowed.has(name)),
          [],
          line,
        );
      }
      t.deepEqual(holding(app.logged.join(''), secrets), []);
      t.notRegex(app.logged.join(''), /44\.?000\.?\d{3}-[\dkK]/);
    },
  );

  test.serial(
    `[security 56] ${policy}: no RUT and nothing typed or sent stands in any address of a whole life cycle; each answer is no-store and no-referrer`,
    async (t) => {
      const { seen, secrets, app } = await lifeUnder(t, policy);
      t.true(seen.length > 40, `${seen.length} requests`);
      // The links of mails are one-use tokens by nature, and a code is sent to its client as the protocol requires.
      const links = [...secrets].filter((secret) =>
        seen.some(({ url }) => new URL(url).pathname.endsWith(`/${secret}`)),
      );
      const kept = [...secrets].filter((secret) => !links.includes(secret));
      t.true(
        links.every((link) => /^[\w-]{43}$/.test(link)),
        links.join(),
      );
      for (const { url, headers, status } of seen) {
        const location = headers.get('location') ?? '';
        const own = location.startsWith('http') && !location.startsWith(app.issuer) ? '' : location;
        for (const address of [url, decodeURIComponent(url), own, decodeURIComponent(own)])
          t.deepEqual(holding(address, kept), [], address);
        t.notRegex(decodeURIComponent(url + own), /44\.?000\.?\d{3}/);
        t.is(headers.get('referrer-policy'), 'no-referrer', url);
        if (!/\/(buzon\.json|\.well-known\/.*|oidc\/jwks)$/.test(new URL(url).pathname))
          t.regex(headers.get('cache-control') ?? '', /no-store/, `${status} ${url}`);
      }
    },
  );
}
