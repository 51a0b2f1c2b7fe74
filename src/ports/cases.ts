import type { Identifier, Profile } from '../domain/account.ts';

/**
 * `identidad-disputada`: a person says that another one uses their number, and has no card that could be compared.
 * `factor-perdido`: a holder with the key lost the second factor and cannot prove the rest on the pages.
 */
export type CaseKind = 'identidad-disputada' | 'factor-perdido';

/**
 * Why the desk closed a case: `atendida` the document was seen and decided on; `desistida` the person withdrew it;
 * `repetida` another one is about the same number; `sin-respuesta` the person did not come or answer.
 */
export const closeReasons = ['atendida', 'desistida', 'repetida', 'sin-respuesta'] as const;
export type CloseReason = (typeof closeReasons)[number];

/** A case that waits for the desk. */
export interface OpenCase {
  /** Reference for the telephone service and the desk; it opens nothing. */
  readonly folio: string;
  readonly kind: CaseKind;
  readonly profile: Profile;
  /** The number that it is about. */
  readonly identifier: Identifier;
  readonly openedAt: Date;
}

/** Open cases, and whether there are more than were asked for. */
export interface CasePage {
  readonly cases: readonly OpenCase[];
  readonly more: boolean;
  /** How many on this page are left out because their rows do not verify. */
  readonly unverified: number;
}

/** Cases of the desk, sealed at rest; one expires after its term (domain/retention.ts, `openCases`). */
export interface Cases {
  open(one: Omit<OpenCase, 'openedAt'>): Promise<void>;
  /** Those that wait, the oldest first. */
  page(limit: number): Promise<CasePage>;
  /** A waiting one; undefined for a folio that does not exist, or whose case ended. */
  findByFolio(folio: string): Promise<OpenCase | undefined>;
  /** Ends one and erases the number that it is about; `false` where it does not wait any more. */
  close(folio: string): Promise<boolean>;
}
