import type { Mode } from '../../simulator/switches.ts';
import type { Ground } from '../helpers/proof/ground.ts';
import { freePort, type ServerProcess } from '../helpers/server-process.ts';
import { openCordillera } from './company.ts';
import { timeBlock, timeCompany } from './sign-ins.ts';
import { openSwitchboard, type RegistryId, type Switchboard } from './switchboard.ts';
import { openTraffic, type Traffic } from './traffic.ts';
import type { Seen } from './visitors.ts';

const BLOCK = 2;
const WARM_UP = 15;
/** For one sign-in at each app: a busy machine gets fewer of them, not a longer run. */
const LONGEST_PAIR_MS = 250;

/** The state of each registry, one phase after another. */
export type Illness = readonly (readonly [RegistryId, Mode])[];

/** Milliseconds of sign-ins at an app, of one company's sign-in, and the results of the registrations meanwhile. */
export interface Times {
  readonly people: number[];
  readonly companies: number[];
  readonly traffic: Seen[];
}

interface App {
  readonly server: ServerProcess;
  readonly board: Switchboard;
  readonly times: Times;
}

/**
 * Two processes on one database, each with registries of its own; in each phase one registry of the second is impaired.
 * Blocks of two sign-ins alternate between them, so that load of the machine affects both. `each` counts the sign-ins
 * of a phase at one app, fewer where they would take too long.
 */
export async function timeBoth(ground: Ground, illness: Illness, each: number): Promise<{ well: Times; ill: Times }> {
  const well = await createApp(ground);
  const ill = await createApp(ground);
  await openCordillera(ground, well.server);
  for (const { server } of [well, ill]) {
    await timeBlock(server, WARM_UP);
    await timeCompany(server);
  }
  for (const [registry, mode] of illness) {
    await ill.board.turn(mode, registry);
    await timePhase(well, ill, registry, each);
    await ill.board.turn('normal', registry);
  }
  for (const { server, board } of [ill, well]) {
    await server.stop();
    board.stop();
  }
  return { well: well.times, ill: ill.times };
}

/** Each has an address of its own, because browsers follow the issuer. */
async function createApp(ground: Ground): Promise<App> {
  const board = await openSwitchboard();
  const server = await ground.start({ env: { ...board.env, EXAMPLE_PORT: String(await freePort()) } });
  return { server, board, times: { people: [], companies: [], traffic: [] } };
}

async function timePhase(well: App, ill: App, registry: RegistryId, each: number): Promise<void> {
  const traffic = new Map<App, Traffic>();
  for (const app of [well, ill]) traffic.set(app, await openTraffic(app.server));
  const control = registry === 'sii' ? [well, ill].map(addCompany) : [];
  const end = performance.now() + each * LONGEST_PAIR_MS;
  for (let pair = 0; pair * BLOCK < each && performance.now() < end; pair += 1)
    for (const app of pair % 2 === 0 ? [ill, well] : [well, ill]) {
      traffic.get(app)?.resume();
      app.times.people.push(...(await timeBlock(app.server, BLOCK)));
      traffic.get(app)?.pause();
    }
  await Promise.all(control);
  for (const app of [well, ill]) app.times.traffic.push(...((await traffic.get(app)?.stop()) ?? []));
}

/** Parallel to the blocks, at their beginning, when the SII is still called: what the measure must show. */
const addCompany = async ({ server, times }: App): Promise<void> =>
  void times.companies.push(await timeCompany(server));
