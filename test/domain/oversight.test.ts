import test from 'ava';
import { deskAlarmKinds, isNight, type LookUp, oddOf } from '../../src/domain/oversight.ts';

const looker = { name: { given: 'Elisa', paternal: 'Núñez', maternal: 'Vera' }, commune: '13101' };
const accountOf = (name: object, comuna = '13101') => ({ personal: { name, address: { comuna } } }) as never;
const noon = new Date('2026-12-01T15:00:00Z');
const lookUp = (given: Partial<LookUp>): LookUp => ({
  looker,
  account: accountOf({ paternal: 'Soto' }),
  at: noon,
  sheets: 1,
  members: 1,
  ...given,
});

test('an ordinary visit is not odd', (t) => t.deepEqual(oddOf(lookUp({})), []));

test('a surname in common and the same commune are noticed, in any spelling and place; one of the two alone is not', (t) => {
  const odd = (name: object, comuna?: string) => oddOf(lookUp({ account: accountOf(name, comuna) }));
  t.deepEqual(odd({ paternal: 'NUNEZ' }), ['neighbour']);
  t.deepEqual(odd({ paternal: 'Soto', maternal: 'núñez' }), ['neighbour']);
  t.deepEqual(odd({ paternal: 'Vera' }), ['neighbour'], 'a child of the member has the other surname');
  t.deepEqual(odd({ paternal: 'Núñez' }, '05101'), []);
  t.deepEqual(odd({}), [], 'no surname is not a surname in common');
});

test('of a company its representative is compared', (t) => {
  const account = {
    personal: { company: { representative: { name: { paternal: 'Vera' } } }, address: { comuna: '13101' } },
  } as never;
  t.deepEqual(oddOf(lookUp({ account })), ['neighbour']);
});

test('more than ten sheets in ten minutes, and more than four members at one sheet', (t) => {
  t.deepEqual(oddOf(lookUp({ sheets: 10, members: 4 })), []);
  t.deepEqual(oddOf(lookUp({ sheets: 11 })), ['burst']);
  t.deepEqual(oddOf(lookUp({ members: 5 })), ['many-members']);
});

test('night is from 21:00 to 7:00 of Santiago, in summer and in winter', (t) => {
  const nights = (at: string): boolean => isNight(new Date(at));
  t.true(nights('2026-12-01T09:59:00Z'));
  t.false(nights('2026-12-01T10:00:00Z'));
  t.false(nights('2026-12-01T23:59:00Z'));
  t.true(nights('2026-12-02T00:00:00Z'));
  t.true(nights('2026-07-01T10:59:00Z'));
  t.false(nights('2026-07-01T11:00:00Z'));
});

test('every kind of alarm is one that something raises', (t) => t.is(new Set(deskAlarmKinds).size, 10));
