import type { Scope } from '../domain/claims.ts';

/** That a platform knows an account: what it was let know, first and last time. */
export interface ClientUse {
  readonly accountId: string;
  readonly clientId: string;
  readonly scopes: readonly Scope[];
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/** The lasting record of who knows whom; grants and tokens end, this stays until the person disconnects. */
export interface ClientUses {
  /** Notes a use; what a platform was let know before stays known. */
  note(use: Pick<ClientUse, 'accountId' | 'clientId' | 'scopes'>): Promise<void>;
  /** Newest use first. */
  list(accountId: string): Promise<readonly ClientUse[]>;
  /** Forgets it; `false` when it was not known. */
  forget(accountId: string, clientId: string): Promise<boolean>;
}
