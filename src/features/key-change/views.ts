import { clockOf } from '../../account/hour.ts';
import { formatIdentifier } from '../../domain/account.ts';
import type { KeyChangeStep, KeyChangingProfile } from '../../domain/key-change.ts';
import { mailAskedOf } from '../../http/flows/mail-asked.ts';
import { deliveriesOf, isLost, stillTold } from '../../http/words/deliveries.ts';
import type { Deps } from '../../ports/deps.ts';
import type { StoredKeyChange } from '../../ports/key-changes.ts';

type Locals = Readonly<Record<string, unknown>>;

/** What the page of a step needs of a change of key, and no more than that page may show. */
export async function viewOf(deps: Deps, change: StoredKeyChange, step: KeyChangeStep): Promise<Locals> {
  const shared = { identifier: formatIdentifier(change.identifier), step: placeOf(step) };
  return { ...shared, ...(await views[step]?.(deps, change)) };
}

const views: Readonly<Partial<Record<KeyChangeStep, (deps: Deps, change: StoredKeyChange) => Promise<Locals>>>> = {
  mail: mailAskedOf,
  choose: async ({ policy: { key }, holdHours }, { provisionalId }) => ({
    keyMin: key.min,
    keyMax: key.max,
    holdHours,
    provisional: provisionalId !== undefined,
  }),
  done: donePage,
};

/** Where a step stands in the two that a person counts: the data, the key. */
function placeOf(step: KeyChangeStep): { readonly number: number; readonly of: number } | undefined {
  if (step === 'done') return undefined;
  return { number: step === 'choose' ? 2 : 1, of: 2 };
}

async function donePage(deps: Deps, { profile, outcome }: StoredKeyChange): Promise<Locals> {
  if (!outcome) return {};
  const deliveries = await deliveriesOf(deps, outcome);
  return {
    lines: linesOf(profile, stillTold(deliveries)),
    deliveries,
    unheard: deliveries.every(isLost),
    by: clockOf(new Date(Date.parse(outcome.at) + 10 * 60_000)),
    reference: outcome.reference,
  };
}

const CHANGED = 'Generación de nueva clave Sence satisfactoria.';
const SOON = 'dentro de los próximos 10 minutos.';
const people = {
  sms: `SENCE le avisará de este cambio por SMS a su celular ${SOON}`,
  mail: `SENCE le avisará de este cambio a su e-Mail ${SOON}`,
};

/** Where each profile is told that the key changed. */
const notices: Readonly<Record<KeyChangingProfile, { readonly sms: string; readonly mail: string }>> = {
  natural: people,
  migrante: people,
  juridica: {
    sms: `SENCE avisará de este cambio por SMS al celular del representante legal registrado ${SOON}`,
    mail: `SENCE avisará de este cambio al e-Mail de la Empresa registrado ${SOON}`,
  },
};

/** The lines of the guide's dialog, as floor 4 has them: that the key changed is told, the key never. */
export function linesOf(profile: KeyChangingProfile, { mail, sms }: { mail?: unknown; sms?: unknown }): string[] {
  const told = notices[profile];
  return [CHANGED, ...(sms ? [told.sms] : []), ...(mail ? [told.mail] : [])];
}
