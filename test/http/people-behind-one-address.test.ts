import { randomUUID } from 'node:crypto';
/** A classroom, a municipality and a carrier's NAT have one address: what is bounded for all of it and for one user. */
import test, { type ExecutionContext } from 'ava';
import { people } from '../../src/dev/people/people.ts';
import { SEEDED_KEY } from '../../src/dev/people/seed.ts';
import type { Identifier } from '../../src/domain/account.ts';
import type { Email } from '../../src/domain/email.ts';
import { Secret } from '../../src/domain/key.ts';
import type { Network } from '../../src/domain/network.ts';
import type { Phone } from '../../src/domain/phone.ts';
import { parseRun } from '../../src/domain/rut.ts';
import { rateLimits } from '../../src/domain/throttle.ts';
import { CAPTCHA_ANSWER, openTestApp, type TestApp } from '../helpers/app.ts';
import { type Browser, openBrowser, type Send, type Visit } from '../helpers/browser.ts';
import { answerOf, beginSignIn, type ClientApp, clientFileFor, openClient, redeem } from '../helpers/client-app.ts';
import { giveDeviceCode } from '../helpers/new-device.ts';
import { formFields } from '../helpers/registration.ts';
import { addPeople } from '../helpers/sign-ins.ts';
import { withinMs } from '../helpers/within-ms.ts';

const HERE = '198.51.100.7' as Network;
const ELSEWHERE = '203.0.113.9' as Network;

async function open(t: ExecutionContext, policy: 'guia' | 'segura') {
  const app = await openTestApp({
    clients: [clientFileFor('ejemplo', { first_party: false, legal_basis: 'Consentimiento', sector: 'otro' })],
    env: { CLAVE_POLICY: policy, TRUST_PROXY_HOPS: '1' },
  });
  t.teardown(app.stop);
  return { app, client: await openClient(app, 'ejemplo') };
}

/** An unknown browser, behind an address. */
const stranger = (network: Network = HERE): Browser => openBrowser(from(network));
const from =
  (network: Network): Send =>
  (url, init) =>
    fetch(url, { ...init, headers: { ...(init.headers as object), 'x-forwarded-for': network } });

/** The counted requests of an address. */
const counted = async ({ deps }: TestApp, network: Network = HERE): Promise<number> =>
  (await deps.throttles.peek(rateLimits.requestsByNetwork, network)).used - 1;

/** All at once, some at a time, as people do who begin together. */
async function together<T, R>(all: readonly T[], act: (one: T, place: number) => Promise<R>, atOnce = 3): Promise<R[]> {
  const done: R[] = [];
  for (let place = 0; place < all.length; place += atOnce)
    done.push(...(await Promise.all(all.slice(place, place + atOnce).map((one, n) => act(one, place + n)))));
  return done;
}

