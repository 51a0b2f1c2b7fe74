import type { Checks } from '../helpers/proof/checks.ts';
import type { Heard, Raw } from './raw.ts';
import type { Scene } from './scene.ts';

/** Rows that only an accepted form may make. */
const counts = {
  accounts: 'select count(*) from accounts',
  recoveries: 'select count(*) from recoveries',
  holds: 'select count(*) from holds',
  // Recoveries that sent a key or a link, or have contacts pending.
  sent: `select count(*) from audit where act = 'recovery.sent'`,
  keyChanges: 'select count(*) from key_changes',
  dataUpdates: 'select count(*) from data_updates',
  newKeys: `select count(*) from audit where act = 'key.changed'`,
  copies: 'select count(*) from exports',
  rights: 'select count(*) from right_requests',
  cases: 'select count(*) from cases',
} as const;
type Counted = keyof typeof counts;
const counted = Object.keys(counts) as Counted[];

/** How many there are of each. */
export type Ledger = Readonly<Record<Counted, number>>;

const COUNTS = `select ${counted.map((name) => `(${counts[name]})::integer as "${name}"`).join(', ')}`;

/** The rows in the database now. */
export async function countRows({ query }: Scene): Promise<Ledger> {
  const [row] = await query<Ledger>(COUNTS);
  if (!row) throw new Error('no counts');
  return row;
}

/** The same sum for every one of them. */
const ledgerOf = (sum: (name: Counted) => number): Ledger =>
  Object.fromEntries(counted.map((name) => [name, sum(name)])) as Ledger;

export const nothing: Ledger = ledgerOf(() => 0);

/** What one batch made, added to those before it. */
export const added = (sum: Ledger, before: Ledger, after: Ledger): Ledger =>
  ledgerOf((name) => sum[name] + after[name] - before[name]);

/**
 * Forms that open a case besides a contest: what is asked of the desk, a request for a right, a lost factor, a complaint, a
 * document at a counter, a stop or a dispute that goes to the desk, and a client's submission or suspension.
 */
const OPENS_CASE =
  /^\/(?:atencion$|cuenta\/solicitudes\/nueva$|solicitud\b|disputa\b|no-fui-yo\b|revertir\b|me-robaron\b|mesa\/mostrador\b|mesa\/plataformas\/|desarrolladores\/plataformas\/[^/]+$)|\/sin-factor\b|\/actividad\/reclamo\/|\/datos\/documento$/;

type Answered = Pick<Heard, 'status' | 'location'> & { readonly request: Raw };

/** Some mistakes are valid (an unknown field): as many rows as forms were accepted, and none for those refused. */
export function judgeRows(checks: Checks, made: Ledger, seen: readonly Answered[]): void {
  const accepted = seen.filter(({ status }) => status === 303);
  const sent = (shape: RegExp) => accepted.filter(({ request }) => shape.test(request.path));
  const steps = (...names: string[]) => accepted.filter(({ request }) => names.includes(request.step ?? ''));
  const begun = (journey: string) => sent(new RegExp(`^/${journey}/(natural|juridica|migrante|facilitador)$`)).length;
  const contested = sent(/^\/alguien-registro-mi-rut$/);
  const contests = contested.filter(({ location }) => location?.includes('/recuperar/')).length;
  // New contacts that the desk grants wait like those of Mi cuenta.
  const granted = sent(/^\/mesa\/casos\/caso\//).filter(({ location }) =>
    /hecho=(confirm|called)$/.test(location ?? ''),
  );
  const limits: Ledger = {
    accounts: new Set(sent(/^\/registro\//).map(({ location }) => location)).size,
    // A contest leads to the page that asks whose account it is, which is a recovery whose card was shown.
    recoveries: begun('recuperar') + contests,
    holds:
      sent(/^\/ya-tengo-run$|^\/cuenta\/datos\/contacto$/).length +
      steps('send', 'data', 'contest').length +
      granted.length,
    sent: steps('send', 'sent').length,
    keyChanges: begun('cambiar'),
    dataUpdates: begun('actualizar'),
    newKeys: sent(/^\/cuenta\/seguridad\/clave$|\/clave\/[^/]+$/).length + steps('choose').length,
    copies: sent(/^\/cuenta\/datos\/descarga$/).length,
    rights: sent(/^\/cuenta\/solicitudes\/nueva$/).length,
    cases: contested.length - contests + sent(OPENS_CASE).length + steps('contest').length,
  };
  for (const name of counted)
    checks.check(
      `refused forms made no row (${name})`,
      made[name] <= limits[name],
      `${made[name]} made, ${limits[name]} forms accepted`,
    );
}
