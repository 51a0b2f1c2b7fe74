/** How an identity is known, in order, and what a proof that raises it removes. */
import test from 'ava';
import type { Account } from '../../src/domain/account.ts';
import { droppedByProof, withProof } from '../../src/domain/identity.ts';
import { type Identidad, identityLevels, isNamed, reaches } from '../../src/domain/identity-level.ts';

const now = new Date('2026-11-30T12:00:00Z');
const at = new Date('2026-10-01T12:00:00Z');

const known = (identidad: Identidad) =>
  ({
    kind: 'NIE',
    identidad,
    question: { id: 1, answerHash: 'hash' },
    personal: { email: 'jorge@correo.example', mobile: '+56940000009' },
    confirmed: { email: at, mobile: at },
  }) as unknown as Account;

test('more satisfies less: declarada, revisada, documento', (t) => {
  const table = identityLevels.map((one) => identityLevels.map((minimum) => reaches(one, minimum)));
  t.deepEqual(table, [
    [true, false, false],
    [true, true, false],
    [true, true, true],
  ]);
  t.false(
    reaches('documento', undefined as never),
    'a client of before, without the field, takes none below documento',
  );
  t.deepEqual(identityLevels.map(isNamed), [false, true, true]);
});

test('each proof that raises the identity ends the question and the mobile that were set below it', (t) => {
  for (const [from, reached] of [
    ['declarada', 'revisada'],
    ['declarada', 'documento'],
    ['revisada', 'documento'],
  ] as const) {
    const before = known(from);
    const after = withProof(before, now, { reached });
    t.is(after.identidad, reached);
    t.deepEqual(after.identityProvedAt, now);
    t.deepEqual(droppedByProof(before, after), ['question', 'mobile'], `${from} to ${reached}`);
  }
});

test('a proof of no more than is known changes nothing, and nothing lowers an identity', (t) => {
  for (const [from, reached] of [
    ['documento', 'revisada'],
    ['revisada', 'revisada'],
    ['documento', 'documento'],
  ] as const) {
    const before = known(from);
    const after = withProof(before, now, { reached });
    t.is(after, before);
    t.is(droppedByProof(before, after), undefined);
  }
  const contested = { ...known('declarada'), contest: 'desk' } as Account;
  t.is(withProof(contested, now, { reached: 'revisada' }), contested);
});
