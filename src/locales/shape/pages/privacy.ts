import type { Scope } from '../../../domain/claims.ts';
import type { RightDecision, RightState } from '../../../domain/rights.ts';

/** Policy on privacy, copies of one's data, and requests for rights. */
export interface PrivacyPages {
  readonly titles: {
    readonly policy: string;
    readonly earlierPolicy: (version: number) => string;
    readonly download: string;
    readonly rights: string;
    readonly newRequest: string;
    readonly request: (folio: string) => string;
    readonly letter: (folio: string) => string;
    readonly letterByLink: (folio: string) => string;
    readonly exportLink: string;
    readonly exportGone: string;
    readonly requestState: string;
    readonly requestGone: string;
    readonly platforms: string;
  };
  /** The public register of clients. */
  readonly platforms: {
    readonly basis: Readonly<Record<'function' | 'consent' | 'none', string>>;
    readonly found: (shown: number, all: number) => string;
  };
  readonly learnsByScope: Readonly<Record<Scope, string>>;
  readonly shownToApi: string;
  readonly learnsNothing: string;
  readonly states: Readonly<Record<RightState, string>>;
  readonly decisions: Readonly<Record<RightDecision, string>>;
}
