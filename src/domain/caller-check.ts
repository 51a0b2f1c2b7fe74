/** How long the link is valid by which a caller is checked. */
export const CALL_MINUTES = 10;

/** When a link that was sent at an instant is over. */
export const callEndsAt = (sentAt: Date): Date => new Date(sentAt.getTime() + CALL_MINUTES * 60_000);

/** How long a confirmed check opens the masked sheet to the agent who asked for it, counted from the confirmation. */
export const CALL_PROOF_MINUTES = 30;

/** A contact on file to which the link may go; `representative` is the own e-mail of a company's representative. */
export const callContacts = ['email', 'mobile', 'representative'] as const;
export type CallContact = (typeof callContacts)[number];

/**
 * How a check stands. `otro-numero`: the person pressed a number that the agent did not say; `reemplazada`: another
 * link for the same account took its place.
 */
export type CallState = 'enviada' | 'confirmada' | 'negada' | 'otro-numero' | 'reemplazada';

/** States of a check that was refused: an alarm. */
export const deniedStates = ['negada', 'otro-numero'] as const satisfies readonly CallState[];
export type DeniedState = (typeof deniedStates)[number];

/** The numbers of a check: the one that the agent says, and all that the page of the person offers, in their order. */
export interface CallNumbers {
  readonly said: string;
  readonly offered: readonly string[];
}

/** Unguessable bytes that `drawNumbers` needs. */
export const NUMBER_BYTES = 18;

const OFFERED = 4;

/**
 * Draws four numbers of two digits, and of them the one that the agent says. No digit occurs twice in the four, nor a
 * zero: a digit that is misheard, or two that are swapped, never give another of them.
 */
export function drawNumbers(bytes: Uint8Array): CallNumbers {
  const order = (digit: number): number => (bytes[2 * digit - 2] ?? 0) * 256 + (bytes[2 * digit - 1] ?? 0);
  const digits = Array.from({ length: 9 }, (_, index) => index + 1).toSorted(
    (one, other) => order(one) - order(other) || one - other,
  );
  const offered = Array.from({ length: OFFERED }, (_, index) => `${digits[index]}${digits[index + OFFERED]}`);
  return { said: offered[0] ?? '', offered: offered.toSorted() };
}

/** What a pressed button means: one of the numbers, or «No llamé». */
export function callAnswer({ said }: CallNumbers, pressed: string): Exclude<CallState, 'enviada' | 'reemplazada'> {
  if (pressed === said) return 'confirmada';
  return pressed === 'no' ? 'negada' : 'otro-numero';
}
