import type { RightGround } from '../right-grounds.ts';
import type { AskedAtCounter } from './asked-at-counter.ts';
import type { CallSaid } from './call-back.ts';
import type { CloseReason } from './case.ts';
import type { DocumentCopy, MrzVerdict } from './document-copy.ts';
import type { CaseOutcome } from './kinds/kind-rules.ts';
import type { CaseStaff } from './may-decide.ts';

interface At {
  readonly at: Date;
}

interface ByStaff extends At {
  readonly by: CaseStaff;
}

interface Decided {
  readonly outcome: CaseOutcome;
  readonly reason: string;
  /** Of a right: what the law allows it to rest on, where it is not granted wholly. */
  readonly ground?: RightGround | undefined;
}

/** What may happen to a case, and who did it: a member of the staff, its person, time, or an operator. */
export type CaseEvent =
  | ({ readonly type: 'assign'; readonly to: string } & ByStaff)
  /** Without `to` no member has it then. */
  | ({ readonly type: 'hand-over'; readonly to: CaseStaff | undefined } & ByStaff)
  | ({ readonly type: 'ask' } & ByStaff)
  | ({ readonly type: 'attest'; readonly asked?: AskedAtCounter | undefined } & ByStaff)
  /** `reviewed`: hash of the copy in which it was read. */
  | ({ readonly type: 'compare'; readonly verdict: MrzVerdict | undefined; readonly reviewed: string } & ByStaff)
  | ({ readonly type: 'extend' } & ByStaff)
  /** `others`: what is written about other open claims of the number. */
  | ({ readonly type: 'propose'; readonly others?: string | undefined } & ByStaff & Decided)
  | ({ readonly type: 'send-back' } & ByStaff)
  /** `drawn`: whether the draw says that the person is called back. */
  | ({ readonly type: 'confirm'; readonly drawn?: boolean | undefined } & ByStaff)
  | ({ readonly type: 'call' } & ByStaff & CallSaid)
  | ({ readonly type: 'decide' } & ByStaff & Decided)
  | ({ readonly type: 'correct'; readonly text: string } & ByStaff)
  | ({ readonly type: 'answer'; readonly copy?: DocumentCopy | undefined } & At)
  | ({ readonly type: 'withdraw' } & At)
  | ({ readonly type: 'appeal' } & At)
  /** The person about whom a company asked says that the data which were granted are wrong. */
  | ({ readonly type: 'return'; readonly reason: string } & At)
  | ({ readonly type: 'expire' } & At)
  | ({ readonly type: 'close' } & At)
  | ({ readonly type: 'review' } & At)
  | ({ readonly type: 'lengthen' } & At)
  | ({ readonly type: 'settle' } & At & Decided)
  | ({ readonly type: 'conclude'; readonly reason: CloseReason } & At);

/** An event of one type. */
export type EventOf<T extends CaseEvent['type']> = Extract<CaseEvent, { readonly type: T }>;
