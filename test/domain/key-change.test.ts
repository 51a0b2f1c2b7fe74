import test from 'ava';
import type { Identifier } from '../../src/domain/account.ts';
import { wasEnded } from '../../src/domain/ended-sessions.ts';
import { type KeyChange, type KeyChangeStep, nextKeyChangeStep } from '../../src/domain/key-change.ts';

const begun: KeyChange = {
  id: 'x',
  profile: 'natural',
  identifier: '44000003-7' as Identifier,
  proved: false,
  mailOnly: false,
  byMail: false,
  done: false,
};

const cases: readonly (readonly [title: string, known: Partial<KeyChange>, step: KeyChangeStep])[] = [
  ['a user who proved the key chooses another', { proved: true }, 'choose'],
  ['without a proof the current key is asked', {}, 'key'],
  ['«Continuar por correo» waits for the link', { mailOnly: true }, 'mail'],
  ['it waits for the link also where the key was proved before', { mailOnly: true, proved: true }, 'mail'],
  ['after the link the current key is asked', { mailOnly: true, byMail: true }, 'key'],
  ['and then another one is chosen', { mailOnly: true, byMail: true, proved: true }, 'choose'],
  ['a change that is done shows «Éxito», whatever else is known', { done: true, mailOnly: true }, 'done'],
];

for (const [title, known, step] of cases) test(title, (t) => t.is(nextKeyChangeStep({ ...begun, ...known }), step));

const at = 1_800_000_000;
const endedAt = { sessionsEndedAt: new Date(at * 1000 + 400) } as never;
const here = { sessionsEndedAt: new Date(at * 1000 + 400), sessionKept: 'here' } as never;

test('sessions that began before all were ended are over; one that began after goes on', (t) => {
  t.true(wasEnded(endedAt, { uid: 'here', signedInAt: at - 1 }));
  t.false(wasEnded(endedAt, { uid: 'here', signedInAt: at + 1 }));
  t.false(wasEnded({} as never, { uid: 'here', signedInAt: at - 1 }));
});

test('the one session that was to stay goes on, and a request without a session does not count as it', (t) => {
  t.false(wasEnded(here, { uid: 'here', signedInAt: at - 1 }));
  t.true(wasEnded(here, { uid: 'elsewhere', signedInAt: at - 1 }));
  t.true(wasEnded(here, { uid: undefined, signedInAt: at - 1 }));
});
