import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Deps } from '../../src/ports/deps.ts';
import { givenContacts } from '../helpers/counter.ts';
import { type Checks, histogram } from '../helpers/proof/checks.ts';
import { eventually } from '../helpers/proof/client-app.ts';
import { openDeps } from '../helpers/proof/deps.ts';
import { CONFIRMED, endDrawn, onCase, proposedCase, rosaNow, type Seat, seat } from '../helpers/proof/desk.ts';
import type { Ground } from '../helpers/proof/ground.ts';
import type { ServerProcess } from '../helpers/server-process.ts';

/** The run, and the members who decide. */
interface Desk {
  readonly checks: Checks;
  readonly ground: Ground;
  readonly deps: Deps;
  readonly agent: Seat;
  readonly revisor: Seat;
  readonly kills: number;
}

/** What a round counts where the case was drawn, and waits for a call. */
const DRAWN = 'por-llamar 0 1 0';
/** How long the restarted server may take to find what is due. */
const FOUND_SECONDS = 30;

/** kill -9 in the middle of a last decision, and of a decision that takes effect: all or nothing, told once. */
export async function killDuringDecisions(
  checks: Checks,
  ground: Ground,
  server: ServerProcess,
  kills: number,
): Promise<ServerProcess> {
  const { deps, close } = await openDeps(ground, server.issuer);
  const [agent, revisor] = [await seat(deps, ['agente']), await seat(deps, ['revisor'], 'Maule')];
  const desk = { checks, ground, deps, agent, revisor, kills };
  const second = await killConfirmations(desk, server);
  const third = await killEffects(desk, second);
  await close();
  return third;
}

async function killConfirmations(desk: Desk, server: ServerProcess): Promise<ServerProcess> {
  const { checks, deps, ground, kills } = desk;
  checks.chapter(`${kills} times kill -9 while a member confirms a decision`);
  // The first decision of a server takes longer than the ones that are killed.
  await marks(desk, server);
  const { none, whole, ms } = await marks(desk, server);
  const found: string[] = [];
  const again: string[] = [];
  let current = server;
  for (let kill = 0; kill < kills; kill += 1) {
    const { folio, before, send } = await confirming(desk, current);
    const answer = send(current).catch(() => undefined);
    // Each earlier than the one before, until the first one does not come too late.
    const sooner = found.includes(none) ? 1 : 2 ** kill;
    await sleep((ms * (0.25 + (kill % 5) * 0.2)) / sooner);
    await current.kill();
    await answer;
    found.push(await sum(desk, folio, before));
    current = await ground.start({ after: current });
    if (found.at(-1) === none) {
      const { send: anew } = await confirming(desk, current, folio);
      await anew(current);
    }
    again.push(await sum(desk, folio, before));
    await endEffect(deps, folio);
  }
  const decided = [whole, DRAWN];
  checks.measure('after the kill', histogram(found));
  checks.check(
    'decided wholly or not at all',
    found.every((one) => one === none || decided.includes(one)),
  );
  checks.check(
    'pressed again, it is decided once',
    again.every((one) => decided.includes(one)),
    histogram(again),
  );
  checks.check('the kills fell into the decision', found.includes(none));
  return current;
}

interface Marks {
  readonly none: string;
  readonly whole: string;
  /** How long the decision takes. */
  readonly ms: number;
}

/** What a round counts where nothing was decided, and where all was, in a case that is not drawn. */
async function marks(desk: Desk, server: ServerProcess): Promise<Marks> {
  const { folio, before, send } = await confirming(desk, server);
  const none = await sum(desk, folio, before);
  const { ms } = await send(server);
  const whole = await sum(desk, folio, before);
  await endEffect(desk.deps, folio);
  return whole === DRAWN ? marks(desk, server) : { none, whole, ms };
}

/** «Confirmar» on the page of a case, filled in. */
async function confirming(desk: Desk, server: ServerProcess, open?: string) {
  const { deps, agent, revisor } = desk;
  const folio = open ?? (await proposedCase(deps, agent));
  const before = await notices(desk, 'counter-asked');
  const { send } = await onCase({ deps, server }, revisor, folio, { accion: 'confirm' });
  return { folio, before, send };
}

