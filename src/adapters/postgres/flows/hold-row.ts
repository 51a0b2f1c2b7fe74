import type {
  DueChange,
  PendingCard,
  PendingChange,
  PendingChangeKind,
  PendingChangeState,
  PendingCounter,
  PendingUpdate,
  Undo,
} from '../../../ports/pending-changes.ts';

/** A row of `pendingChanges`; a card's number and new contacts are sealed in it. */
export interface HoldRow {
  readonly id: string;
  readonly kind: PendingChangeKind;
  readonly folio: string;
  readonly account_id: string;
  readonly state: PendingChangeState;
  /** Erased when it ends. */
  readonly content: Buffer | null;
  readonly undo: Buffer | null;
  readonly created_at: Date;
  readonly due_at: Date;
  /** When a worker may take it; it grants nothing, and is not bound. */
  readonly try_at: Date;
  readonly confirmed_at: Date | null;
  readonly ended_at: Date | null;
  readonly delayed_at: Date | null;
  readonly disputed_at: Date | null;
  /**
   * When it was stopped. Nothing reads it: stops are counted from the trail, from which no row is ever removed. It
   * stays because it is bound by the MAC: without it no earlier row would verify.
   */
  readonly stopped_at: Date | null;
}

/** Initial values of the other columns of a new request. */
export const FRESH_HOLD = {
  content: null,
  undo: null,
  confirmed_at: null,
  ended_at: null,
  delayed_at: null,
  disputed_at: null,
  stopped_at: null,
} as const;

/** The contacts that were on file, as they were sealed: instants are text there. */
export function toUndo(text: string): Undo {
  const { confirmed, ...undo } = JSON.parse(text) as Omit<Undo, 'confirmed'> & { confirmed?: Record<string, string> };
  if (!confirmed) return undo;
  const at = (instant: string | undefined): Date | undefined => (instant ? new Date(instant) : undefined);
  return { ...undo, confirmed: { email: at(confirmed.email), mobile: at(confirmed.mobile) } };
}

/** The kind of a row shows which of the three was sealed in it. */
export function toDue(row: HoldRow, content: PendingCard | PendingUpdate | PendingCounter): DueChange {
  const hold = toHold(row);
  if (hold.kind === 'counter') return { hold, counter: content } as DueChange;
  return (hold.kind === 'update-contacts' ? { hold, update: content } : { hold, card: content }) as DueChange;
}

export function toHold(row: HoldRow): PendingChange {
  return {
    id: row.id,
    kind: row.kind,
    folio: row.folio,
    accountId: row.account_id,
    state: row.state,
    createdAt: row.created_at,
    dueAt: row.due_at,
    confirmedAt: row.confirmed_at ?? undefined,
    endedAt: row.ended_at ?? undefined,
    delayedAt: row.delayed_at ?? undefined,
    disputedAt: row.disputed_at ?? undefined,
  };
}
