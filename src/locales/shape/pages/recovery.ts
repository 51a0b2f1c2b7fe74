import type { ContestReceipt } from '../../../domain/contest-receipt.ts';
import type { FlowTitles } from './flow.ts';

/** A forgotten key: the flow, the page behind its link, and the outcome of a contest. */
export interface RecoveryPages {
  readonly titles: FlowTitles;
  readonly link: Readonly<Record<'choose' | 'done' | 'expired', string>>;
  /** Titles of the outcomes of a contest. */
  readonly contested: Readonly<Record<ContestReceipt['outcome'], string>>;
  /** What was sent, and where to. */
  readonly sent: Readonly<Record<'keyBySms' | 'keyByMail' | 'keyByCompanyMail' | 'linkByMail' | 'codeBySms', string>>;
}
