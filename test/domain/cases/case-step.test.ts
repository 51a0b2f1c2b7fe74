import test from 'ava';
import { type Case, caseStates, isOpen } from '../../../src/domain/cases/case.ts';
import type { CaseEvent } from '../../../src/domain/cases/case-event.ts';
import { caseStep } from '../../../src/domain/cases/case-step.ts';
import { dueFrom } from '../../../src/domain/cases/clock.ts';
import { type CaseKind, caseKinds, kindRules } from '../../../src/domain/cases/kinds/kinds.ts';
import { newCase } from '../../../src/domain/cases/new-case.ts';
import { parseEmail } from '../../../src/domain/email.ts';
import { staffRoles } from '../../../src/domain/staff.ts';
import { memberOf } from '../../helpers/case-staff.ts';

const at = (day: string) => new Date(`${day}T12:00:00-03:00`);
const agente = memberOf(1, ['agente'], { office: 'maule' });
const around = { concerned: [], otherOffices: true, proposer: agente, confirmer: memberOf(8, staffRoles) };
const revisor = memberOf(2, ['revisor']);
const other = memberOf(3, ['revisor', 'auditor'], { office: 'biobio' });

const opened = (kind: CaseKind, matter?: string): Case =>
  newCase({ kind, matter, openedBy: kindRules[kind].openedBy[0] ?? 'staff' }, at('2026-12-01'));

/** The case after these events; throws where one is refused. */
function after(one: Case, ...events: readonly CaseEvent[]): Case {
  return events.reduce((before, event) => {
    const { next, refused } = caseStep(before, event, around);
    if (!next) throw new Error(`${event.type}: ${refused}`);
    return next;
  }, one);
}

const why = (one: Case, event: CaseEvent) => caseStep(one, event, around).refused;
const on = (day: string) => ({ at: at(day) });
const attest: CaseEvent = Object.assign({ type: 'attest', by: memberOf(9, ['mostrador']) } as const, on('2026-12-10'));
const asksFor = (email: string) => ({
  document: { kind: 'cedula', namesAgree: true } as const,
  contacts: { email: parseEmail(email), mobile: undefined },
});
const propose = (outcome: 'acogida' | 'rechazada', day = '2026-12-10'): CaseEvent => ({
  type: 'propose',
  by: agente,
  outcome,
  reason: 'Visto.',
  at: at(day),
});
const confirm = (day = '2026-12-11'): CaseEvent => ({ type: 'confirm', by: revisor, at: at(day) });
const decide = (outcome: 'acogida' | 'rechazada', by = revisor, day = '2026-12-11'): CaseEvent => ({
  type: 'decide',
  by,
  outcome,
  reason: 'Visto.',
  at: at(day),
});

test('two people decide a lost mailbox once the document was seen; the case closes at once where all was granted', (t) => {
  const done = after(opened('correo-perdido'), attest, propose('acogida'), confirm(), {
    type: 'close',
    at: at('2026-12-11'),
  });
  t.is(done.state, 'resuelta');
  t.deepEqual(done.decision?.by, ['member-1', 'member-2']);
  t.deepEqual(done.closedAt, at('2026-12-11'));
});

test('nothing is granted before a counter attested the document, and the term runs from that day', (t) => {
  for (const kind of caseKinds.filter((one) => kindRules[one].attested)) {
    const begun = opened(kind);
    t.is(begun.state, 'espera-persona', kind);
    const answered = after(begun, { type: 'answer', at: at('2026-12-02') });
    t.is(why(answered, propose('acogida')), 'document-unseen', kind);
    t.is(why(after(answered, propose('rechazada')), confirm()), undefined, kind);
  }
  t.deepEqual(after(opened('factor-perdido'), attest).dueAt, new Date('2026-12-14T23:59:59.999-03:00'));
});

test('[threat 315] what a member attested that was asked is not replaced by another member, and by that member it is', (t) => {
  const asks = (nth: number, email: string, kind: 'cedula' | 'otro' = 'cedula'): CaseEvent => ({
    type: 'attest',
    by: memberOf(nth, ['mostrador']),
    asked: { document: { kind, namesAgree: true }, contacts: { email: parseEmail(email), mobile: undefined } },
    at: at('2026-12-10'),
  });
  const once = after(opened('correo-perdido'), asks(7, 'camila.nueva@correo.example'));
  t.is(why(once, asks(8, 'otra@correo.example')), 'asked-before');
  const bare: CaseEvent = Object.assign({}, attest, { asked: { document: { kind: 'cedula', namesAgree: true } } });
  t.is(why(once, bare), 'asked-before', 'nor is it taken away');
  const twice = after(once, asks(8, 'camila.nueva@correo.example', 'otro'));
  t.is(twice.attestations.length, 2, 'another document for the same is one more');
  t.is(why(twice, asks(7, 'otra@correo.example')), 'asked-before', 'once another one attested it too');
  t.is(after(once, asks(7, 'otra@correo.example')).asked?.contacts?.email, parseEmail('otra@correo.example'));
});

