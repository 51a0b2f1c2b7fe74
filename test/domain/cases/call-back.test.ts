/** The call to the person of a case before a confirmed decision takes effect. */
import test from 'ava';
import type { CallResult } from '../../../src/domain/cases/call-back.ts';
import type { Case } from '../../../src/domain/cases/case.ts';
import { caseStep } from '../../../src/domain/cases/case-step.ts';
import { choicesOf } from '../../../src/domain/cases/choices.ts';
import { type CaseKind, caseKinds, kindRules } from '../../../src/domain/cases/kinds/kinds.ts';
import { newCase } from '../../../src/domain/cases/new-case.ts';
import { staffRoles } from '../../../src/domain/staff.ts';
import { memberOf } from '../../helpers/case-staff.ts';

const at = (day: string) => new Date(`${day}T12:00:00-03:00`);
const proposer = memberOf(1, ['agente'], { office: 'maule' });
const confirmer = memberOf(2, ['revisor']);
const caller = memberOf(3, ['revisor'], { office: 'biobio' });
const around = { concerned: [], otherOffices: true, proposer, confirmer };
const kinds = caseKinds.filter((kind) => kindRules[kind].attested && kind !== 'proteccion');

/** A case that was seen by a counter, and confirmed on a Thursday. */
function confirmed(kind: CaseKind, outcome: 'acogida' | 'rechazada' = 'acogida', drawn = true): Case {
  const seen = { attestations: [{ by: 'member-9', at: at('2026-12-09') }], waitingSince: undefined };
  const proposal = { by: proposer.id, office: 'maule', outcome, reason: 'Visto.', at: at('2026-12-09') };
  const begun = newCase({ kind, openedBy: 'staff', opener: 'member-9' }, at('2026-12-01'));
  const one: Case = Object.assign(begun, seen, { state: 'por-confirmar', proposal });
  return step(one, { type: 'confirm', by: confirmer, drawn, at: at('2026-12-10') });
}

function step(one: Case, event: Parameters<typeof caseStep>[1]): Case {
  const { next, refused } = caseStep(one, event, around);
  if (!next) throw new Error(`${event.type}: ${refused}`);
  return next;
}

const call = (result: CallResult, day = '2026-12-10', by = caller) =>
  ({ type: 'call', by, result, contact: 'celular', reason: 'Hablamos.', at: at(day) }) as const;

test('[threat 340] of every kind of the counter a drawn case has no decision before a third person spoke with its person', (t) => {
  for (const kind of kinds) {
    const waits = confirmed(kind);
    t.is(waits.state, 'por-llamar', kind);
    t.is(waits.decision, undefined, kind);
    const done = step(waits, call('confirmo'));
    t.is(done.state, 'resuelta', kind);
    t.deepEqual(done.decision?.by, [proposer.id, confirmer.id, caller.id], kind);
    t.is(done.decision?.reason, 'Visto.');
    t.is(confirmed(kind, 'acogida', false).state, 'resuelta', kind);
  }
});

test('a protection, a rejection and a decision of one person are never called back', (t) => {
  t.is(confirmed('proteccion').state, 'resuelta');
  for (const kind of kinds) t.is(confirmed(kind, 'rechazada').state, 'resuelta', kind);
});

test('[threat 341] who opened, attested, proposed or confirmed does not call, nor another role, nor one of their offices', (t) => {
  const waits = confirmed('correo-perdido');
  const why = (by: typeof caller, otherOffices = true) =>
    caseStep(waits, call('confirmo', '2026-12-10', by), { ...around, otherOffices }).refused;
  t.is(why(memberOf(9, staffRoles)), 'opened-it');
  t.is(why(memberOf(1, staffRoles)), 'proposed-it');
  t.is(why(memberOf(2, staffRoles)), 'confirmed-it');
  for (const role of staffRoles.filter((one) => one !== 'revisor')) t.is(why(memberOf(3, [role])), 'role', role);
  for (const office of ['maule', 'nacional']) {
    t.is(why(memberOf(3, ['revisor'], { office })), 'call-office');
    t.is(why(memberOf(3, ['revisor'], { office }), false), undefined, 'where there is no other one');
  }
  const attested = Object.assign({}, waits, {
    opener: 'member-8',
    attestations: [{ by: caller.id, at: at('2026-12-09') }],
  });
  t.is(caseStep(attested, call('confirmo'), around).refused, 'attested-it');
});

test('[threat 342] a person who does not confirm sends it back to review, and every later grant of it is called back too', (t) => {
  const back = step(confirmed('correo-perdido'), call('no-confirmo'));
  t.is(back.state, 'en-revision');
  t.is(back.proposal, undefined);
  const again = step(back, {
    type: 'propose',
    by: proposer,
    outcome: 'acogida',
    reason: 'Otra vez.',
    at: at('2026-12-11'),
  });
  const waits = step(again, { type: 'confirm', by: confirmer, drawn: false, at: at('2026-12-11') });
  t.is(waits.state, 'por-llamar');
  t.like(waits.callBack?.calls, [{ result: 'no-confirmo', by: caller.id }], 'what the person said is not erased');
  const sent = step(waits, { type: 'send-back', by: caller, at: at('2026-12-11') });
  t.truthy(sent.callBack, 'nor does sending it back undo the draw');
});

