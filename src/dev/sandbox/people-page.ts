import Router from '@koa/router';
import { type Account, fullName } from '../../domain/account.ts';
import { formatRut, type Rut } from '../../domain/rut.ts';
import { show } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import { people } from '../people/people.ts';
import { type SandboxAccount, sandboxAccounts } from '../people/sandbox-people.ts';
import { SEEDED_KEY } from '../people/seed.ts';
import { refusalsToTry } from './refusals-to-try.ts';

/** Address of the page; beside it, the same as JSON. */
export const PEOPLE_PATH = '/desarrolladores/personas';

/** Whose `sub` the page shows: that of documents on the developer's own machine. */
const SAMPLE_HOST = 'localhost';

/** What is said of each account. */
const purposes: Readonly<Record<string, string>> = {
  rosa: 'Ingresa sin problemas: su identidad se comprobó con cédula.',
  pedro: 'Identidad solo declarada: pida identidad comprobada y verá identidad-insuficiente.',
  camila: 'Cuenta detenida: nadie ingresa con ella, y usted recibe cuenta-congelada.',
  panaderia: 'Empresa. La representan Rosa y Pedro: escriba el RUN de uno de ellos si se lo pide.',
  quillay: 'Empresa a la que Pedro ya no representa: ingrese con su RUN y recibe representacion-terminada.',
  marie: 'Persona migrante con NIE, sin cédula. Su documento se revisó en persona.',
};

/** Gives the `sub` of a subject at the clients of a host. */
export type SubAt = (subject: string, host: string) => string;

/** A published account, as page and JSON have it. */
export interface PublishedPerson {
  readonly id: string;
  readonly perfil: string;
  readonly nombre: string;
  readonly identificador: string;
  readonly clave: string;
  readonly identidad: string;
  readonly para: string;
  /** Undefined where the account is not there. */
  readonly sub: string | undefined;
}

type Needs = Pick<Deps, 'accounts'>;

/** Personas ficticias: whom a developer signs in as, and how each refusal is seen. Only where `SANDBOX=yes`. */
export function sandboxPeopleRoutes(deps: Needs, subAt: SubAt): Router {
  const router = new Router();
  router.get(PEOPLE_PATH, async (ctx) =>
    show(ctx, 'dev/people', peoplePage(await published(deps, subAt, SAMPLE_HOST))),
  );
  router.get(`${PEOPLE_PATH}.json`, async (ctx) => {
    const { anfitrion } = ctx.query;
    const host = typeof anfitrion === 'string' && /^[a-z0-9.-]{1,253}$/.test(anfitrion) ? anfitrion : SAMPLE_HOST;
    ctx.set('Cache-Control', 'no-store');
    ctx.body = { anfitrion: host, personas: await published(deps, subAt, host), rechazos: refusalsToTry };
  });
  return router;
}

/** What the page is shown with. */
export const peoplePage = (list: readonly PublishedPerson[]) => ({
  title: 'Personas ficticias',
  back: '/desarrolladores',
  people: list.map((one) => ({ ...one, rows: rowsOf(one) })),
  json: `${PEOPLE_PATH}.json`,
  refusals: Object.entries(refusalsToTry),
  cards: people.map(({ run, name, serial }) => ({ run: formatRut(run), name: fullName(name), serial })),
});

const profileWords: Readonly<Record<string, string>> = {
  natural: 'persona natural',
  juridica: 'persona jurídica',
  migrante: 'persona migrante',
};

const rowsOf = ({ identificador, perfil, identidad, sub = 'no está' }: PublishedPerson) => [
  { dt: 'Identificador', dd: identificador },
  { dt: 'Perfil e identidad', dd: `${profileWords[perfil] ?? perfil}, ${identidad}` },
  { dt: `sub en ${SAMPLE_HOST}`, dd: sub },
];

/** The published accounts, each with its `sub` at a host. */
export const published = (deps: Needs, subAt: SubAt, host: string): Promise<readonly PublishedPerson[]> =>
  Promise.all(sandboxAccounts.map(async (one) => personOf(one, await accountOf(deps, one), subAt, host)));

/** A row that does not verify is not shown, and the page stays. */
const accountOf = ({ accounts }: Needs, { profile, identifier }: SandboxAccount): Promise<Account | undefined> =>
  accounts.findByIdentifier(profile, identifier).catch(() => undefined);

const personOf = (
  { id, profile, identifier, identidad, personal }: SandboxAccount,
  account: Account | undefined,
  subAt: SubAt,
  host: string,
): PublishedPerson => ({
  id,
  perfil: profile,
  nombre: personal.company?.razonSocial ?? (personal.name ? fullName(personal.name) : ''),
  identificador: formatRut(identifier as Rut),
  clave: SEEDED_KEY,
  identidad,
  para: purposes[id] ?? '',
  sub: account && subAt(account.subject, host),
});
