import { type Checks, histogram, quantile, spread } from '../helpers/proof/checks.ts';
import type { Ground } from '../helpers/proof/ground.ts';
import { type Illness, type Times, timeBoth } from './two-apps.ts';

const ALLOWED = 1.1;
const REGISTRY_WAIT_MS = 2900;
/** Below this count a p95 depends on two or three sign-ins. */
const ENOUGH = 60;

const mixed: Illness = [
  ['srcei', 'down'],
  ['sii', 'slow'],
];
const well: Illness = [
  ['srcei', 'normal'],
  ['sii', 'normal'],
];
const slow: Illness = [
  ['srcei', 'slow'],
  ['sii', 'slow'],
];
const down: Illness = [
  ['srcei', 'down'],
  ['sii', 'down'],
];

/** Sign-ins are as fast while the Registro Civil and the SII are slow or down as while they are well. */
export async function compareSignIns(checks: Checks, ground: Ground): Promise<void> {
  if (ground.short) return compare(checks, ground, mixed, 60);
  checks.chapter('Sign-ins of natural persons, both apps well: these cannot differ');
  const both = await timeBoth(ground, well, 40);
  show(checks, both.well, both.ill);
  await compare(checks, ground, slow, 80);
  await compare(checks, ground, down, 80);
}

async function compare(checks: Checks, ground: Ground, illness: Illness, each: number): Promise<void> {
  const name = illness.map(([registry, mode]) => `${registry} ${mode}`).join(', then ');
  checks.chapter(`Sign-ins of natural persons while companies register: ${name}`);
  const { well, ill } = await timeBoth(ground, illness, each);
  const ratio = show(checks, well, ill);
  const counted = Math.min(well.people.length, ill.people.length);
  checks.check('the machine left time for enough of them', counted >= ENOUGH, `${counted} at each app`);
  checkControl(checks, well, ill, illness);
  const holds = ratio <= ALLOWED || (await again(checks, ground, illness, each));
  checks.check('p95 of whole sign-ins is within 10 per cent', holds, ratio.toFixed(3));
}

/** A noisy minute may falsify the result: measured once more, with twice as many. */
async function again(checks: Checks, ground: Ground, illness: Illness, each: number): Promise<boolean> {
  checks.measure('once more, with twice as many', '');
  const { well, ill } = await timeBoth(ground, illness, each * 2);
  return show(checks, well, ill) <= ALLOWED;
}

function show(checks: Checks, well: Times, ill: Times): number {
  const ratio = ratioOf(well.people, ill.people);
  checks.measure(`${well.people.length} sign-ins, registries of the app well`, `${spread(well.people)} ms`);
  checks.measure(`${ill.people.length} sign-ins, the other app`, `${spread(ill.people)} ms`);
  checks.measure('p95 other / p95 well', ratio.toFixed(3));
  for (const [word, { traffic }] of [['well', well] as const, ['other', ill] as const]) {
    const statuses = histogram(traffic.map(({ status }) => status));
    checks.measure(
      `companies that register meanwhile, ${word}`,
      `${statuses}; ${spread(traffic.map(({ ms }) => ms))} ms`,
    );
  }
  return ratio;
}

const ratioOf = (well: readonly number[], ill: readonly number[]): number => quantile(ill, 0.95) / quantile(well, 0.95);

/**
 * A sign-in that needs the registry waits for it: this proves that the measure would show a call by natural persons.
 */
function checkControl(checks: Checks, well: Times, ill: Times, illness: Illness): void {
  const broken = [...well.traffic, ...ill.traffic].filter(({ status }) => status === 0 || status === 500);
  checks.check('no registration failed', broken.length === 0, broken[0]?.says);
  if (!illness.some(([, mode]) => mode === 'slow')) return;
  const control = ratioOf(well.companies, ill.companies);
  checks.check('the same measure shows a company that signs in', control > ALLOWED, control.toFixed(1));
  const waited = ill.traffic.filter(({ ms }) => ms > REGISTRY_WAIT_MS).length;
  checks.check('registrations did hang at the slow registry meanwhile', waited >= 4, `${waited} did`);
}
