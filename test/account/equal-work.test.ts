import test from 'ava';
import { continueByMail, recoveryByMail } from '../../src/account/continue-by-mail.ts';
import { parseEmail } from '../../src/domain/email.ts';
import { PlainKey } from '../../src/domain/key.ts';
import { parseRun, type Rut } from '../../src/domain/rut.ts';
import { registerNatural } from '../../src/features/registration/use-cases/register-natural.ts';
import { statementsOf } from '../helpers/count-statements.ts';
import type { TestHouse } from '../helpers/house.ts';
import { begin, elsewhere, openHouseFor, outcomeOf } from '../helpers/recovery.ts';
import { registration } from '../helpers/registration.ts';

const rosa = { run: parseRun('44.000.001-0'), serial: '512345678' } as const;
const jorge = { run: parseRun('44.000.113-0'), serial: '567890123' } as const;

/** How many statements and slow hashes an act costs; nothing else may run meanwhile. */
async function costOf({ world }: TestHouse, act: () => Promise<unknown>) {
  const { hasher } = world;
  let hashes = 0;
  const counted =
    <T extends readonly unknown[], R>(hash: (...asked: T) => R) =>
    (...asked: T): R => {
      hashes += 1;
      return hash(...asked);
    };
  Object.assign(world, { hasher: { ...hasher, hash: counted(hasher.hash), matches: counted(hasher.matches) } });
  const statements = await statementsOf(act).finally(() => Object.assign(world, { hasher }));
  return { statements, hashes };
}

/** What is done with a RUT that somebody holds, and with one that nobody does. */
const acts = {
  'a refused login': (house: TestHouse, identifier: Rut) => outcomeOf(house, 'otra clave 123', { identifier }),
  '[B6] a login refused with a key that has two forms': (house: TestHouse, identifier: Rut) =>
    outcomeOf(house, 'otro ñandú 123', { identifier }),
  'beginning a recovery': (house: TestHouse, identifier: Rut) => begin(house, { identifier }, elsewhere()),
  '«Continuar por correo»': async (house: TestHouse, identifier: Rut) => {
    const of = await begin(house, { identifier, mailOnly: true }, elsewhere());
    await continueByMail(house.world, recoveryByMail(house.world), of, elsewhere());
  },
  'a registration': (house: TestHouse, run: Rut) => {
    const { serial } = run === rosa.run ? rosa : jorge;
    const email = parseEmail('otro@correo.example');
    const asked = registration({ run, serial, key: new PlainKey('Zapallo camote 58'), email });
    return registerNatural(house.world, asked, elsewhere());
  },
} as const;

for (const [what, act] of Object.entries(acts))
  test.serial(`2 segura: ${what} costs the same statements and the same hashes, whoever holds the RUT`, async (t) => {
    const house = await openHouseFor(t, { policy: 'segura', throttles: 'on' });
    const cost = (run: Rut) => {
      // A link that nobody opened is not sent again within half an hour: each of these sends one.
      house.advance(31 * 60_000);
      return costOf(house, () => act(house, run));
    };
    // The first one also opens a connection.
    await cost(jorge.run);
    const unknown = await cost(jorge.run);
    t.true(unknown.statements > 0);
    t.deepEqual(await cost(rosa.run), unknown);
  });
