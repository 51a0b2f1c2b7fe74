import type { PersonName } from '../domain/account.ts';
import type { Identidad } from '../domain/identity-level.ts';
import type { Rut } from '../domain/rut.ts';
import type { Company } from './tax-registry.ts';

/** A person who has acted for a company here, and how their identity is known. */
export interface Actor {
  /** UUID of the person, from which `act.sub` is derived. */
  readonly subject: string;
  readonly run: Rut;
  readonly name: PersonName;
  readonly identidad: Identidad;
}

/** What is stored of companies: the SII's last answer, and who acted for each account. */
export interface Companies {
  remember(company: Company): Promise<void>;
  /** The SII's last answer, if it is not older than `since`. */
  recall(rut: Rut, since: Date): Promise<Company | undefined>;
  /**
   * Companies that have a member with a session, a client of the portal where someone is signed in, or a machine that was
   * used today or yesterday, whose answer is older than `before`; the oldest first.
   */
  toWatch(before: Date, limit: number): Promise<readonly Rut[]>;
  findActor(accountId: string, by: { readonly run: Rut } | { readonly subject: string }): Promise<Actor | undefined>;
  /** Adds a person who acts for the first time; a checked card stays noted. Returns the person as known now. */
  addActor(accountId: string, person: Omit<Actor, 'subject'>): Promise<Actor>;
}
