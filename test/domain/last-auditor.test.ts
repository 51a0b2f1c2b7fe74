import test from 'ava';
import type { Accepting } from '../../src/domain/acceptance.ts';
import { assertAuditorStays } from '../../src/domain/last-auditor.ts';
import type { StaffRole } from '../../src/domain/staff.ts';

const one: Accepting = { id: '1', roles: ['auditor', 'revisor'], state: 'activa' };
const taken = (team: readonly Accepting[], after: readonly StaffRole[] = ['revisor']) =>
  assertAuditorStays(one, after, [one, ...team]);

test('the role is taken from an auditor only while another auditor works here', (t) => {
  const since = new Date(0);
  t.notThrows(() => taken([{ ...one, id: '2' }]));
  const team: Readonly<Record<string, readonly Accepting[]>> = {
    alone: [],
    'another role': [{ ...one, id: '2', roles: ['administrador'] }],
    suspended: [{ ...one, id: '2', state: 'suspendida' }],
    invited: [{ ...one, id: '2', state: 'invitada' }],
    'not accepted': [{ ...one, id: '2', acceptance: { since, by: [] } }],
  };
  for (const [why, others] of Object.entries(team))
    t.throws(() => taken(others), { message: 'staff-last-auditor' }, why);
});

test('who keeps the role, or never had it, gets any other role', (t) => {
  t.notThrows(() => taken([], ['auditor']));
  t.notThrows(() => assertAuditorStays({ id: '3', roles: ['agente'] }, ['revisor'], [one]));
});
