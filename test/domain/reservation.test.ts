import test from 'ava';
import { Refusal } from '../../src/domain/refusal.ts';
import { isReserved, type Reservation, reservationAfter } from '../../src/domain/reservation.ts';

/** The code of the refusal of an act. */
function codeOf(act: () => unknown): string {
  try {
    act();
    return 'done';
  } catch (error) {
    return error instanceof Refusal ? error.code : 'failed';
  }
}

const auditor = { id: 'a', roles: ['auditor'] } as const;
const administrador = { id: 'b', roles: ['administrador'] } as const;
const both = { id: 'c', roles: ['auditor', 'administrador'] } as const;
const mark = (state: Reservation['state'], askedBy = 'a'): Reservation => ({ state, askedBy });

test('two people set the mark and two end it; it holds while its end is only asked for', (t) => {
  const asked = reservationAfter(undefined, 'ask', auditor);
  t.deepEqual(asked, mark('asked'));
  t.false(isReserved(asked));
  const set = reservationAfter(asked, 'confirm', administrador);
  t.true(isReserved(set));
  const ending = reservationAfter(set, 'ask', auditor);
  t.true(isReserved(ending));
  t.is(reservationAfter(ending, 'confirm', administrador).state, 'ended');
  t.is(reservationAfter(ending, 'drop', auditor).state, 'reserved');
  t.is(reservationAfter(asked, 'drop', administrador).state, 'ended');
  t.is(reservationAfter(mark('ended'), 'ask', auditor).state, 'asked', 'and may be set anew');
});

test('[threat 288] no member sets or ends it alone, whatever their roles, and no other role does anything', (t) => {
  t.is(
    codeOf(() => reservationAfter(mark('asked', 'c'), 'confirm', both)),
    'two-members',
  );
  t.is(
    codeOf(() => reservationAfter(mark('ending', 'c'), 'confirm', both)),
    'two-members',
  );
  t.is(
    codeOf(() => reservationAfter(undefined, 'ask', administrador)),
    'desk-not-yours',
  );
  t.is(
    codeOf(() => reservationAfter(mark('asked', 'b'), 'confirm', auditor)),
    'desk-not-yours',
  );
  const revisor = { id: 'd', roles: ['agente', 'revisor', 'mostrador'] } as const;
  for (const step of ['ask', 'confirm', 'drop'] as const)
    t.is(
      codeOf(() => reservationAfter(mark('asked'), step, revisor)),
      'desk-not-yours',
    );
  for (const [state, step] of [
    ['reserved', 'confirm'],
    ['ended', 'confirm'],
    ['asked', 'ask'],
    ['ending', 'ask'],
    ['reserved', 'drop'],
  ] as const)
    t.is(
      codeOf(() => reservationAfter(mark(state), step, both)),
      'desk-nothing',
      `${state} ${step}`,
    );
});
