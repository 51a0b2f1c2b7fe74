import type { CedulaSerial } from '../domain/cedula.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Rut } from '../domain/rut.ts';
import { budgets } from '../domain/throttle.ts';
import type { Visitor } from '../ports/audit.ts';
import type { CedulaClass } from '../ports/civil-registry.ts';
import type { World } from '../ports/world.ts';

type Needs = Pick<World, 'civilRegistry' | 'throttles' | 'audit'>;

/**
 * Proves that whoever asks knows the number of this person's card in force, and where `serves` says so that it is one
 * of the class that serves. One answer for every way not to match (`cedula-mismatch`); the reason goes to the trail.
 * Five tries a day for each RUN. A silent registry throws Unavailable and costs no try.
 */
export async function checkCedula(
  { civilRegistry, throttles, audit }: Needs,
  run: Rut,
  serial: CedulaSerial,
  visitor: Visitor,
  serves: (clase: CedulaClass | undefined) => boolean = () => true,
): Promise<void> {
  const taken = await takeTry(throttles, run, visitor);
  let right = false;
  try {
    right = await isRight({ civilRegistry, audit }, run, serial, visitor, serves);
  } catch (error) {
    await giveTryBack(throttles, run, visitor);
    throw error;
  }
  if (right) return giveTryBack(throttles, run, visitor);
  throw new Refusal('cedula-mismatch', { left: Math.max(0, budgets.cedulaByRun.limit - taken) });
}

/** Counts the try before the registry is asked, so that forty at once are forty; says which one of the RUN's it is. */
async function takeTry(throttles: World['throttles'], run: Rut, { network }: Visitor): Promise<number> {
  const byNetwork = await throttles.take(budgets.cedulaByNetwork, network);
  const byRun = await throttles.take(budgets.cedulaByRun, run);
  const spent = [byRun, byNetwork].find(({ allowed }) => !allowed);
  if (spent) throw new Refusal('too-many-tries', { until: spent.until });
  return byRun.used;
}

async function giveTryBack(throttles: World['throttles'], run: Rut, { network }: Visitor): Promise<void> {
  await throttles.giveBack(budgets.cedulaByNetwork, network);
  await throttles.giveBack(budgets.cedulaByRun, run);
}

/** The second look at a card that was shown: by the house, so that strangers who try cards cannot put it off. */
export async function recheckCedula(
  world: Needs,
  run: Rut,
  serial: CedulaSerial,
  visitor: Visitor,
  serves: (clase: CedulaClass | undefined) => boolean = () => true,
): Promise<void> {
  if (!(await isRight(world, run, serial, visitor, serves))) throw new Refusal('cedula-mismatch');
}

async function isRight(
  { civilRegistry, audit }: Pick<World, 'civilRegistry' | 'audit'>,
  run: Rut,
  serial: CedulaSerial,
  visitor: Visitor,
  serves: (clase: CedulaClass | undefined) => boolean,
): Promise<boolean> {
  const { verdict: said, clase } = await civilRegistry.verifyCedula(run, serial);
  const verdict = said === 'matches' && !serves(clase) ? 'does-not-serve' : said;
  await audit.record({ act: 'cedula.checked', visitor, details: { verdict } });
  return verdict === 'matches';
}
