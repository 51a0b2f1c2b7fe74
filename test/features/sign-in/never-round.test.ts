/**
 * Every step of a sign-in, of a person and of a company: its page and «Continuar en …» show it, and no browser goes
 * round.
 */
import test from 'ava';
import type { Account } from '../../../src/domain/account.ts';
import { ORIGIN_SEAL } from '../../../src/domain/journey-origin.ts';
import { parseRun } from '../../../src/domain/rut.ts';
import { signInPolicy } from '../../../src/oidc/provider/sign-in-policy.ts';
import { openTestApp, type TestApp } from '../../helpers/app.ts';
import { type Browser, openBrowser, type Visit } from '../../helpers/browser.ts';
import { answerOf, asksForKey, beginSignIn, clientFileFor, openClient, pedro, rosa } from '../../helpers/client-app.ts';
import { ofPanaderia, openCompany, panaderia } from '../../helpers/companies.ts';
import { ageEmail } from '../../helpers/old-email.ts';

const scope = 'openid run empresa';
const DAY_MS = 24 * 3_600_000;

let app: TestApp;
test.before(async () => {
  const clients = [
    clientFileFor('propia', { scope }),
    clientFileFor('exigente', { scope, minimum_identity: 'documento' }),
    clientFileFor('privada', { scope, first_party: false, sector: 'privada' }),
  ];
  app = await openTestApp({ env: { THROTTLES: 'off' }, clients });
  await openCompany(app);
  // The company is proved and Rosa, who acts for it, is not: a step that asks about the wrong one of them goes round.
  const { id } = await holders['a company']();
  await app.deps.accounts.change(id, (latest) => ({ ...latest, identidad: 'documento' }));
});
test.after.always(() => app?.stop());

async function find(profile: 'natural' | 'juridica', identifier: Account['identifier']): Promise<Account> {
  const found = await app.deps.accounts.findByIdentifier(profile, identifier);
  if (!found) throw new Error('there is no account');
  return found;
}

const holders = {
  'a person': () => find('natural', parseRun(pedro.rut)),
  'a company': () => find(ofPanaderia.profile, ofPanaderia.identifier),
} as const;
type Who = keyof typeof holders;

const typed: Readonly<Record<Who, Record<string, string>>> = {
  'a person': { rut: pedro.rut, clave: pedro.key },
  'a company': { perfil: 'juridica', rut: panaderia.rut, rut_representante: rosa.rut, clave: panaderia.key },
};

/** How a sign-in comes to a step: the client, what it asks, and the account, which is as it was afterwards. */
interface Way {
  readonly title: RegExp;
  readonly client?: string;
  readonly params?: Record<string, string>;
  readonly signedIn?: boolean;
  readonly enter?: (account: Account) => Promise<unknown>;
  readonly leave?: (account: Account) => Promise<unknown>;
}

const restore = ({ id, confirmed, keyChangedAt }: Account) =>
  app.deps.accounts.change(id, (latest) => ({ ...latest, confirmed, keyChangedAt }));

const ways: Readonly<Record<string, Way>> = {
  login: { title: /Ingrese con su Clave Sence/, signedIn: false },
  create: { title: /Cree su Clave Sence/, signedIn: false, params: { prompt: 'create' } },
  select_account: { title: /Ingrese con su Clave Sence/, params: { prompt: 'select_account' } },
  identidad: { title: /Compruebe su identidad/, client: 'exigente' },
  factor: { title: /Agregue un segundo factor/, params: { acr_values: 'urn:sence:clave:2fa' } },
  consent: { title: /pide conocer estos datos/, client: 'privada' },
  celular: {
    title: /Confirme su celular/,
    enter: ({ id }) =>
      app.deps.accounts.change(id, (latest) => ({
        ...latest,
        confirmed: { email: new Date(app.deps.now().getTime() - 2 * DAY_MS), mobile: undefined },
      })),
    leave: restore,
  },
  correo: { title: /¿Sigue usando /, enter: ({ id }) => ageEmail(app, id), leave: restore },
  // Last, because its request waits for good.
  stopped: {
    title: /¿Pidió usted este cambio\?/,
    enter: ({ id: accountId }) =>
      app.deps.pendingChanges.open({
        kind: 'replace-contacts',
        folio: `CS-PRUE-BA${accountId.replace(/[^2-9]/g, '').slice(0, 2)}`,
        accountId,
        dueAt: new Date(app.deps.now().getTime() + DAY_MS),
        card: { run: parseRun(pedro.rut), serial: pedro.serial as never },
      }),
  },
};

test('the table has every step for which the provider waits', (t) => {
  const prompts = signInPolicy(app.deps, () => Promise.resolve('')).map(({ name }) => name);
  t.deepEqual(prompts.toSorted(), Object.keys(ways).toSorted());
});

async function comeTo(browser: Browser, who: Who, { client = 'propia', params = {}, signedIn = true }: Way) {
  const { to } = await beginSignIn(await openClient(app, client), { scope, ...params });
  const page = await browser.follow(await browser.get(to.href), app.issuer);
  if (!signedIn || !asksForKey(page)) return page;
  const tab = who === 'a company' ? await browser.get(`${page.url}?perfil=juridica`) : page;
  const next = await browser.follow(await browser.send(tab, typed[who]), app.issuer);
  return params.prompt ? again(browser, to.href) : next;
}

const again = async (browser: Browser, url: string): Promise<Visit> =>
  browser.follow(await browser.get(url), app.issuer);

function continueOf(page: Visit, clientId: string): string {
  const uid = new URL(page.url).pathname.split('/')[2] ?? '';
  const origin = { clientId, platform: 'Plataforma', uid, at: app.deps.now().toISOString() };
  return `${app.issuer}/ingresar/${uid}/continuar/${app.deps.tokens.pack(ORIGIN_SEAL, origin)}`;
}

for (const [prompt, way] of Object.entries(ways))
  for (const who of Object.keys(holders) as Who[])
    test.serial(`${prompt}: no browser of ${who} goes round`, async (t) => {
      const account = await holders[who]();
      await way.enter?.(account);
      const browser = openBrowser();
      const page = await comeTo(browser, who, way);
      t.regex(page.text, way.title);
      for (let time = 0; time < 2; time += 1) {
        const shown = await again(browser, page.url);
        t.is(shown.status, 200, 'its own page');
        t.regex(shown.text, way.title);
      }
      const onward = await again(browser, continueOf(page, way.client ?? 'propia'));
      // Who comes back from Mi cuenta has answered the question about the e-mail.
      if (prompt === 'correo') t.true(answerOf(onward).searchParams.has('code'));
      else t.regex(onward.text, way.title, `«Continuar en …»: ${onward.status}`);
      await way.leave?.(account);
    });
