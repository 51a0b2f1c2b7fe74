import type { Checks } from '../helpers/proof/checks.ts';
import type { Ground } from '../helpers/proof/ground.ts';
import type { ServerProcess } from '../helpers/server-process.ts';
import { checkBlind, checkSees, checkShapes, type Sample, sample, shapeOf, type Try } from './compare.ts';
import { attemptsOf } from './log-in.ts';
import { bringOldKeys, kept, OLD_KEY } from './old-system.ts';

const UNKNOWN = '44.000.105-K';
const KNOWN = '44.000.001-0';

/**
 * The cost of every refused sign-in once old keys are stored: if only their owners had that cost, the time would reveal
 * them.
 */
export async function timeImport(checks: Checks, ground: Ground, server: ServerProcess, each: number): Promise<void> {
  checks.chapter(`Sign-in of an unknown RUT before and after the import of old keys, ${each} tries each`);
  const unknown = (await attemptsOf(server))({ rut: UNKNOWN });
  const before = await sample({ unknown }, each);
  await bringOldKeys(ground);
  const after = await sample({ unknown }, each);
  checkSees(checks, 'what the look for an old key costs', after.unknown, before.unknown);
}

const against = {
  known: ['known and unknown', 'the time does not reveal whether a RUT has an account'],
  fast: ['old key under SHA-256, and unknown', 'the time does not reveal whose key the old system stored'],
  light: ['old key under a light bcrypt, and unknown', 'nor whose it kept under bcrypt'],
} as const;

/** A wrong key for a RUT with an old key, with none and with an account: all look the same. */
export async function timeOldKeys(
  checks: Checks,
  server: ServerProcess,
  names: readonly (keyof typeof against)[],
  each: number,
): Promise<void> {
  const attempt = await attemptsOf(server);
  const everyWay = {
    known: attempt({ rut: KNOWN }),
    fast: attempt({ rut: kept.fast }),
    light: attempt({ rut: kept.light }),
  };
  const asked = Object.fromEntries(names.map((name) => [name, everyWay[name]]));
  const ways = { unknown: attempt({ rut: UNKNOWN }), ...asked } as typeof everyWay & { unknown: Try };
  const found = await sample(ways, each);
  checkShapes(checks, 'status and length are the same', ...Object.values(found));
  await checkToldApart(checks, attempt({ rut: kept.fast, clave: OLD_KEY }), found.unknown);
  for (const name of names) {
    const [title, sentence] = against[name];
    await checkBlind(checks, { title, sentence, names: [name, 'unknown'] }, ways, found);
  }
}

/** A right old key gets another answer, which shows that the keys are there and that the shapes would differ. */
async function checkToldApart(checks: Checks, right: Try, { shapes }: Sample): Promise<void> {
  const shape = shapeOf(await (await right())());
  checks.check('the measure shows the page for a right old key', !shapes.includes(shape), shape);
}
