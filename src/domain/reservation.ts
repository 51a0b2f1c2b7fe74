import { Refusal } from './refusal.ts';
import type { StaffRole } from './staff.ts';

/** Of an account in the public eye: asked for, in force, its end asked for, or over. */
export type ReservationState = 'asked' | 'reserved' | 'ending' | 'ended';

/** The mark of an account, and who asked for the last change. */
export interface Reservation {
  readonly state: ReservationState;
  readonly askedBy: string;
}

/** What a member does with it: an auditor asks, another member who administers confirms, either of them drops what was asked. */
export const reservationSteps = ['ask', 'confirm', 'drop'] as const;
export type ReservationStep = (typeof reservationSteps)[number];

interface Stepping {
  readonly id: string;
  readonly roles: readonly StaffRole[];
}

/** Whether a sheet is closed: also while its end is only asked for. */
export const isReserved = (one: Pick<Reservation, 'state'> | undefined): boolean =>
  one?.state === 'reserved' || one?.state === 'ending';

/** Where a step leads, from a state in which it may be taken. */
const next = {
  ask: { ended: 'asked', reserved: 'ending' },
  confirm: { asked: 'reserved', ending: 'ended' },
  drop: { asked: 'ended', ending: 'reserved' },
} as const satisfies Record<ReservationStep, Partial<Record<ReservationState, ReservationState>>>;

const takenBy: Readonly<Record<ReservationStep, readonly StaffRole[]>> = {
  ask: ['auditor'],
  confirm: ['administrador'],
  drop: ['auditor', 'administrador'],
};

/**
 * The mark after a step of a member; two people are needed for each change. Throws `desk-not-yours` without the role,
 * `two-members` for who asked for it themselves, `desk-nothing` where the mark is in another state.
 */
export function reservationAfter(
  now: Reservation | undefined,
  step: ReservationStep,
  { id, roles }: Stepping,
): Reservation {
  if (!takenBy[step].some((role) => roles.includes(role))) throw new Refusal('desk-not-yours');
  const from = now?.state ?? 'ended';
  const state = (next[step] as Partial<Record<ReservationState, ReservationState>>)[from];
  if (!state) throw new Refusal('desk-nothing');
  if (step === 'confirm' && now?.askedBy === id) throw new Refusal('two-members');
  return { state, askedBy: step === 'ask' ? id : (now?.askedBy ?? id) };
}