test('[threat 391] a new confirmation erases no call: an unanswered one of before is the first of two', (t) => {
  const once = step(confirmed('factor-perdido'), call('no-contesto'));
  const back = step(once, { type: 'send-back', by: caller, at: at('2026-12-10') });
  const proposal = { type: 'propose', by: proposer, outcome: 'acogida', reason: 'Sí.', at: at('2026-12-11') } as const;
  const waits = step(step(back, proposal), { type: 'confirm', by: confirmer, at: at('2026-12-11') });
  const over = step(waits, call('no-contesto', '2026-12-11'));
  t.like(over.decision, { outcome: 'rechazada', by: [caller.id] });
});

test('[threat 392] of every kind nothing is attested between a proposal and the decision', (t) => {
  const asked = { document: { kind: 'pasaporte', namesAgree: true }, key: true } as const;
  const attest = { type: 'attest', by: memberOf(9, staffRoles), at: at('2026-12-10'), asked } as const;
  for (const kind of kinds) {
    const waits = confirmed(kind);
    t.is(caseStep(waits, attest, around).refused, 'wrong-state', kind);
    const proposed: Case = Object.assign({}, waits, { state: 'por-confirmar', callBack: undefined });
    t.is(caseStep(proposed, attest, around).refused, 'wrong-state', kind);
  }
});

test('[threat 390] a case is called back where another one of the account was, and its person did not confirm it', (t) => {
  for (const kind of kinds) {
    const plain = confirmed(kind, 'acogida', false);
    t.is(plain.state, 'resuelta');
    const proposed: Case = Object.assign({}, plain, {
      state: 'por-confirmar',
      decision: undefined,
      closedAt: undefined,
    });
    const event = { type: 'confirm', by: confirmer, drawn: false, at: at('2026-12-10') } as const;
    t.is(caseStep(proposed, event, { ...around, drawnElsewhere: true }).next?.state, 'por-llamar', kind);
  }
});

test('two calls without an answer, on two working days, end in a rejection that others may decide anew', (t) => {
  const once = step(confirmed('factor-perdido'), call('no-contesto'));
  t.is(once.state, 'por-llamar');
  t.is(caseStep(once, call('no-contesto'), around).refused, 'called-today');
  const friday = step(confirmed('factor-perdido'), call('no-contesto', '2026-12-11'));
  for (const day of ['2026-12-12', '2026-12-13'])
    t.is(caseStep(friday, call('no-contesto', day), around).refused, 'called-today', day);
  t.is(step(friday, call('no-contesto', '2026-12-14')).state, 'resuelta');
  const over = step(once, call('no-contesto', '2026-12-11'));
  t.like(over.decision, { outcome: 'rechazada', reason: 'Hablamos.', by: [caller.id] });
  t.is(caseStep(over, { type: 'close', at: at('2026-12-14') }, around).refused, 'appeal-open');
  const appealed = step(over, { type: 'appeal', at: at('2026-12-14') });
  const again = step(appealed, {
    type: 'propose',
    by: proposer,
    outcome: 'acogida',
    reason: 'Sí.',
    at: at('2026-12-14'),
  });
  const waits = step(again, { type: 'confirm', by: confirmer, at: at('2026-12-14') });
  t.is(step(waits, call('confirmo', '2026-12-14')).state, 'resuelta', 'who called before may call again');
  t.is(step(once, call('confirmo')).state, 'resuelta', 'the person called back on the same day');
});

test('the term goes on while a case waits for the call, and who proposed or confirmed has to be there still', (t) => {
  const waits = confirmed('correo-perdido');
  t.is(waits.waitingSince, undefined);
  t.is(caseStep(waits, { type: 'expire', at: at('2030-01-01') }, around).refused, 'not-expired');
  for (const gone of ['proposer', 'confirmer'] as const) {
    const out = { ...around, [gone]: { ...around[gone], state: 'suspendida' as const } };
    t.is(caseStep(waits, call('confirmo'), out).refused, 'proposer-out', gone);
    t.is(caseStep(waits, call('no-confirmo'), out).next?.state, 'en-revision', gone);
  }
  const shown = (by: typeof caller) =>
    choicesOf(waits, by, around, at('2026-12-10')).filter(({ action }) => action === 'call');
  t.deepEqual(shown(caller), [{ action: 'call', why: undefined }]);
  t.deepEqual(shown(confirmer), [{ action: 'call', why: 'confirmed-it' }]);
});
