/**
 * Random walks through the rules of cases, the same ones at each run: members whose roles and access change try every
 * step at every moment, and what must never be is asked after each one, in words of its own and not in those of the rules.
 */
import test, { type ExecutionContext } from 'ava';
import { type AskedAtCounter, asksTheSame } from '../../../src/domain/cases/asked-at-counter.ts';
import type { Case, Decision } from '../../../src/domain/cases/case.ts';
import type { CaseEvent } from '../../../src/domain/cases/case-event.ts';
import { caseStep } from '../../../src/domain/cases/case-step.ts';
import { caseOutcomes } from '../../../src/domain/cases/kinds/kind-rules.ts';
import { type CaseKind, caseKinds, kindRules } from '../../../src/domain/cases/kinds/kinds.ts';
import { type Around, type CaseStaff, whyNotDecide } from '../../../src/domain/cases/may-decide.ts';
import { newCase } from '../../../src/domain/cases/new-case.ts';
import { type StaffRole, staffRoles } from '../../../src/domain/staff.ts';
import { memberOf } from '../../helpers/case-staff.ts';
import { givenContacts } from '../../helpers/counter.ts';
import { type Seeded, seeded } from '../../helpers/seeded.ts';

const WALKS = 4000;
const STEPS = 40;
const HOUR_MS = 3_600_000;
const document = { kind: 'cedula', namesAgree: true } as const;
/** What a person may ask for at a counter: three different things. */
const requests: readonly AskedAtCounter[] = [
  { document, contacts: givenContacts },
  { document, key: true },
  { document: { ...document, kind: 'pasaporte' } },
];

/** One case, and the team around it, which changes as the case does. */
interface Walk {
  readonly chance: Seeded;
  readonly kind: CaseKind;
  team: readonly CaseStaff[];
  one: Case;
  now: Date;
  /** Every step that was taken, for the reader of a failure. */
  readonly path: string[];
  readonly decisions: Decision[];
  taken: number;
}

const offices = ['nacional', 'maule', 'talca'];

function team(chance: Seeded): readonly CaseStaff[] {
  const roles = (): readonly StaffRole[] => [
    chance.of(staffRoles),
    chance.of(['agente', 'revisor', 'revisor'] as const),
  ];
  return Array.from({ length: 6 }, (_, nth) => memberOf(nth, roles(), { office: chance.of(offices) }));
}

function begin(seed: number): Walk {
  const chance = seeded(seed);
  const kind = chance.of(caseKinds);
  const now = new Date('2026-12-01T12:00:00Z');
  const people = team(chance);
  const openedBy = chance.of(kindRules[kind].openedBy);
  const opener = openedBy === 'staff' ? chance.of(people).id : undefined;
  const against = kind === 'reclamo' ? chance.of(people).id : undefined;
  const one = newCase({ kind, openedBy, opener, against }, now);
  return { chance, kind, team: people, one, now, path: [`seed ${seed}, ${kind}`], decisions: [], taken: 0 };
}

/** The first of the team is the person whose case it is. */
function aroundOf({ one, team }: Walk): Around {
  const concerned = team.slice(0, 1).map(({ run }) => run);
  const may = (who: CaseStaff) => whyNotDecide(one, 'confirm', who, { concerned, otherOffices: false }) === undefined;
  const otherOffices = team.some((who) => who.office !== one.proposal?.office && may(who));
  return { concerned, otherOffices, proposer: team.find(({ id }) => id === one.proposal?.by) };
}

function eventOf({ chance, team, now: at }: Walk): CaseEvent {
  const by = chance.of(team);
  const decided = { outcome: chance.of(caseOutcomes), reason: 'Porque sí.' };
  return chance.of<CaseEvent>([
    { type: 'assign', to: chance.of(team).id, by, at },
    { type: 'ask', by, at },
    { type: 'attest', asked: chance.of([undefined, ...requests]), by, at },
    { type: 'attest', asked: chance.of(requests), by, at },
    { type: 'extend', by, at },
    { type: 'propose', by, at, ...decided },
    { type: 'propose', by, at, ...decided },
    { type: 'confirm', by, at },
    { type: 'confirm', by, at },
    { type: 'send-back', by, at },
    { type: 'decide', by, at, ...decided },
    { type: 'correct', text: 'Fue el martes.', by, at },
    { type: 'answer', at },
    { type: chance.oneIn(8) ? 'withdraw' : 'answer', at },
    { type: 'appeal', at },
    { type: 'expire', at },
    { type: 'close', at },
    { type: 'review', at },
    { type: 'lengthen', at },
    chance.oneIn(8) ? { type: 'settle', at, ...decided } : { type: 'appeal', at },
    chance.oneIn(8)
      ? { type: 'conclude', reason: chance.of(['atendida', 'desistida', 'repetida', 'sin-respuesta'] as const), at }
      : { type: 'close', at },
  ]);
}

/** Now and then a member is suspended, comes back, or has other roles. */
function changeTeam(walk: Walk): void {
  const { chance, team } = walk;
  const who = chance.of(team);
  const changed = chance.of<Partial<CaseStaff>>([
    { state: 'suspendida' },
    { state: 'activa' },
    { roles: [chance.of(staffRoles)] },
  ]);
  walk.team = team.map((one) => (one === who ? { ...one, ...changed } : one));
}

