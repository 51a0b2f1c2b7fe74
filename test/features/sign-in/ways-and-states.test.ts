/** Every way to sign in × every state of an account: what the browser gets, by requests alone. */
import { randomUUID } from 'node:crypto';
import test, { type ExecutionContext } from 'ava';
import * as oidc from 'openid-client';
import type { Account } from '../../../src/domain/account.ts';
import { acrValues } from '../../../src/domain/acr-values.ts';
import { requireSerial } from '../../../src/domain/cedula.ts';
import { Secret } from '../../../src/domain/key.ts';
import type { PolicyName } from '../../../src/domain/policy.ts';
import { parseRun } from '../../../src/domain/rut.ts';
import { askRight } from '../../../src/features/privacy/use-cases/ask-right.ts';
import { openTestApp, type TestApp } from '../../helpers/app.ts';
import { type Authenticator, authenticator } from '../../helpers/authenticator.ts';
import { type Browser, openBrowser, type Visit } from '../../helpers/browser.ts';
import {
  authorizationRequest,
  type Checks,
  clientFileFor,
  openClient,
  redeem,
  rosa,
} from '../../helpers/client-app.ts';

import { changeSii, openCompany, panaderia } from '../../helpers/companies.ts';
import { giveDeviceCode, ROSAS_MAIL } from '../../helpers/new-device.ts';
import { answeredOn, asksForPasskey, signInByPasskey } from '../../helpers/passkey-pages.ts';
import { contactProof, enrolledPasskey } from '../../helpers/passkeys.ts';
import { owner } from '../../helpers/recovery.ts';

import { panaderiaIn } from '../../helpers/rights.ts';
import { enrolled } from '../../helpers/second-factor.ts';
import { digitsAt } from '../../helpers/totp.ts';

const LEVEL = 'urn:sence:clave:2fa';
const PROVISIONAL = 'J53722W9';

interface Place {
  readonly app: TestApp;
  account(): Promise<Account>;
  readonly by: Authenticator;
  readonly enrolled: { readonly secret: string; readonly printed: readonly string[] };
}

type Go = (place: Place, browser: Browser, page: Visit) => Promise<Visit>;

interface Way {
  readonly policy: PolicyName;
  readonly factor?: 'app' | 'passkey';
  readonly go: Go;
}

const byKey: Go = ({ app }, browser, page) => sent(app, browser, page, { rut: rosa.rut, clave: rosa.key });
const sent = async ({ issuer }: TestApp, browser: Browser, page: Visit, fields: Record<string, string>) =>
  browser.follow(await browser.send(page, { accion: '', ...fields }), issuer);
const then = async (place: Place, browser: Browser, page: Visit, fields: () => Record<string, string>) =>
  /\/factor\//.test(page.url) ? sent(place.app, browser, page, fields()) : page;

const ways: Readonly<Record<string, Way>> = {
  key: { policy: 'guia', go: byKey },
  'key and new-device code': {
    policy: 'segura',
    go: async (place, browser, page) =>
      giveDeviceCode(browser, await byKey(place, browser, page), { app: place.app, to: ROSAS_MAIL }),
  },
  'key and app': {
    policy: 'guia',
    factor: 'app',
    go: async (place, browser, page) => {
      await place.app.advance(30_000);
      const codigo = () => ({ codigo: digitsAt(place.enrolled.secret, place.app.deps.now()) });
      return then(place, browser, await byKey(place, browser, page), codigo);
    },
  },
  'key and printed code': {
    policy: 'segura',
    factor: 'app',
    go: async (place, browser, page) => {
      const factor = await byKey(place, browser, page);
      const left = place.enrolled.printed as string[];
      return then(place, browser, factor, () => ({ codigo: left.pop() ?? '' }));
    },
  },
  'key and passkey': {
    policy: 'segura',
    factor: 'passkey',
    go: async (place, browser, page) => {
      const factor = await byKey(place, browser, page);
      return asksForPasskey(factor) ? then(place, browser, factor, () => answeredOn(factor, place.by)) : factor;
    },
  },
  passkey: {
    policy: 'guia',
    factor: 'passkey',
    go: async ({ app, by }, browser, page) => browser.follow(await signInByPasskey(browser, page, by), app.issuer),
  },
  'passkey under segura': {
    policy: 'segura',
    factor: 'passkey',
    go: async ({ app, by }, browser, page) => browser.follow(await signInByPasskey(browser, page, by), app.issuer),
  },
  'provisional key': {
    policy: 'guia',
    go: ({ app }, browser, page) => sent(app, browser, page, { rut: rosa.rut, clave: PROVISIONAL }),
  },
};