test('one person decides a right, an agent only drafts it; a block has two working days and no extension', (t) => {
  const review = after(opened('derecho', 'acceso'), {
    type: 'assign',
    by: agente,
    to: agente.id,
    at: at('2026-12-01'),
  });
  t.is(review.state, 'en-revision');
  t.is(why(review, decide('acogida', agente)), 'role');
  t.is(after(review, decide('acogida')).state, 'resuelta');
  t.deepEqual(opened('derecho', 'bloqueo').dueAt, new Date('2026-12-03T23:59:59.999-03:00'));
  t.is(why(opened('derecho', 'bloqueo'), { type: 'extend', by: revisor, at: at('2026-12-02') }), 'no-extension');
});

test('a term is extended once, before it is over, and a question never moves the term of a right', (t) => {
  const extend = (day: string): CaseEvent => ({ type: 'extend', by: agente, at: at(day) });
  const right = opened('derecho', 'acceso');
  const extended = after(right, extend('2026-12-30'));
  t.deepEqual(extended.dueAt, new Date('2027-01-30T23:59:59.999-03:00'));
  t.is(why(extended, extend('2026-12-30')), 'extended-before');
  t.is(why(right, extend('2027-01-01')), 'term-over');
  const asked = after(right, { type: 'ask', by: agente, at: at('2026-12-02') });
  t.deepEqual(after(asked, { type: 'answer', at: at('2026-12-20') }).dueAt, right.dueAt);
});

test('a case that waits for its person expires after 30 days, and one that waits for the desk never', (t) => {
  const waits = opened('identidad-disputada');
  t.is(why(waits, { type: 'expire', at: at('2026-12-31') }), 'not-expired');
  t.is(after(waits, { type: 'expire', at: at('2027-01-01') }).state, 'vencida');
  for (const kind of caseKinds) {
    const seen = kindRules[kind].attested ? after(opened(kind), attest) : opened(kind);
    t.is(why(seen, { type: 'expire', at: at('2030-01-01') }), 'not-expired', kind);
  }
});

test('an appeal is decided by others, once, within five working days, and never of what was granted', (t) => {
  const appeal = (day: string): CaseEvent => ({ type: 'appeal', at: at(day) });
  const review = after(opened('reclamo'), { type: 'assign', by: revisor, to: revisor.id, at: at('2026-12-01') });
  const no = after(review, decide('rechazada'));
  t.is(why(no, { type: 'close', at: at('2026-12-18') }), 'appeal-open');
  t.is(why(no, appeal('2026-12-19')), 'appeal-over');
  t.truthy(after(no, { type: 'close', at: at('2026-12-19') }).closedAt);
  const again = after(no, appeal('2026-12-18'));
  t.is(why(again, decide('acogida')), 'decided-first');
  const last = after(again, decide('rechazada', other, '2026-12-21'));
  t.is(why(last, appeal('2026-12-22')), 'appealed-before');
  t.truthy(after(last, { type: 'close', at: at('2026-12-21') }).closedAt);
  t.is(why(after(review, decide('acogida')), appeal('2026-12-11')), 'no-appeal');
});

