import type { Mode } from '../../simulator/switches.ts';
import type { Checks } from '../helpers/proof/checks.ts';
import { inLanes } from '../helpers/proof/client-app.ts';
import type { Ground } from '../helpers/proof/ground.ts';
import type { ServerProcess } from '../helpers/server-process.ts';
import { askedOf, hasRested, linesAboutPeople } from './asked.ts';
import { type Cell, faultsOf, reasons } from './expected.ts';
import { added, inWords, type Stored, storedAtAll, storedOf } from './stored.ts';
import type { RegistryId, Switchboard } from './switchboard.ts';
import type { Seen } from './visitors.ts';
import { type Way, ways } from './ways.ts';

/** An app whose breakers are all closed, and the switches of the registries that it calls. */
export interface Stage {
  readonly checks: Checks;
  readonly ground: Ground;
  readonly server: ServerProcess;
  readonly board: Switchboard;
}

interface Opened {
  readonly way: Way;
  readonly step: () => Promise<Seen>;
}

/** A breaker opens after five failures, and a page makes at least one. */
const MOST_TRIES = 6;

/** Sets every switch to one mode and takes every page's step; pages are opened while all registries are well. */
export async function tryMode(stage: Stage, mode: Mode): Promise<readonly Cell[]> {
  const { checks, ground, server, board } = stage;
  checks.chapter(`Every registry ${mode}`);
  await makeForget(ground);
  const opened = await Promise.all(ways.map(async (way) => ({ way, step: await way.open(server) })));
  const before = await storedAtAll(ground);
  await board.turn(mode);

  const cells: Cell[] = [];
  // Steps that wait for seconds run in parallel; the others are timed one after another.
  await inLanes(
    [...Map.groupBy(opened, ({ way }) => way.registry)],
    mode === 'slow' ? 4 : 1,
    async ([id, pages]) => void cells.push(...(await tryRegistry(stage, mode, id, pages))),
  );
  for (const cell of cells) checkCell(checks, cell);
  if (mode !== 'normal') await checkSilence(stage, mode, before);
  return ways.flatMap((way) => cells.filter((cell) => cell.way === way));
}

async function tryRegistry(
  { ground, server }: Stage,
  mode: Mode,
  registry: RegistryId,
  pages: readonly Opened[],
): Promise<readonly Cell[]> {
  const begun: (Opened & Pick<Cell, 'first'> & { before: Stored })[] = [];
  for (const { way, step } of pages) {
    const before = await storedOf(ground, way.who);
    begun.push({ way, step, before, first: await step() });
  }
  if (mode === 'normal') return Promise.all(begun.map((one) => cellOf(ground, mode, one)));
  await untilRested(server, registry, pages);
  const cells: Cell[] = [];
  for (const one of begun) cells.push(await cellOf(ground, mode, { ...one, resting: await one.step() }));
  return cells;
}

async function cellOf(
  ground: Ground,
  mode: Mode,
  { way, first, resting, before }: Pick<Cell, 'way' | 'first' | 'resting'> & { before: Stored },
): Promise<Cell> {
  return { way, mode, first, resting, stored: added(await storedOf(ground, way.who), before) };
}

/** Repeats the request until the app answers without a call to the registry. */
async function untilRested(server: ServerProcess, registry: RegistryId, [page]: readonly Opened[]): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES && !(await hasRested(server, registry)); tries += 1) await page?.step();
}

function checkCell(checks: Checks, cell: Cell): void {
  const { way, first, resting, stored } = cell;
  const faults = faultsOf(cell);
  const rest = resting ? `, ${resting.ms.toFixed(0)} ms at rest` : '';
  const summary = `${first.status}, ${inWords(stored)} stored, ${first.ms.toFixed(0)} ms${rest}`;
  checks.check(way.page, faults.length === 0, faults.join('; ') || summary);
}

async function checkSilence(
  { checks, ground, server }: Stage,
  mode: Exclude<Mode, 'normal'>,
  before: string,
): Promise<void> {
  const after = await storedAtAll(ground);
  checks.check('nothing was stored about any person', after === before, after);
  for (const { registry } of ways.filter(({ page }) => page !== 'Compruebe su identidad')) {
    const asked = await askedOf(server, registry);
    const why = [...new Set(asked.flatMap(({ reason }) => reason ?? []))].sort();
    const wanted = [reasons[mode], 'breaker-open'].sort();
    checks.check(`the log has the reason why ${registry} was silent`, String(why) === String(wanted), why.join(', '));
  }
  const lines = linesAboutPeople(server);
  checks.check('and no line of it names a person', lines.length === 0, lines[0]);
}

/** Moves the SII's answers two days back, and deletes the check of Pedro's card. */
async function makeForget({ query }: Ground): Promise<void> {
  await query(`update companies set asked_at = asked_at - interval '2 days'`);
  await query(`update accounts set identidad = 'declarada' where profile = 'natural' and identifier = '44000002-9'`);
}
