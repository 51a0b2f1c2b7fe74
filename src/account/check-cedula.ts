import type { CedulaSerial } from '../domain/cedula.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Rut } from '../domain/rut.ts';
import type { Visitor } from '../ports/audit.ts';
import type { CedulaClass } from '../ports/civil-registry.ts';
import type { Deps } from '../ports/deps.ts';
import { type CardVisitor, takeCardTry } from './card-tries.ts';

type Registry = Pick<Deps, 'civilRegistry' | 'audit' | 'acceptedCards'>;
type Needs = Registry & Pick<Deps, 'throttles' | 'devices' | 'accountCodes' | 'tokens' | 'proofOfWork' | 'now'>;

/**
 * Proves that the caller knows the number of this person's card in force and, where `serves` is given, that the card is
 * of an accepted class. One answer for every mismatch (`cedula-mismatch`, with how many tries are left, of which budget
 * and until when); the reason goes to the trail. Tries are counted before the registry is asked, so that forty at once
 * are forty; a correct card refunds its own. A registry that does not answer throws Unavailable and costs no try.
 */
export async function checkCedula(
  deps: Needs,
  run: Rut,
  serial: CedulaSerial,
  visitor: CardVisitor,
  serves: (clase: CedulaClass | undefined) => boolean = () => true,
): Promise<void> {
  const counted = await takeCardTry(deps, run, visitor);
  let right = false;
  try {
    right = await isRight(deps, run, serial, visitor, serves);
  } catch (error) {
    await counted.refund();
    throw error;
  }
  if (right) {
    await deps.acceptedCards.note(run, serial);
    return counted.refund();
  }
  throw new Refusal('cedula-mismatch', counted.left);
}

/** The second check of a card that was shown: by the server itself, so that strangers who try cards cannot delay it. */
export async function recheckCedula(
  deps: Registry,
  run: Rut,
  serial: CedulaSerial,
  visitor: Visitor,
  serves: (clase: CedulaClass | undefined) => boolean = () => true,
): Promise<void> {
  if (!(await isRight(deps, run, serial, visitor, serves))) throw new Refusal('cedula-mismatch');
}

/** The act of a correct card names it: deleting the note of it does not make it a new card (floor 15). */
async function isRight(
  { civilRegistry, audit, acceptedCards }: Registry,
  run: Rut,
  serial: CedulaSerial,
  visitor: Visitor,
  serves: (clase: CedulaClass | undefined) => boolean,
): Promise<boolean> {
  const { verdict: said, clase } = await civilRegistry.verifyCedula(run, serial);
  const verdict = said === 'matches' && !serves(clase) ? 'does-not-serve' : said;
  const right = verdict === 'matches';
  const details = { verdict, ...(right ? { card: acceptedCards.mark(run, serial) } : {}) };
  await audit.record({ act: 'cedula.checked', visitor, details });
  return right;
}
