import type { CardVisitor } from '../../../account/card-tries.ts';
import { checkCedula } from '../../../account/check-cedula.ts';
import { openPendingChange } from '../../../account/open-pending-change.ts';
import { proveOwnKey } from '../../../account/prove-key.ts';
import type { CedulaSerial } from '../../../domain/cedula.ts';
import type { Secret } from '../../../domain/key.ts';
import type { Nie } from '../../../domain/nie.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Rut } from '../../../domain/rut.ts';
import type { Person } from '../../../ports/civil-registry.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { Notice, Waits } from '../../../ports/notice.ts';
import type { PendingCard } from '../../../ports/pending-changes.ts';
import { samePerson } from './same-person.ts';

/** «Ya tengo RUN», filled in. */
export interface RunLink {
  readonly nie: Nie;
  readonly key: Secret;
  readonly run: Rut;
  readonly serial: CedulaSerial;
  /** Value of the device cookie, if the browser has one. */
  readonly device: string | undefined;
}

/**
 * Asks that a NIE become a RUN; takes effect after the waiting period, and the account holder is notified at once.
 * Needs the key of the NIE and the card of the RUN. Gives the token of the request's page. A RUN that has an account is
 * never joined here (`run-has-account`): two people at the desk do that.
 */
export async function linkRun(
  deps: Deps,
  { nie, key, run, serial, device }: RunLink,
  visitor: CardVisitor,
): Promise<string> {
  const account = await proveOwnKey(deps, { profile: 'migrante', identifier: nie, key, device, visitor });
  const card = { run, serial };
  await personOfCard(deps, nie, card, { ...visitor, cookie: device, account, codeFor: account.id });
  if (account.profile !== 'migrante' || (await hasAccount(deps, run))) throw new Refusal('run-has-account');
  const notice = (waits: Waits): Notice => ({ kind: 'run-link-asked', ...waits });
  return (await openPendingChange(deps, { kind: 'link-run', account, card, notice }, visitor)).request;
}

/**
 * The person of a RUN whose card is shown, of class `extranjero` and the same in the register of NIE; one answer for
 * every other case (`cedula-mismatch`).
 */
export async function personOfCard(
  deps: Deps,
  nie: Nie,
  { run, serial }: PendingCard,
  visitor: CardVisitor,
  check: typeof checkCedula = checkCedula,
): Promise<Person> {
  const person = await samePerson(deps, nie, run);
  await check(deps, run, serial, visitor, (clase) => clase === 'extranjero' && person !== undefined);
  return person as Person;
}

/** Whether an account holds the RUN already; a pending registration holds nothing. */
async function hasAccount({ accounts }: Pick<Deps, 'accounts'>, run: Rut): Promise<boolean> {
  const found = await accounts.findByIdentifier('natural', run);
  return found !== undefined && found.state !== 'pendiente_correo';
}
