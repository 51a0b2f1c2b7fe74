import { type Mode, modes } from '../../simulator/switches.ts';
import type { Checks } from '../helpers/proof/checks.ts';
import type { Ground } from '../helpers/proof/ground.ts';
import type { ServerProcess } from '../helpers/server-process.ts';
import { recover, rememberSii, spendTry } from './around.ts';
import { openCordillera } from './company.ts';
import type { Cell } from './expected.ts';
import { type Stage, tryMode } from './matrix.ts';
import { openSwitchboard } from './switchboard.ts';
import { tableOf } from './table.ts';

/** Card tries are counted, and every visitor comes from a network of its own through a proxy. */
const guarded = { THROTTLES: 'on', TRUST_PROXY_HOPS: '1' };

/**
 * All cells, one mode after another, and the table of the results. Each mode has a process whose breakers are closed.
 */
export async function runMatrix(checks: Checks, ground: Ground): Promise<void> {
  const board = await openSwitchboard();
  const start = (after?: ServerProcess) =>
    ground.start({ ...(after ? { after } : {}), env: { ...board.env, ...guarded } });
  let server = await start();
  await openCordillera(ground, server);
  const cells: Cell[] = [];
  for (const mode of Object.keys(modes) as Mode[]) {
    if (cells.length > 0) server = await start(server);
    const stage = { checks, ground, server, board };
    cells.push(...(await tryMode(stage, mode)));
    await afterwards(stage, mode);
    await board.turn('normal');
    await server.stop();
  }
  board.stop();
  checks.chapter('The matrix');
  console.log(tableOf(cells));
}

async function afterwards(stage: Stage, mode: Mode): Promise<void> {
  if (mode === 'normal') {
    await spendTry(stage);
    await rememberSii(stage);
  }
  if (mode === 'down' && !stage.ground.short) await recover(stage);
}