test('a document that is seen again after a rejection is the appeal: once, in its term, and decided by others', (t) => {
  const again = (by: typeof revisor, day: string, asked?: Parameters<typeof asksFor>[0]): CaseEvent => ({
    type: 'attest',
    by,
    at: at(day),
    asked: asked === undefined ? undefined : asksFor(asked),
  });
  for (const kind of caseKinds.filter((one) => kindRules[one].attested)) {
    const no = after(opened(kind), again(memberOf(9, ['mostrador']), '2026-12-10', 'una@correo.example'));
    const rejected = after(no, propose('rechazada'), confirm());
    t.is(why(rejected, again(agente, '2026-12-21')), 'appeal-over', kind);
    const back = after(rejected, again(memberOf(7, ['mostrador']), '2026-12-18', 'una@correo.example'));
    t.is(back.state, 'en-revision', kind);
    t.deepEqual(back.first, rejected.decision);
    const different = again(memberOf(7, ['mostrador']), '2026-12-18', 'otra@correo.example');
    t.is(why(rejected, different), 'asked-before', 'what another member attested is not replaced');
    t.is(why(back, propose('acogida')), 'decided-first', kind);
    const proposed = after(back, Object.assign({}, propose('acogida'), { by: other }));
    for (const [who, obstacle] of [
      [revisor, 'decided-first'],
      [memberOf(7, staffRoles), 'attested-it'],
      [memberOf(9, staffRoles), 'attested-it'],
    ] as const)
      t.is(why(proposed, { type: 'confirm', by: who, at: at('2026-12-19') }), obstacle, kind);
    const against = caseStep(back, Object.assign({}, propose('rechazada'), { by: other }), around).next ?? back;
    const third = memberOf(8, ['revisor'], { office: 'talca' });
    const confirmed: CaseEvent = { type: 'confirm', by: third, at: at('2026-12-19') };
    const last = caseStep(against, confirmed, { ...around, proposer: other }).next ?? against;
    t.is(last.state, 'resuelta', kind);
    t.is(why(last, again(memberOf(6, ['mostrador']), '2026-12-19')), 'appealed-before', kind);
  }
  const review = after(opened('reclamo'), { type: 'assign', by: revisor, to: revisor.id, at: at('2026-12-01') });
  t.is(why(after(review, decide('rechazada')), again(other, '2026-12-12')), 'ended', 'a complaint has its page');
});

test('a slip is corrected by who may decide, the outcome stays, and a proposal can be sent back', (t) => {
  const review = after(opened('correo-perdido'), attest);
  const decided = after(review, propose('rechazada'), confirm());
  const correct = (by: typeof revisor): CaseEvent => ({
    type: 'correct',
    by,
    text: 'El folio es otro.',
    at: at('2026-12-12'),
  });
  t.is(why(decided, correct(agente)), 'role');
  const corrected = after(decided, correct(revisor));
  t.is(corrected.corrections.length, 1);
  t.deepEqual(corrected.decision, decided.decision);
  const back = after(review, propose('acogida'), { type: 'send-back', by: revisor, at: at('2026-12-10') });
  t.is(back.state, 'en-revision');
  t.is(back.proposal, undefined);
});

const called = { type: 'call', contact: 'otro', reason: 'x' } as const;

/** Every event by a member who may do everything, and those of the others. */
const everyEvent: readonly CaseEvent[] = [
  { type: 'assign', by: memberOf(7, staffRoles), to: 'member-7', at: at('2026-12-10') },
  { type: 'ask', by: memberOf(7, staffRoles), at: at('2026-12-10') },
  { type: 'attest', by: memberOf(7, staffRoles), at: at('2026-12-10') },
  { type: 'extend', by: memberOf(7, staffRoles), at: at('2026-12-10') },
  { type: 'propose', by: memberOf(7, staffRoles), outcome: 'acogida', reason: 'x', at: at('2026-12-10') },
  { type: 'propose', by: memberOf(7, staffRoles), outcome: 'rechazada', reason: 'x', at: at('2026-12-10') },
  { type: 'decide', by: memberOf(8, staffRoles), outcome: 'rechazada', reason: 'x', at: at('2026-12-10') },
  { type: 'decide', by: memberOf(6, staffRoles), outcome: 'rechazada', reason: 'x', at: at('2026-12-10') },
  { type: 'propose', by: memberOf(5, staffRoles), outcome: 'rechazada', reason: 'x', at: at('2026-12-10') },
  { type: 'confirm', by: memberOf(6, staffRoles), at: at('2026-12-10') },
  { type: 'send-back', by: memberOf(8, staffRoles), at: at('2026-12-10') },
  { type: 'confirm', by: memberOf(8, staffRoles), drawn: true, at: at('2026-12-10') },
  { ...called, result: 'confirmo', by: memberOf(6, staffRoles), at: at('2026-12-10') },
  { ...called, result: 'no-confirmo', by: memberOf(6, staffRoles), at: at('2026-12-10') },
  { ...called, result: 'no-contesto', by: memberOf(6, staffRoles), at: at('2026-12-10') },
  { ...called, result: 'no-contesto', by: memberOf(5, staffRoles), at: at('2026-12-14') },
  { type: 'confirm', by: memberOf(8, staffRoles), at: at('2026-12-10') },
  { type: 'decide', by: memberOf(8, staffRoles), outcome: 'acogida', reason: 'x', at: at('2026-12-10') },
  { type: 'correct', by: memberOf(8, staffRoles), text: 'x', at: at('2026-12-10') },
  { type: 'answer', at: at('2026-12-10') },
  { type: 'withdraw', at: at('2026-12-10') },
  { type: 'appeal', at: at('2026-12-10') },
  { type: 'expire', at: at('2027-02-10') },
  { type: 'close', at: at('2027-02-10') },
  { type: 'conclude', reason: 'repetida', at: at('2026-12-10') },
];