/** The words of the issue, by hand: who says the last word on each kind, and of how many. */
const alone: Partial<Record<CaseKind, readonly StaffRole[]>> = {
  derecho: ['revisor'],
  reclamo: ['revisor', 'auditor'],
};

function judgeDecision(t: ExecutionContext, walk: Walk, before: Case, event: CaseEvent, decision: Decision): void {
  const said = walk.path.join(' → ');
  const find = (id: string | undefined) => walk.team.find((one) => one.id === id);
  if (event.type === 'settle') {
    t.deepEqual([walk.kind, decision.by], ['derecho', []], said);
    return;
  }
  const last = find(decision.by.at(-1));
  if (!last) throw new Error(`decided by no member: ${said}`);
  const seers = before.attestations.map(({ by }) => by);
  t.is(last.state, 'activa', `a suspended member decided: ${said}`);
  t.not(last, walk.team[0], `the own case: ${said}`);
  t.not(last.id, before.against, `the one complained of: ${said}`);
  t.not(last.id, before.opener, `who opened it: ${said}`);
  t.false(seers.includes(last.id), `who attested it: ${said}`);
  t.false(before.first?.by.includes(last.id) ?? false, `who decided it first: ${said}`);
  const roles = alone[walk.kind];
  t.is(decision.by.length, roles ? 1 : 2, `the number of people: ${said}`);
  t.is(new Set(decision.by).size, decision.by.length, `one person twice: ${said}`);
  t.true(
    last.roles.some((role) => (roles ?? ['revisor']).includes(role)),
    `the role: ${said}`,
  );
  if (roles) return;
  const first = find(decision.by[0]);
  t.is(first?.state, 'activa', `the proposer is suspended: ${said}`);
  t.not(first, walk.team[0], `the proposer's own case: ${said}`);
  // What is of an organisation has no document that is seen at a counter: its data are reviewed.
  const shows = walk.kind !== 'plataforma' && walk.kind !== 'organismo';
  if (decision.outcome !== 'rechazada' && shows) t.true(seers.length > 0, `granted and never attested: ${said}`);
}

function judgeStep(t: ExecutionContext, walk: Walk, before: Case, event: CaseEvent): void {
  const { one, decisions, path, now } = walk;
  const said = path.join(' → ');
  t.is(before.closedAt, undefined, `a case that ended changed: ${said}`);
  t.is(one.kind, walk.kind, said);
  t.true(one.openedAt <= now && (one.closedAt ?? now) <= now, `a time of the future: ${said}`);
  const anew = event.type === 'appeal' ? now : before.dueAt;
  t.true(one.dueAt >= anew, `the term went backward: ${said}`);
  t.true(one.attestations.length >= before.attestations.length, `an attestation was lost: ${said}`);
  if (one.asked && before.asked && !asksTheSame(one.asked, before.asked) && !one.closedAt)
    t.true(
      event.type === 'attest' && before.attestations.every(({ by }) => by === event.by.id),
      `what another member attested was replaced: ${said}`,
    );
  if (one.closedAt) t.is(one.asked?.contacts, undefined, `contacts outlive their case: ${said}`);
  if (!one.decision || one.decision === before.decision) return;
  decisions.push(one.decision);
  judgeDecision(t, walk, before, event, one.decision);
  t.true(decisions.filter(({ outcome }) => outcome === 'acogida').length <= 1, `granted twice: ${said}`);
  t.true(decisions.length <= 2, `decided three times: ${said}`);
}

/** One step; gives whether it was taken. */
function step(t: ExecutionContext, walk: Walk): boolean {
  const before = walk.one;
  const event = eventOf(walk);
  const { next, refused } = caseStep(before, event, aroundOf(walk));
  if (before.closedAt) t.is(refused, 'ended', [...walk.path, event.type].join(' → '));
  if (!next) return false;
  walk.path.push('by' in event ? `${event.type} by ${event.by.id}` : event.type);
  walk.one = next;
  judgeStep(t, walk, before, event);
  return true;
}

test('[threat 355] no walk through the rules of cases decides alone, unattested, twice or after the end', (t) => {
  const reached = new Map<CaseKind, { ends: number; decided: number; appealed: number }>();
  for (let seed = 1; seed <= WALKS; seed += 1) {
    const walk = begin(seed);
    for (let nth = 0; nth < STEPS; nth += 1) {
      if (walk.chance.oneIn(6)) changeTeam(walk);
      if (walk.chance.oneIn(4)) walk.now = new Date(walk.now.getTime() + walk.chance.upTo(20 * 24) * HOUR_MS);
      step(t, walk);
    }
    const sum = reached.get(walk.kind) ?? { ends: 0, decided: 0, appealed: 0 };
    sum.ends += walk.one.closedAt ? 1 : 0;
    sum.decided += walk.decisions.length > 0 ? 1 : 0;
    sum.appealed += walk.one.first ? 1 : 0;
    reached.set(walk.kind, sum);
  }
  for (const kind of caseKinds) {
    const { ends = 0, decided = 0, appealed = 0 } = reached.get(kind) ?? {};
    t.true(ends > 20 && decided > 10, `${kind}: the walks reach ${ends} ends and ${decided} decisions`);
    if (kindRules[kind].appealable) t.true(appealed > 1, `${kind}: the walks reach ${appealed} appeals`);
  }
});