/** Of a case: its state, the changes that wait, its rows in the trail, and the notices since `before`. */
async function sum(desk: Desk, folio: string, before: number): Promise<string> {
  const { ground } = desk;
  const [row] = await ground.query<{ state: string; holds: string; acts: string }>(
    `select state, (select count(*) from holds where kind = 'counter' and state = 'waiting') as holds,
       (select count(*) from audit where act = 'case.changed' and details ->> 'folio' = $1
         and ${CONFIRMED}) as acts from cases where folio = $1`,
    [folio],
  );
  return `${row?.state} ${row?.holds} ${row?.acts} ${(await notices(desk, 'counter-asked')) - before}`;
}

async function notices({ ground }: Pick<Desk, 'ground'>, kind: string): Promise<number> {
  const [row] = await ground.query<{ count: string }>('select count(*) from outbox where kind = $1', [kind]);
  return Number(row?.count);
}

async function endEffect(deps: Deps, folio: string): Promise<void> {
  await endDrawn(deps, folio);
  const hold = await deps.pendingChanges.waiting((await rosaNow(deps)).id, 'counter');
  if (hold) await deps.pendingChanges.end(hold.id, 'withdrawn');
}

async function killEffects(desk: Desk, server: ServerProcess): Promise<ServerProcess> {
  const { checks, deps, ground, kills } = desk;
  checks.chapter(`${kills} times kill -9 while a decision takes effect`);
  const { id: accountId, personal, confirmed } = await rosaNow(deps);
  const halves: boolean[] = [];
  const told: number[] = [];
  const ends: string[] = [];
  let current = server;
  for (let kill = 0; kill < kills; kill += 1) {
    const before = await notices(desk, 'counter-done');
    const dueAt = new Date(Date.now() + 300);
    const hold = await waiting(desk, accountId, dueAt);
    const isNew = async () => String((await rosaNow(deps)).personal.email) === String(givenContacts.email);
    const stateOf = async () => (await deps.pendingChanges.find(hold))?.state;
    await sleep(Math.max(0, dueAt.getTime() - Date.now()) + ((kill * 53) % 400));
    await current.kill();
    halves.push((await isNew()) === ((await stateOf()) === 'done'));
    ends.push(String(await stateOf()));
    // The claim of the killed worker is over.
    await ground.query(`update holds set try_at = now() where id = $1 and state = 'waiting'`, [hold]);
    current = await ground.start({ after: current });
    await eventually(async () => (await stateOf()) === 'done', FOUND_SECONDS);
    halves.push((await isNew()) && (await stateOf()) === 'done');
    told.push((await notices(desk, 'counter-done')) - before);
    await deps.accounts.change(accountId, (latest) => ({ ...latest, personal, confirmed }));
  }
  checks.measure('after the kill', histogram(ends));
  checks.check('the contacts are new where it ended, and only there', halves.every(Boolean));
  checks.check('every contact is told once', new Set(told).size === 1 && told[0] !== 0, histogram(told));
  checks.check('the kills fell into the effect', ends.includes('waiting'));
  return current;
}

/** A change of Rosa's contacts that two members decided, whose new e-mail was confirmed. */
async function waiting({ deps, agent, revisor }: Desk, accountId: string, dueAt: Date): Promise<string> {
  const decidedBy = [agent.member.id, revisor.member.id];
  const counter = {
    caseId: randomUUID(),
    caseKind: 'cedula-vencida',
    decidedBy,
    effect: { contacts: givenContacts },
  } as const;
  const folio = `CS-${randomUUID().slice(0, 8)}`.toUpperCase();
  const hold = await deps.pendingChanges.open({ kind: 'counter', folio, accountId, dueAt, counter });
  if (!hold) throw new Error('another decision waits');
  await deps.pendingChanges.confirm(hold.id);
  return hold.id;
}
