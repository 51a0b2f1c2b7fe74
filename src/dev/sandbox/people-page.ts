import Router from '@koa/router';
import type { Context } from 'koa';
import { fullName } from '../../domain/account.ts';
import { formatRut } from '../../domain/rut.ts';
import { assertOwnForm, csrfToken } from '../../http/browser.ts';
import { readForm, text } from '../../http/form.ts';
import { seeOther, show, textsOf, visitorOf } from '../../http/page.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { Deps } from '../../ports/deps.ts';
import { personSwitches, type SandboxPeople } from '../../ports/sandbox-people.ts';
import { people } from '../people/people.ts';
import { sandboxAccounts } from '../people/sandbox-people.ts';
import { type PublishedPerson, publishedPeople, type SubAt } from './published-people.ts';
import { refusalsToTry } from './refusals-to-try.ts';
import { RESTORED_MINUTES } from './restore-people.ts';
import { type SwitchOutcome, switchOutcomes, switchPerson } from './switch-person.ts';
import { outcomeWords, switchWords } from './switch-words.ts';

/** Address of the page; beside it, the same as JSON. */
export const PEOPLE_PATH = '/desarrolladores/personas';

/** Whose `sub` the page shows: that of documents on the developer's own machine. */
const SAMPLE_HOST = 'localhost';

const FORM = 'sandbox-people';

type Needs = Deps & { readonly people: SandboxPeople };

/** Personas ficticias: whom a developer signs in as, and how each refusal is seen. Only where `SANDBOX=yes`. */
export function sandboxPeopleRoutes(deps: Needs, subAt: SubAt): Router {
  const router = new Router();
  router.get(PEOPLE_PATH, async (ctx) => {
    const list = await publishedPeople(deps, subAt, SAMPLE_HOST);
    const outcome = switchOutcomes.find((one) => one === ctx.query.cambio);
    show(ctx, 'dev/people', peoplePage(textsOf(ctx), list, { csrfToken: csrfToken(deps, ctx, FORM), outcome }));
  });
  router.post(PEOPLE_PATH, (ctx) => switchByForm(deps, ctx));
  router.get(`${PEOPLE_PATH}.json`, async (ctx) => {
    const { anfitrion } = ctx.query;
    const host = typeof anfitrion === 'string' && /^[a-z0-9.-]{1,253}$/.test(anfitrion) ? anfitrion : SAMPLE_HOST;
    ctx.set('Cache-Control', 'no-store');
    ctx.body = { anfitrion: host, personas: await publishedPeople(deps, subAt, host), rechazos: refusalsToTry };
  });
  return router;
}

async function switchByForm(deps: Needs, ctx: Context): Promise<void> {
  const form = await readForm(ctx);
  assertOwnForm(deps, ctx, form, FORM);
  const asked = { person: text(form, 'persona'), to: text(form, 'cambio') };
  const outcome = await switchPerson(deps, { ...asked, network: visitorOf(ctx).network });
  seeOther(ctx, `${PEOPLE_PATH}?cambio=${outcome}#cambios`);
}

interface Shown {
  readonly csrfToken: string;
  readonly outcome: SwitchOutcome | undefined;
}

/** What the page is shown with. */
export const peoplePage = (
  { formats }: Pick<Catalogue, 'formats'>,
  list: readonly PublishedPerson[],
  { csrfToken, outcome }: Shown,
) => ({
  title: 'Personas ficticias',
  back: '/desarrolladores',
  people: list.map((one) => ({ ...one, rows: rowsOf(one), isSwitched: stateOf(one, formats) })),
  switches: sandboxAccounts.flatMap(({ id, switches }) => (switches ? [id] : [])),
  switchable: personSwitches.map((value) => ({ value, ...switchWords[value] })),
  refused: outcome && outcomeWords[outcome],
  restoredIn: formats.duration(RESTORED_MINUTES),
  formAction: PEOPLE_PATH,
  csrfToken,
  json: `${PEOPLE_PATH}.json`,
  refusals: Object.entries(refusalsToTry),
  cards: people.map(({ run, name, serial }) => ({ run: formatRut(run), name: fullName(name), serial })),
});

const profileWords: Readonly<Record<string, string>> = {
  natural: 'persona natural',
  juridica: 'persona jurídica',
  migrante: 'persona migrante',
};

/** «en pausa hasta las 15.48 (hora de Santiago)», while it is so. */
const stateOf = ({ cambio }: PublishedPerson, { clock }: Catalogue['formats']): string | undefined =>
  cambio && `${switchWords[cambio.a].state} hasta las ${clock(cambio.hasta)}`;

const rowsOf = ({ identificador, representante, perfil, identidad, sub = 'no está' }: PublishedPerson) => [
  { dt: 'Identificador', dd: identificador },
  ...(representante ? [{ dt: 'Rut Representante Legal', dd: representante }] : []),
  { dt: 'Perfil e identidad', dd: `${profileWords[perfil] ?? perfil}, ${identidad}` },
  { dt: `sub en ${SAMPLE_HOST}`, dd: sub },
];