interface State {
  /** Brings the account there; what it gives brings it back. */
  readonly enter?: (place: Place) => Promise<() => Promise<unknown>>;
  readonly params?: Record<string, string>;
  readonly client?: string;
}

const become =
  (change: Pick<Partial<Account>, 'state' | 'identidad'>) =>
  async ({ app, account }: Place) => {
    const { id, state, identidad } = await account();
    await app.deps.accounts.change(id, (latest) => ({ ...latest, ...change }));
    return () => app.deps.accounts.change(id, (latest) => ({ ...latest, state, identidad }));
  };

const states: Readonly<Record<string, State>> = {
  active: {},
  frozen: { enter: become({ state: 'congelada' }) },
  suspended: { enter: become({ state: 'suspendida' }) },
  unconfirmed: { enter: become({ state: 'pendiente_correo' }) },
  'provisional key outstanding': {
    async enter({ app, account }) {
      const { id } = await account();
      await putProvisional(app, id);
      return () => app.deps.provisionalKeys.end(id);
    },
  },
  'another person expected': { params: { claims: JSON.stringify({ id_token: { rut: { value: '44000002-9' } } }) } },
  'identity below the minimum': {
    client: 'estricta',
    params: { scope: 'openid run' },
    enter: become({ identidad: 'declarada' }),
  },
  'level asked': { params: { acr_values: LEVEL } },
  closed: { enter: become({ state: 'cerrada' }) },
  blocked: {
    async enter({ app, account }) {
      const session = {
        id: 'one',
        actorSubject: undefined,
        sessionUid: 'uid',
        acr: acrValues.key,
        startedAt: new Date(),
      };
      const holder = await account();
      const here = { account: holder, actor: undefined, session: { ...session, accountId: holder.id } };
      await askRight(app.deps, here, { kind: 'bloqueo', detail: 'Mi nombre' }, owner);
      return async () => undefined;
    },
  },
};

async function putProvisional({ deps, database }: TestApp, accountId: string): Promise<void> {
  const mail = await deps.notifier.pretend('recovery-link', 'mail', 'nobody');
  await database.run((sql) => sql('outbox').where({ id: mail }).update({ sent_at: deps.now() }));
  const keyHash = await deps.hasher.hash(new Secret(PROVISIONAL), { purpose: 'provisional', id: accountId });
  await deps.provisionalKeys.put({ id: randomUUID(), accountId, kind: 'key', keyHash, proved: true, mail, sms: mail });
}

const FROZEN = '422 Su cuenta está detenida por seguridad. Para volver a usarla, recupere su clave';
const CHANGES = '200 Elija su clave nueva';

/** What the user gets, by state: the page, or how the client learns that they signed in; `but` has the other ways. */
const rows: Readonly<Record<string, { readonly all: string; readonly but?: Readonly<Record<string, string>> }>> = {
  active: { all: 'in', but: { 'provisional key': CHANGES } },
  frozen: { all: FROZEN },
  suspended: {
    all: '422 Su cuenta está detenida por seguridad. Para volver a usarla, su documento se revisa en persona',
  },
  unconfirmed: { all: '422 Falta confirmar su correo' },
  'provisional key outstanding': { all: 'in', but: { 'provisional key': CHANGES } },
  'another person expected': { all: '200 La plataforma espera a otra persona', but: { 'provisional key': CHANGES } },
  'identity below the minimum': { all: '200 Compruebe su identidad', but: { 'provisional key': CHANGES } },
  'level asked': {
    all: 'in',
    but: {
      key: '200 Agregue un segundo factor',
      'key and new-device code': '200 Agregue un segundo factor',
      'provisional key': CHANGES,
    },
  },
  // As for a number or a passkey of no account.
  closed: {
    all: '422 NO AUTORIZADO: PERSONA NO REGISTRADA',
    but: {
      passkey: '422 Esa clave de acceso (passkey) no está en su cuenta',
      'passkey under segura': '422 Esa clave de acceso (passkey) no está en su cuenta',
    },
  },
  // The block ends a provisional key, too.
  blocked: {
    all: '422 Usted pidió bloquear sus datos',
    but: { 'provisional key': '422 NO AUTORIZADO: CLAVE SENCE INCORRECTA' },
  },
};

/** How the client learns of a sign-in, by the way. */
const levels: Readonly<Record<string, string>> = {
  key: 'in: key, pwd',
  'key and new-device code': 'in: key, pwd',
  'key and app': 'in: two factors, pwd otp mfa',
  'key and printed code': 'in: two factors, pwd otp mfa',
  'key and passkey': 'in: two factors, pwd hwk user mfa',
  passkey: 'in: two factors, hwk user mfa',
  'passkey under segura': 'in: two factors, hwk user mfa',
};