/** Everything that a page makes a browser fetch. */
async function fetchFiles(app: TestApp, browser: Browser, { html }: Visit): Promise<void> {
  for (const [, path = ''] of html.matchAll(/"(\/(?:e|captcha)\/[^"#]+)/g))
    if ((await browser.get(app.issuer + path)).status !== 200) throw new Error(`not served: ${path}`);
}

/** A whole sign-in in a new browser, consent and tokens included; whether it came to its tokens. */
async function signInWhole(app: TestApp, client: ClientApp, rut: string, browser = stranger()): Promise<boolean> {
  const { checks, to } = await beginSignIn(client);
  const page = await browser.follow(await browser.get(to.href), app.issuer);
  await fetchFiles(app, browser, page);
  const proved = await browser.follow(await browser.send(page, { rut, clave: SEEDED_KEY }), app.issuer);
  const account = await app.deps.accounts.findByIdentifier('natural', parseRun(rut));
  let next = await giveDeviceCode(browser, proved, { app, to: account?.personal.email ?? '' });
  if (!next.headers.get('location'))
    next = await browser.follow(await browser.send(next, { accion: 'permitir' }), app.issuer);
  return (await redeem(client, answerOf(next), checks)).id_token !== undefined;
}

for (const policy of ['guia', 'segura'] as const) {
  test.serial(
    `[P1] ${policy}: thirty users with right keys sign in at a client from thirty new browsers behind one address in a minute`,
    async (t) => {
      t.timeout(withinMs(120_000));
      const { app, client } = await open(t, policy);
      const all = await addPeople(app, 30);
      const began = Date.now();
      const through = await together(all, (rut) => signInWhole(app, client, rut));
      t.deepEqual(
        through,
        all.map(() => true),
      );
      t.is(await counted(app), 0, 'what led on is given back');
      t.log(`${all.length} whole sign-ins in ${((Date.now() - began) / 1000).toFixed(1)} s`);
    },
  );

  test.serial(
    `[P1] ${policy}: five users recover their key behind one address within ten minutes, captcha, resend and all`,
    async (t) => {
      const { app } = await open(t, policy);
      await addOthers(app);
      const cards = people.filter(({ card, deceased }) => card === 'matches' && !deceased);
      t.is(cards.length, 5);
      const ends = await together(cards, ({ run, serial }) => recover(app, run, serial));
      app.advance(2 * 60_000);
      for (const { browser, sent } of ends) {
        t.regex(sent.text, /Éxito/);
        const again = await browser.send(await browser.get(sent.url), { accion: 'reenviar' });
        t.is(again.status, 303, again.text.slice(0, 200));
      }
      const messages = await app.mailbox();
      t.is(new Set(messages.filter(({ channel }) => channel === 'mail').map(({ to }) => to)).size, 5);
    },
  );
}

/** People whom the registry knows and who have no account; a registration reserves nothing until it is confirmed. */
const newcomers = people.filter(({ run }) => ['44000003-7', '44000105-K', '44000113-0'].includes(run));

test.serial(
  '[P1] thirty users register behind one address in ten minutes, each with one error and a new captcha',
  async (t) => {
    t.timeout(withinMs(120_000));
    const { app } = await open(t, 'guia');
    const statuses = await together(Array.from({ length: 30 }), async (_, place) => {
      const browser = stranger();
      const page = await browser.get(`${app.issuer}/registro/natural`);
      const fields = {
        ...formFields,
        rut: newcomers[place % newcomers.length]?.run ?? '',
        email: `persona${place}@correo.example`,
        celular: String(40_000_100 + place),
      };
      const slip = await browser.send(page, { ...fields, captcha: 'MALAS' });
      const other = await browser.send(slip, { ...fields, accion: 'refrescar' });
      const last = await browser.send(other, fields);
      return [slip.status, other.status, last.status];
    });
    for (const [place, each] of statuses.entries()) t.deepEqual(each, [422, 200, 303], String(place));
  },
);

/** Accounts of the other people whose card is in force. */
async function addOthers({ deps }: TestApp): Promise<void> {
  const rosa = await deps.accounts.findByIdentifier('natural', people[0]?.run as Identifier);
  if (!rosa) throw new Error('Rosa has no account');
  const { kind, profile, personal } = rosa;
  for (const { run, name } of people) {
    if (await deps.accounts.findByIdentifier('natural', run)) continue;
    const email = `correo${run}@correo.example` as Email;
    const mobile = `+569${run.slice(0, 8)}` as Phone;
    const id = randomUUID();
    const keyHash = await deps.hasher.hash(new Secret(SEEDED_KEY), { purpose: 'key', id });
    const account = { id, kind, profile, identidad: 'documento', identifier: run, keyHash, simulado: true } as const;
    await deps.accounts.add({ ...account, personal: { ...personal, name, email, mobile } });
    await deps.accounts.activate(id);
  }
}

/** A recovery by the card in a new browser, with a wrong captcha and number once, up to the page of what was sent. */
async function recover(app: TestApp, rut: string, serie: string) {
  const browser = stranger();
  const go = async (page: Visit, fields: Record<string, string>) => {
    const next = await browser.follow(await browser.send(page, { captcha: CAPTCHA_ANSWER, ...fields }), app.issuer);
    if (next.status === 429) throw new Error(`${next.url}: ${next.text.slice(0, 300)}`);
    await fetchFiles(app, browser, next);
    return next;
  };
  let page = await go(await browser.get(`${app.issuer}/recuperar/natural`), { rut, captcha: 'MALAS' });
  if (/name="rut"/.test(page.html)) page = await go(page, { rut });
  page = await go(await go(page, { serie: '599999999' }), { serie });
  page = await go(page, { correcto: 'si' });
  if (/name="captcha"/.test(page.html)) page = await go(page, { captcha: 'MALAS' });
  return { browser, sent: await go(page, {}) };
}

test.serial(
  '[P1] a machine that begins sign-ins and does nothing is stopped with 429 and Retry-After, and no other network with it',
  async (t) => {
    const { app } = await open(t, 'guia');
    const { limit, seconds } = rateLimits.requestsByNetwork;
    const begin = (network: Network) =>
      fetch(`${app.issuer}/dispositivo`, { headers: { accept: 'text/html', 'x-forwarded-for': network } });
    for (let flood = 0; flood < limit; flood += 1) await app.deps.throttles.consume(rateLimits.requestsByNetwork, HERE);
    const stopped = await begin(HERE);
    t.is(stopped.status, 429);
    const wait = Number(stopped.headers.get('retry-after'));
    t.true(wait > 0 && wait <= seconds, String(wait));
    t.is((await begin(ELSEWHERE)).status, 200);
    app.advance((wait + 1) * 1000);
    t.is((await begin(HERE)).status, 200, 'it ends by itself');
  },
);

test.serial('[P1] a flood of refused forms over HTTP is stopped at the bound, whatever it sends', async (t) => {
  const { app } = await open(t, 'guia');
  const { limit } = rateLimits.requestsByNetwork;
  const send = () => stranger().post(`${app.issuer}/registro/natural`, 'a=1');
  for (let taken = 0; taken < limit - 5; taken += 1)
    await app.deps.throttles.consume(rateLimits.requestsByNetwork, HERE);
  const statuses = [];
  for (let sent = 0; sent < 8; sent += 1) statuses.push((await send()).status);
  t.deepEqual(statuses, [403, 403, 403, 403, 403, 429, 429, 429]);
});

test.serial(
  '[P1] an attacker who frees budget by right keys of their own does not get past the bound of all requests',
  async (t) => {
    const { app, client } = await open(t, 'guia');
    const [rut = ''] = await addPeople(app, 1);
    const { limit } = rateLimits.everyRequestByNetwork;
    for (let taken = 0; taken < limit - 5; taken += 1)
      await app.deps.throttles.consume(rateLimits.everyRequestByNetwork, HERE);
    // A whole sign-in is three counted requests, and two where consent was given before.
    for (const _ of ['first', 'second']) t.true(await signInWhole(app, client, rut));
    t.is(await counted(app), 0, 'the successes gave everything back');
    const browser = stranger();
    const refused = await browser.get(`${app.issuer}/dispositivo`);
    t.is(refused.status, 429);
    t.truthy(refused.headers.get('retry-after'));
  },
);
