import type { Scope } from '../domain/claims.ts';

/** That a client knows an account: which scopes it got, first and last time. */
export interface ClientUse {
  readonly accountId: string;
  readonly clientId: string;
  readonly scopes: readonly Scope[];
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/** Which clients know an account: grants and tokens expire, this stays until the user disconnects. */
export interface ClientUses {
  /** Notes a use, and gives when the one before was; scopes that a client got before stay noted. */
  note(use: Pick<ClientUse, 'accountId' | 'clientId' | 'scopes'>): Promise<Date | undefined>;
  /** Newest use first. */
  list(accountId: string): Promise<readonly ClientUse[]>;
  /** Forgets it; `false` when it was not known. */
  forget(accountId: string, clientId: string): Promise<boolean>;
}
