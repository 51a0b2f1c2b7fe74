import test from 'ava';
import { caseStates } from '../../../src/domain/cases/case.ts';
import { type CaseKind, caseKinds, kindRules } from '../../../src/domain/cases/kinds/kinds.ts';
import { type DecidingAct, whyNotDecide, whyNotWork } from '../../../src/domain/cases/may-decide.ts';
import { newCase } from '../../../src/domain/cases/new-case.ts';
import { type StaffRole, staffRoles } from '../../../src/domain/staff.ts';
import { memberOf } from '../../helpers/case-staff.ts';

const NOW = new Date('2026-12-01T12:00:00Z');
const around = { concerned: [], otherOffices: true };
const acts = ['decide', 'propose', 'confirm'] as const;

const caseOf = (kind: CaseKind, change: object = {}) =>
  Object.assign(newCase({ kind, openedBy: kindRules[kind].openedBy[0] ?? 'staff' }, NOW), change);

/** A case of a kind that waits for the second of two people; the first is from another office. */
const proposed = (kind: CaseKind, change: object = {}) =>
  caseOf(
    kind,
    Object.assign(
      { proposal: { by: 'member-90', office: 'maule', outcome: 'rechazada', reason: 'x', at: NOW } },
      change,
    ),
  );

/** The table of the issue, written by hand: who may say the last word on each kind. */
const lastWord: Readonly<Record<CaseKind, readonly [DecidingAct, readonly StaffRole[]]>> = {
  derecho: ['decide', ['revisor']],
  'documento-migrante': ['confirm', ['revisor']],
  'copia-migrante': ['confirm', ['revisor']],
  facilitador: ['confirm', ['revisor']],
  'identidad-disputada': ['confirm', ['revisor']],
  'segunda-detencion': ['confirm', ['revisor']],
  'cedula-vencida': ['confirm', ['revisor']],
  'correo-perdido': ['confirm', ['revisor']],
  'factor-perdido': ['confirm', ['revisor']],
  proteccion: ['confirm', ['revisor']],
  reclamo: ['decide', ['revisor', 'auditor']],
  plataforma: ['confirm', ['revisor']],
  organismo: ['confirm', ['revisor']],
};

test('[threat 200] over every kind, state, act and role, only the roles of the kind decide, in its number of people', (t) => {
  for (const kind of caseKinds)
    for (const state of caseStates)
      for (const role of staffRoles)
        for (const act of acts) {
          const [last, roles] = lastWord[kind];
          const proposers: readonly StaffRole[] = last === 'confirm' ? ['agente', 'revisor'] : [];
          const may = act === last ? roles.includes(role) : act === 'propose' && proposers.includes(role);
          const why = whyNotDecide(proposed(kind, { state }), act, memberOf(1, [role]), around);
          t.is(why === undefined, may, `${kind} ${state} ${role} ${act}: ${why}`);
        }
});

test('[threat 201] no member with every role decides or works on the own case, or one of a company they represent', (t) => {
  const member = memberOf(1, staffRoles);
  const own = { concerned: [memberOf(2, []).run, member.run], otherOffices: true };
  for (const kind of caseKinds) {
    t.is(whyNotWork(caseOf(kind), member, own), 'own-case', kind);
    for (const act of actsOf(kind)) t.is(whyNotDecide(proposed(kind), act, member, own), 'own-case', kind);
  }
});

test('[threat 202] who opened a case, attested its document or proposed it never has the last word', (t) => {
  const member = memberOf(1, staffRoles);
  for (const kind of caseKinds) {
    const [last] = lastWord[kind];
    t.is(whyNotDecide(proposed(kind, { opener: member.id }), last, member, around), 'opened-it', kind);
    const attestations = [{ by: member.id, at: NOW }];
    t.is(whyNotDecide(proposed(kind, { attestations }), last, member, around), 'attested-it', kind);
    const by = (office: string) => ({
      proposal: { by: member.id, office, outcome: 'rechazada', reason: 'x', at: NOW },
    });
    if (last === 'confirm')
      for (const office of ['nacional', 'maule'])
        t.is(whyNotDecide(proposed(kind, by(office)), 'confirm', member, around), 'proposed-it', kind);
  }
});

test('[threat 203] the second person is from another office where there is one, and from the same where there is none', (t) => {
  for (const kind of caseKinds.filter((one) => lastWord[one][0] === 'confirm')) {
    const same = memberOf(1, ['revisor'], { office: 'maule' });
    t.is(whyNotDecide(proposed(kind), 'confirm', same, around), 'same-office', kind);
    t.is(whyNotDecide(proposed(kind), 'confirm', same, { concerned: [], otherOffices: false }), undefined, kind);
  }
});

test('who took a decision does not decide its appeal, neither of the two', (t) => {
  const first = { by: ['member-1', 'member-2'], outcome: 'rechazada', reason: 'x', at: NOW };
  for (const kind of caseKinds)
    for (const act of actsOf(kind)) {
      for (const nth of [1, 2])
        t.is(whyNotDecide(proposed(kind, { first }), act, memberOf(nth, staffRoles), around), 'decided-first', kind);
      t.is(whyNotDecide(proposed(kind, { first }), act, memberOf(3, staffRoles), around), undefined, kind);
    }
});

test('a suspended or invited member does nothing, and one complained of touches no complaint', (t) => {
  for (const kind of caseKinds)
    for (const state of ['suspendida', 'invitada'] as const) {
      const member = memberOf(1, staffRoles, { state });
      t.is(whyNotWork(caseOf(kind), member, around), 'suspended', kind);
      for (const act of actsOf(kind)) t.is(whyNotDecide(proposed(kind), act, member, around), 'suspended', kind);
    }
  const against = { against: 'member-1' };
  t.is(whyNotDecide(caseOf('reclamo', against), 'decide', memberOf(1, ['revisor']), around), 'complained-of');
  t.is(whyNotWork(caseOf('reclamo', against), memberOf(1, ['auditor']), around), 'complained-of');
});

test('a counter alone and an administrator decide nothing and work on nothing', (t) => {
  for (const kind of caseKinds)
    t.is(whyNotWork(caseOf(kind), memberOf(1, ['mostrador', 'administrador']), around), 'role');
});

const actsOf = (kind: CaseKind): readonly DecidingAct[] =>
  lastWord[kind][0] === 'confirm' ? ['propose', 'confirm'] : ['decide'];
