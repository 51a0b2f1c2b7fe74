import type { MandateEnd, MandateKind, MandateScope, MandateTerm } from '../domain/mandate.ts';
import type { Rut } from '../domain/rut.ts';

/** The organisation on whose word a mandate rests. */
export interface Organisation {
  readonly rut: Rut;
  readonly razonSocial: string;
}

/** What an organisation lets an account do, and until when. */
export interface Mandate extends MandateTerm {
  readonly id: string;
  /** The account that it lets in. */
  readonly accountId: string;
  readonly organisation: Organisation;
  readonly scope: MandateScope;
  /** What it rests on: the folio of the company's request, or who gave a membership (`delegatorIn`, `isNamed`, `giverIn`). */
  readonly source: string;
  readonly endedAt?: Date | undefined;
  readonly reason?: MandateEnd | undefined;
}

/**
 * Mandates, whose lists are of one kind each, that of facilitadores where none is named. Their rows are recorded in the account that they let in: one that is put back, moved or deleted by another
 * hand shuts that account. Each ends once.
 */
export interface Mandates {
  /** Adds one; an organisation has one open mandate of a scope for an account, and an older one is ended before. */
  grant(mandate: Omit<Mandate, 'id' | 'endedAt' | 'reason'>): Promise<Mandate>;
  find(id: string): Promise<Mandate | undefined>;
  /** Those of an account that are in force at an instant, oldest first. */
  inForce(accountId: string, at: Date, kind?: MandateKind): Promise<readonly Mandate[]>;
  /** All of an account, also those that ended, oldest first. */
  ofAccount(accountId: string, kind?: MandateKind): Promise<readonly Mandate[]>;
  /** Those that an organisation has open, oldest first, whatever their date. */
  ofOrganisation(rut: Rut, kind?: MandateKind): Promise<readonly Mandate[]>;
  /** Ends an open one; undefined where there is none. Within the caller's transaction. */
  end(id: string, reason: MandateEnd): Promise<Mandate | undefined>;
  /** Moves the date of an open one; undefined where there is none. Within the caller's transaction. */
  renew(id: string, until: Date): Promise<Mandate | undefined>;
  /** Memberships that the desk gave and are open, the nearest end first; `limit` at most. */
  named(limit: number): Promise<readonly Mandate[]>;
  /** Ids of open ones of both kinds whose date came, oldest first; each is verified when it is ended. */
  due(limit: number): Promise<readonly string[]>;
}