function wanted(state: string, way: string): string {
  const row = rows[state];
  const wants = row?.but?.[way] ?? row?.all ?? 'no row';
  return wants === 'in' ? (levels[way] ?? 'no level') : wants;
}

async function open(t: ExecutionContext, { policy, factor }: Way): Promise<Place> {
  const scope = 'openid profile email run empresa';
  const app = await openTestApp({
    clients: [
      clientFileFor('capacita', { scope }),
      clientFileFor('estricta', { scope, minimum_identity: 'documento' }),
    ],
    env: { CLAVE_POLICY: policy, THROTTLES: 'off' },
  });
  t.teardown(app.stop);
  const account = async () => {
    const found = await app.deps.accounts.findByIdentifier('natural', parseRun(rosa.rut));
    if (!found) throw new Error('Rosa has no account');
    return found;
  };
  const serial = requireSerial(rosa.serial ?? '');
  const by = authenticator(app.issuer);
  const who = { account: await account(), actor: undefined };
  const made = factor === 'app' ? await enrolled(app, { account: who.account, serial }) : { secret: '', printed: [] };
  if (factor === 'passkey')
    await enrolledPasskey(app, who, { by, proof: await contactProof(app, who.account, { serial }) });
  return { app, account, by, enrolled: made };
}

/** Signs in at a client, with the request pushed; gives what the browser gets in the end. */
async function outcome(place: Place, go: Go, { params = {}, client: id = 'capacita' }: State): Promise<string> {
  const client = await openClient(place.app, id);
  const { checks, all } = await authorizationRequest(id, params);
  const to = await oidc.buildAuthorizationUrlWithPAR(client.config, all);
  const browser = openBrowser();
  const page = await browser.follow(await browser.get(to.href), place.app.issuer);
  return endOf(client, await go(place, browser, page), checks);
}

async function endOf(client: Awaited<ReturnType<typeof openClient>>, end: Visit, checks: Checks): Promise<string> {
  const location = end.headers.get('location');
  if (location) {
    const answer = new URL(location, end.url);
    const claims = (await redeem(client, answer, checks)).claims();
    return `in: ${claims?.acr === LEVEL ? 'two factors' : 'key'}, ${(claims?.amr as string[] | undefined)?.join(' ')}`;
  }
  const [, wrong = ''] = /id="resumen-t".*?<li><a[^>]*>(.*?)<\/a>/s.exec(end.html) ?? [];
  const [, heading = ''] = /<h1[^>]*>(.*?)<\/h1>/s.exec(end.html) ?? [];
  return `${end.status} ${(wrong || heading).replace(/<[^>]+>/g, '').trim()}`;
}

for (const [name, way] of Object.entries(ways))
  test(`[second factor] ways × states: ${name}`, async (t) => {
    const place = await open(t, way);
    for (const [state, given] of Object.entries(states)) {
      if (name === 'provisional key') await putProvisional(place.app, (await place.account()).id);
      const leave = await given.enter?.(place);
      const got = await outcome(place, way.go, given);
      t.true(got.startsWith(wanted(state, name)), `${state}: ${got}`);
      await leave?.();
    }
  });

/** A request that only a person answers. */
const card = { claims: JSON.stringify({ id_token: { identidad: { essential: true, value: 'documento' } } }) };

/** A representative of the company: with the key, or with a passkey of their own. */
for (const [name, go] of Object.entries<Go>({
  key: ({ app }, browser, page) =>
    sent(app, browser, page, {
      perfil: 'juridica',
      rut: panaderia.rut,
      rut_representante: rosa.rut,
      clave: panaderia.key,
    }),
  passkey: async ({ app, by }, browser, page) => browser.follow(await signInByPasskey(browser, page, by), app.issuer),
}))
  test(`[second factor] ways × states: a company by ${name}, while the SII names the representative`, async (t) => {
    const place = await open(t, { policy: 'guia', go });
    const { app, by } = place;
    await openCompany(app);
    const { account, actor } = await panaderiaIn(app, rosa.rut);
    if (name === 'passkey') {
      const proof = await contactProof(app, account, { serial: undefined });
      await enrolledPasskey(app, { account, actor }, { by, proof });
    }
    const inForce = await outcome(place, go, {});
    t.is(inForce, name === 'key' ? 'in: key, pwd' : 'in: key, hwk user mfa', 'without the card: 72 hours');
    t.regex(await outcome(place, go, { params: card }), name === 'key' ? /^422 / : /^422 Esta plataforma no atiende/);
    changeSii(app, (company) => ({
      ...company,
      representantes: company.representantes.filter(({ run }) => run !== actor?.run),
    }));
    t.regex(await outcome(place, go, {}), /^422 .*(representante|REPRESENTANTE)/);
  });
