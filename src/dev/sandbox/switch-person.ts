import { shutDown } from '../../account/shut-down.ts';
import type { Account } from '../../domain/account.ts';
import { rateLimits } from '../../domain/throttle.ts';
import type { PersonSwitch } from '../../ports/sandbox-people.ts';
import { sandboxAccounts } from '../people/sandbox-people.ts';
import { pauseNumber } from './pause-number.ts';
import { accountOf, type RestoreNeeds } from './restore-people.ts';

/** How long a switch lasts. */
export const SWITCHED_MINUTES = 15;

/** What came of it: the page says each in words. */
export const switchOutcomes = ['cambiada', 'ocupada', 'demasiados', 'no-cambia'] as const;

export type SwitchOutcome = (typeof switchOutcomes)[number];

/** A switch as a developer sent it. */
export interface AskedSwitch {
  readonly person: string;
  readonly to: string;
  readonly network: string;
}

/**
 * Switches a published person for some minutes, where the person has this switch and none is on; ten switches of a
 * network in a quarter of an hour. The job that restores people ends it.
 */
export async function switchPerson(
  deps: RestoreNeeds,
  { person: name, to, network }: AskedSwitch,
): Promise<SwitchOutcome> {
  const person = sandboxAccounts.find(({ id }) => id === name);
  const wanted = person?.switches?.find((one) => one === to);
  if (!person || !wanted) return 'no-cambia';
  if (!(await deps.throttles.consume(rateLimits.personSwitches, network)).allowed) return 'demasiados';
  const account = await accountOf(deps, person);
  if (!account || account.profile !== person.profile) return 'no-cambia';
  return deps.atomically(async () => {
    const latest = await deps.accounts.lock(account.id);
    if (latest?.state !== 'activa') return 'ocupada';
    const until = new Date(deps.now().getTime() + SWITCHED_MINUTES * 60_000);
    if (!(await deps.people.switchTo(person.id, latest.id, { to: wanted, until }))) return 'ocupada';
    await effects[wanted](deps, latest);
    return 'cambiada';
  });
}

type Effect = (deps: RestoreNeeds, account: Account) => Promise<unknown>;

const effects: Readonly<Record<PersonSwitch, Effect>> = {
  /** The job that restores people renews the pause until the switch ends. */
  pausada: pauseNumber,
  detenida: async (deps, account) => {
    await endAll(deps, account, 'account-disabled');
    await deps.accounts.change(account.id, (latest) => ({ ...latest, state: 'congelada' }));
  },
  declarada: async (deps, account) => {
    await endAll(deps, account);
    await deps.accounts.change(account.id, (latest) => ({
      ...latest,
      identidad: 'declarada',
      identityProvedAt: undefined,
    }));
  },
  /** Asked at each mail (src/adapters/postgres/queues/late-notifier.ts). */
  'correo-tarde': async () => {},
};

/** What is open ends with the switch, as when it happens to a person; platforms get their notices. */
const endAll = (deps: RestoreNeeds, account: Account, event?: 'account-disabled'): Promise<number> =>
  shutDown(deps, account, {
    keys: 'end',
    sessions: 'end',
    holds: 'withdraw',
    block: 'stay',
    factors: 'untold',
    events: event ? [{ event }] : [],
  });
