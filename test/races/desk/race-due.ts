import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from '../../../src/domain/account.ts';
import { applyDueChange } from '../../../src/features/pending-changes/use-cases/apply-due-change.ts';
import type { Deps } from '../../../src/ports/deps.ts';
import { givenContacts } from '../../helpers/counter.ts';
import { histogram } from '../../helpers/proof/checks.ts';
import { rosaNow, type Seat } from '../../helpers/proof/desk.ts';
import { fill } from '../../helpers/proof/registrations.ts';
import type { ServerProcess } from '../../helpers/server-process.ts';
import { countOf, rounds, type TwoServers } from './two-servers.ts';

const HOUR_MS = 3_600_000;
/** How long after it was opened a decision is due: its page is filled in meanwhile. */
const AHEAD_MS = 700;
/** Milliseconds from then to the button; a key is hashed and an account read before a decision is put. */
const STEPS = [-80, -40, -10, 10, 30, 60];
/** A third worker beside those of the two servers. */
const applyAll = async (deps: Deps): Promise<void> => {
  while (await applyDueChange(deps));
};

/** A decision of the desk is due at both servers while its owner stops it: one of the two, wholly. */
export async function raceDue(run: TwoServers, members: readonly Seat[]): Promise<void> {
  const { checks, deps, pair } = run;
  checks.chapter(`${run.count} decisions that are due at two servers while their owner stops them`);
  const before = await rosaNow(deps);
  const results = await rounds(run, async (round) => {
    const dueAt = new Date(Date.now() + AHEAD_MS);
    const hold = await waiting(run, before, members, dueAt);
    const token = await deps.links.issue('hold', before.id, new Date(Date.now() + HOUR_MS), hold);
    const stop = await fill(pair[0], `/solicitud/${token}`, { token });
    await sleep(Math.max(0, dueAt.getTime() - Date.now() + (STEPS[round % STEPS.length] ?? 0)));
    const [answer] = await Promise.all([stop.send(pair[round % 2] as ServerProcess), applyAll(deps)]);
    return { status: answer.status, ...(await left(run, hold, before)) };
  });
  checks.measure('answers by status', histogram(results.map(({ status }) => status)));
  checks.measure('ends', histogram(results.map(({ state }) => state)));
  checks.check(
    'each ended once, with its effect or without',
    results.every(({ whole }) => whole),
  );
  const done = results.filter(({ state }) => state === 'done').length;
  const acts = await countOf(run, `audit where act = 'hold.done' and details ->> 'kind' = 'counter'`);
  checks.check('each that took effect stands in the trail once', acts === done, `${acts} of ${done}`);
  checks.check(
    'no answer is a 5xx',
    results.every(({ status }) => status < 500),
  );
}

/** A decided change of Rosa's contacts that waits, whose new e-mail was confirmed. */
async function waiting(
  { deps }: TwoServers,
  { id: accountId }: Account,
  members: readonly Seat[],
  dueAt: Date,
): Promise<string> {
  const decidedBy = members.map(({ member }) => member.id);
  const effect = { contacts: givenContacts };
  const counter = { caseId: randomUUID(), caseKind: 'cedula-vencida', decidedBy, effect } as const;
  const folio = `CS-${randomUUID().slice(0, 8)}`.toUpperCase();
  const hold = await deps.pendingChanges.open({ kind: 'counter', folio, accountId, dueAt, counter });
  if (!hold) throw new Error('another decision waits');
  await deps.pendingChanges.confirm(hold.id);
  return hold.id;
}

/** How it ended, and whether contacts, trail and state agree; Rosa has her contacts again afterwards. */
async function left(run: TwoServers, hold: string, before: Account) {
  const { deps } = run;
  const state = (await deps.pendingChanges.find(hold))?.state ?? 'gone';
  const isNew = String((await rosaNow(deps)).personal.email) === String(givenContacts.email);
  const ended = state === 'done' || state === 'withdrawn' || state === 'desk';
  const { state: was, personal, confirmed, question } = before;
  await deps.accounts.change(before.id, (latest) => ({ ...latest, state: was, personal, confirmed, question }));
  return { state, whole: ended && isNew === (state === 'done') };
}
