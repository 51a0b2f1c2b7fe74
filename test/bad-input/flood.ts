import type { Checks } from '../helpers/proof/checks.ts';
import { inLanes } from '../helpers/proof/client-app.ts';
import { ask, type ServerProcess } from '../helpers/server-process.ts';
import type { Chance } from './chance.ts';
import { formMistakes } from './form-mistakes.ts';
import { judge, report, type Seen } from './judge.ts';
import { added, countRows, judgeRows, type Ledger, nothing } from './ledger.ts';
import type { Held } from './memory.ts';
import { postRoutes } from './post-routes.ts';
import { comingFrom, send } from './raw.ts';
import type { Scene } from './scene.ts';
import { tokenMistakes } from './token-mistakes.ts';
import { openVisitor, type Visitor } from './visitor.ts';
import { webMistakes } from './web-mistakes.ts';
import { wireMistakes } from './wire-mistakes.ts';

/** V8 doubles its young generation within the first thousand or so requests: what grows after that is counted. */
const WARM_UP = { short: 960, long: 1440 } as const;
const LONG = 2000;
const RSS_LIMIT_MB = 50;
/** Of the memory still in use after garbage collection: a leak stays there. */
const LIVE_LIMIT_MB = 15;
/** So many wrong forms before all forms are opened again, for some are in fact valid and a form is accepted once. */
const BATCH = 240;
/** Every fifth request does not go to a form. */
const OTHERS = 5;

/** Wrong forms, `count` of them, and wrong requests of other kinds, four at a time: each is refused with a message. */
export async function flood(checks: Checks, scene: Scene, chance: Chance, count: number): Promise<void> {
  const { server } = scene;
  const first = await openVisitor(scene);
  judgeVisitor(checks, scene, first);
  checks.measure('RSS before the first wrong form, MB', (await scene.held()).rss.toFixed(0));
  await sendBatches(scene, chance, WARM_UP[count < LONG ? 'short' : 'long'], first);
  const before = await scene.held();
  const { seen, made } = await sendBatches(scene, chance, count);
  const after = await scene.held();
  report(checks, seen);
  judge(checks, server, seen);
  judgeRows(checks, made, seen);
  await judgeServer(checks, server, before, after);
}

async function sendBatches(scene: Scene, chance: Chance, count: number, opened?: Visitor) {
  const seen: Seen[] = [];
  let visitor = opened;
  let made = nothing;
  for (let left = count; left > 0; left -= BATCH) {
    visitor ??= await openVisitor(scene);
    const batch = await sendBatch(scene, visitor, chance, Math.min(left, BATCH));
    visitor = undefined;
    seen.push(...batch.seen);
    await scene.held();
    made = added(made, batch.before, batch.after);
  }
  return { seen, made };
}

interface Batch {
  readonly seen: readonly Seen[];
  readonly before: Ledger;
  readonly after: Ledger;
}

async function sendBatch(scene: Scene, visitor: Visitor, chance: Chance, forms: number): Promise<Batch> {
  const total = Math.round((forms * OTHERS) / (OTHERS - 1));
  const requests = Array.from({ length: total }, (_, place) => mistake(chance, visitor, (place + 1) % OTHERS > 0));
  const before = await countRows(scene);
  const seen = await sendAll(scene.server, requests);
  return { seen, before, after: await countRows(scene) };
}

function judgeVisitor(checks: Checks, { deps }: Scene, { forms }: Visitor): void {
  const missing = postRoutes(deps).filter(({ takes }) => !forms.some(({ path }) => takes(path)));
  checks.check(
    'every form of the app is among those',
    missing.length === 0,
    missing.map(({ path }) => path).join(', '),
  );
}

type Mistaken = Pick<Seen, 'request' | 'toForm'>;

function mistake(chance: Chance, visitor: Visitor, toForm: boolean): Mistaken {
  const family = toForm ? formMistakes : chance.pick([webMistakes, wireMistakes, tokenMistakes]);
  return { toForm, request: comingFrom(networkBy(chance), chance.pick(family)(chance, visitor)) };
}

/** Some hundreds of networks of the documentation ranges, so that none of their budgets ends a run. */
function networkBy(chance: Chance): string {
  const place = chance.number(250).toString();
  return chance.pick([`203.0.113.${place}`, `198.51.100.${place}`, `2001:db8:${place}::1`]);
}

async function sendAll({ port }: ServerProcess, requests: readonly Mistaken[]): Promise<readonly Seen[]> {
  const seen: Seen[] = [];
  await inLanes(requests, 4, async (one) => void seen.push({ ...one, ...(await send(port, one.request)) }));
  return seen;
}

async function judgeServer(checks: Checks, server: ServerProcess, before: Held, after: Held): Promise<void> {
  for (const [what, held, limit] of [
    ['RSS', 'rss', RSS_LIMIT_MB],
    ['memory in use', 'live', LIVE_LIMIT_MB],
  ] as const) {
    checks.measure(`${what} before and after, MB`, `${before[held].toFixed(0)}, ${after[held].toFixed(0)}`);
    const grown = after[held] - before[held];
    checks.check(`${what} grew less than ${limit} MB`, grown < limit, `${grown.toFixed(0)} MB`);
  }
  const ready = server.running() && (await ask(server, '/ready')).status === 200;
  checks.check('the server is still the same, and ready', ready);
}
