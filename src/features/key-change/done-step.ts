import { clockOf } from '../../account/hour.ts';
import type { KeyChangingProfile } from '../../domain/key-change.ts';
import type { FlowStep, Locals } from '../../http/flows/flow.ts';
import { deliveriesOf, isLost, stillTold } from '../../http/words/deliveries.ts';
import type { Deps } from '../../ports/deps.ts';
import type { StoredKeyChange } from '../../ports/key-changes.ts';

/** «Éxito»: what was done, and the state of each notice. An old tab that sends its form lands here. */
export const doneStep: FlowStep<StoredKeyChange> = {
  show: ({ deps, journey }) => donePage(deps, journey),
  act: async () => {},
};

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