test('from every state a kind can reach, no event leads out of an end, and each decision has its number of people', (t) => {
  for (const kind of caseKinds) {
    const seen = reachable(kind);
    t.deepEqual(
      [...new Set(seen.map(({ state }) => state))].filter((state) => !caseStates.includes(state)),
      [],
    );
    for (const one of seen) {
      if (one.closedAt) for (const event of everyEvent) t.is(why(one, event), 'ended', `${kind} ${event.type}`);
      if (one.decision) t.true(peopleOf(one).includes(new Set(one.decision.by).size), kind);
      if (one.decision?.outcome === 'acogida' && kindRules[kind].attested) t.true(one.attestations.length > 0, kind);
      if (one.decision && one.first)
        t.deepEqual(
          one.decision.by.slice(0, 2).filter((by) => !wasCalled(one) && one.first?.by.includes(by)),
          [],
        );
      t.is(one.state === 'espera-persona', one.waitingSince !== undefined && isOpen(one), kind);
    }
  }
});

/** How many people decide: a third one where the person was called, and one or two where no call was answered. */
function peopleOf(one: Case): readonly number[] {
  const { people } = kindRules[one.kind].deciding;
  if (!wasCalled(one)) return [people];
  return one.decision?.outcome === 'rechazada' ? [1, 2] : [3];
}

/** Whether the decision rests on a call. */
const wasCalled = ({ callBack, decision }: Case): boolean =>
  callBack?.calls.some(({ at: called }) => called.getTime() === decision?.at.getTime()) ?? false;

/** Cases that at most seven events lead to. */
function reachable(kind: CaseKind): readonly Case[] {
  let [found, latest]: [Case[], readonly Case[]] = [[opened(kind)], [opened(kind)]];
  const known = new Set(found.map(shapeOf));
  for (let step = 0; step < 7; step += 1) {
    const next = latest.flatMap((one) => everyEvent.flatMap((event) => caseStep(one, event, around).next ?? []));
    latest = next.filter((one) => !known.has(shapeOf(one)) && known.add(shapeOf(one)));
    found = [...found, ...latest];
  }
  return found;
}

/** A case without what only counts up. */
const shapeOf = (one: Case): string =>
  JSON.stringify(
    Object.assign({}, one, { attestations: one.attestations.length > 0, corrections: one.corrections.length > 0 }),
  );

test('what was granted is returned, closed or not, three times, and only of a kind whose person is invited', (t) => {
  const back: CaseEvent = { type: 'return', reason: 'El apellido es otro.', at: at('2026-12-20') };
  const asked = { ...opened('facilitador'), state: 'en-revision', copy: { file: '1', sha256: 'ab' } } as const;
  const first = after(asked, propose('acogida'), confirm(), { type: 'close', at: at('2026-12-11') });
  const again = after({ ...first, rounds: 3, corrections: [] }, back);
  t.like(again, { state: 'en-revision', decision: undefined, closedAt: undefined, rounds: undefined });
  t.deepEqual(again.dueAt, dueFrom(at('2026-12-20'), again), 'the term begins anew');
  t.deepEqual(again.returned, [{ reason: back.reason, at: back.at, decision: first.decision, first: undefined }]);

  const proposed = after(again, propose('acogida'));
  t.is(why(proposed, confirm()), 'decided-first', 'who granted it has no last word');
  const last = { type: 'confirm', by: other, at: at('2026-12-21') } as const;
  const third = after(proposed, last, back, propose('acogida'), confirm(), back, propose('acogida'), last);
  t.is(third.returned?.length, 3);
  t.is(why(third, back), 'returns-over');

  for (const state of caseStates) t.is(why({ ...asked, state }, back), 'wrong-state', state);
  t.is(why(after(asked, propose('rechazada'), confirm()), back), 'wrong-state', 'what was rejected is appealed');
  for (const kind of caseKinds.filter((one) => one !== 'facilitador'))
    t.is(why({ ...first, kind }, back), 'wrong-state', kind);
});
