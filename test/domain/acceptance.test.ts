import test from 'ava';
import {
  type Acceptance,
  assertMayAccept,
  givenAccess,
  isWaiting,
  mayAccept,
  waitingAgain,
  worksHere,
} from '../../src/domain/acceptance.ts';
import { Refusal } from '../../src/domain/refusal.ts';
import { staffRoles } from '../../src/domain/staff.ts';
import { memberOf } from '../helpers/case-staff.ts';

const NOW = new Date('2026-12-01T12:00:00Z');
const LATER = new Date('2026-12-02T12:00:00Z');
const yes = { by: 'member-9', name: 'Elisa', reason: 'La conozco', at: NOW };
const waits = (...by: readonly string[]): Acceptance => ({ since: NOW, by });
const accepted = (...by: readonly string[]): Acceptance => ({ ...waits(...by), accepted: yes });

test('[threat 335] of all roles an auditor or administrador accepts, who works here and gave none of the access', (t) => {
  const other = memberOf(1, ['revisor'], { acceptance: waits('member-2', 'member-3') });
  for (const role of staffRoles) {
    const right = role === 'auditor' || role === 'administrador';
    t.is(mayAccept(memberOf(4, [role]), other), right, role);
    t.false(mayAccept(memberOf(2, [role]), other), 'invited them');
    t.false(mayAccept(memberOf(3, [role]), other), 'linked them');
    t.false(mayAccept(memberOf(1, [role], { acceptance: waits() }), other), 'oneself');
    t.false(mayAccept(memberOf(4, [role], { acceptance: waits() }), other), 'waits too');
    t.false(mayAccept(memberOf(4, [role], { state: 'suspendida' }), other), 'suspended');
  }
});

test('while a member waits, all who gave access count; after an acceptance those of before do not', (t) => {
  const first = givenAccess(undefined, 'a', NOW);
  t.deepEqual(givenAccess(givenAccess(first, 'b', LATER), 'a', LATER), waits('a', 'b'));
  t.deepEqual(givenAccess(accepted('a'), 'b', LATER), { since: LATER, by: ['b'] });
  t.deepEqual(givenAccess(first, undefined, LATER), first, 'an operator is no member');
});

test('[threat 335] new authenticators and the end of an acceptance keep who gave the access', (t) => {
  t.deepEqual(waitingAgain(accepted('a'), LATER), { since: LATER, by: ['a'] });
  t.deepEqual(waitingAgain(waits('a'), LATER), waits('a'));
  t.deepEqual(waitingAgain(undefined, LATER), { since: LATER, by: [] });
});

test('a member of before works here; one who waits, or has not enrolled, does not', (t) => {
  t.true(worksHere(memberOf(1, [])));
  t.true(worksHere(memberOf(1, [], { acceptance: accepted('a') })));
  t.false(worksHere(memberOf(1, [], { acceptance: waits() })));
  t.false(worksHere(memberOf(1, [], { state: 'invitada' })));
  t.false(isWaiting(memberOf(1, [])));
});

test('what prevents an acceptance is said, each by a code of its own', (t) => {
  const who = memberOf(2, ['auditor']);
  const why = (other: object, by = who) =>
    t.throws(() => assertMayAccept(by, memberOf(1, ['agente'], other)), { instanceOf: Refusal })?.code;
  t.is(why({ acceptance: accepted() }), 'staff-other-state');
  t.is(why({ acceptance: waits(), state: 'invitada' }), 'staff-not-enrolled');
  t.is(why({ acceptance: waits(who.id) }), 'staff-given-by-you');
  t.is(why({ acceptance: waits(), id: who.id }), 'staff-oneself');
  t.is(why({ acceptance: waits() }, memberOf(2, ['revisor'])), 'desk-not-yours');
  t.notThrows(() => assertMayAccept(who, memberOf(1, ['agente'], { acceptance: waits() })));
});
