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
 * Proves that whoever asks knows the number of this person's card in force, and where `serves` says so that it is one
 * of the class that serves. One answer for every way not to match (`cedula-mismatch`, with how many tries are left, of
 * what and until when); the reason goes to the trail. Tries are counted before the registry is asked, so that forty at
 * once are forty; a right card gives its own back. A silent registry throws Unavailable and costs no try.
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

/** The second look at a card that was shown: by the house, so that strangers who try cards cannot put it off. */
export async function recheckCedula(
  deps: Registry,
  run: Rut,
  serial: CedulaSerial,
  visitor: Visitor,
  serves: (clase: CedulaClass | undefined) => boolean = () => true,
): Promise<void> {
  if (!(await isRight(deps, run, serial, visitor, serves))) throw new Refusal('cedula-mismatch');
}

/** The act of a right card names it: whoever deletes the note of it makes no new card of it (floor 15). */
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
