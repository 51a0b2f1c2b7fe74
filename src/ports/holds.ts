import type { CedulaSerial } from '../domain/cedula.ts';
import type { Rut } from '../domain/rut.ts';

/** What waits: a NIE that becomes a RUN. */
export type HoldKind = 'link-run';

export type HoldState = 'waiting' | 'done' | 'withdrawn' | 'refused';

/** A request that takes effect after some days, unless somebody stops it meanwhile (floor 5). */
export interface Hold {
  readonly id: string;
  readonly kind: HoldKind;
  /** By which the telephone and the desk find it. */
  readonly folio: string;
  readonly accountId: string;
  readonly state: HoldState;
  readonly createdAt: Date;
  readonly dueAt: Date;
  readonly endedAt?: Date | undefined;
}

/** What the second check of the card needs; sealed at rest, erased when the hold ends. */
export interface HeldCard {
  readonly run: Rut;
  readonly serial: CedulaSerial;
}

export interface NewHold {
  readonly kind: HoldKind;
  readonly folio: string;
  readonly accountId: string;
  readonly dueAt: Date;
  readonly card: HeldCard;
}

export interface Holds {
  /** Begins to wait; undefined while another of this kind waits for the account. */
  open(hold: NewHold): Promise<Hold | undefined>;
  find(id: string): Promise<Hold | undefined>;
  /** The one of this kind that waits for an account. */
  waiting(accountId: string, kind: HoldKind): Promise<Hold | undefined>;
  /** The next one that is due and nobody else works on, for two minutes; whoever fails leaves it for later. */
  takeDue(): Promise<{ readonly hold: Hold; readonly card: HeldCard } | undefined>;
  /** Ends a waiting hold and erases what it kept; `false` when it did not wait any more. */
  end(id: string, state: Exclude<HoldState, 'waiting'>): Promise<boolean>;
}
