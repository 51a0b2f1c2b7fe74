import type { RightGround } from '../../../domain/right-grounds.ts';
import type { RightDecision, RightKind, RightState } from '../../../domain/rights.ts';
import type { Day } from '../../../domain/working-days.ts';
import type { RightRequest } from '../../../ports/right-requests.ts';

/** A row of right_requests. */
export interface RightRow {
  readonly id: string;
  readonly folio: string;
  readonly account_id: string;
  readonly actor: string | null;
  readonly kind: RightKind;
  readonly state: RightState;
  readonly decision: RightDecision | null;
  readonly ground: RightGround | null;
  readonly detail: Buffer | null;
  readonly reasons: Buffer | null;
  readonly extension_reasons: Buffer | null;
  readonly lift_reasons: Buffer | null;
  readonly asked_at: Date;
  readonly due_on: Day;
  readonly extended_at: Date | null;
  readonly answered_at: Date | null;
  readonly lifted_at: Date | null;
}

/** The request of a row, without the texts. */
export const toRequest = (row: RightRow): RightRequest => ({
  id: row.id,
  folio: row.folio,
  accountId: row.account_id,
  actor: row.actor ?? undefined,
  kind: row.kind,
  state: row.state,
  decision: row.decision ?? undefined,
  ground: row.ground ?? undefined,
  askedAt: row.asked_at,
  dueOn: row.due_on,
  extendedAt: row.extended_at ?? undefined,
  answeredAt: row.answered_at ?? undefined,
  liftedAt: row.lifted_at ?? undefined,
});
