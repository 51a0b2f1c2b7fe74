import type { Account, Identidad, Identifier, IdentifierKind, PersonalData, Profile } from '../domain/account.ts';

export interface NewAccount {
  readonly profile: Profile;
  readonly kind: IdentifierKind;
  readonly identifier: Identifier;
  readonly identidad: Identidad;
  readonly keyHash: string;
  readonly question?: { readonly id: number; readonly answerHash: string } | undefined;
  readonly personal: PersonalData;
  readonly simulado: boolean;
}

/** Where accounts and subjects live. Personal data is sealed at rest; nothing here tells that to anybody above. */
export interface Accounts {
  find(id: string): Promise<Account | undefined>;
  /** The account that holds this identifier (every state but pending and closed), else the newest pending one. */
  findByIdentifier(profile: Profile, identifier: Identifier): Promise<Account | undefined>;
  /** Adds a pending account; many may wait for one identifier, for they reserve nothing. */
  add(account: NewAccount): Promise<Account>;
  /** Makes a pending account the holder of its identifier; `false` when another one holds it or it has lapsed. */
  activate(id: string): Promise<boolean>;
  /** Reads under lock, applies a pure function, writes. Gives the account as written, or undefined. */
  change(id: string, edit: (current: Account) => Account): Promise<Account | undefined>;
  /** Deletes pending accounts older than this, and says how many. */
  lapse(before: Date): Promise<number>;
}

/** Links in messages: one purpose, one use, an end. Only the hash of the token is kept. */
export interface Links {
  /** Makes a link's token (URL-safe, 256 bits) for an account. */
  issue(purpose: LinkPurpose, accountId: string, expiresAt: Date): Promise<string>;
  /** Whether the token would still work; changes nothing (links never act on GET). */
  peek(purpose: LinkPurpose, token: string): Promise<boolean>;
  /** Spends the token: the account it was for, once; undefined for everybody after. */
  spend(purpose: LinkPurpose, token: string): Promise<string | undefined>;
}

export type LinkPurpose = 'confirm-email';
