import type { FacilitadorRequest } from '../domain/facilitador/facilitador-request.ts';

export type NewFacilitadorRequest = Pick<FacilitadorRequest, 'company' | 'askedBy' | 'data' | 'files'>;

/** A part of a list. */
export interface ListPage {
  readonly limit: number;
  readonly skip?: number | undefined;
}

/** What a step changes of a request. */
export type RequestStep = Partial<Pick<FacilitadorRequest, 'state' | 'observed' | 'data' | 'files'>>;

/** Requests for the keys of foreign facilitadores: sealed and bound, with a version that the trail carries. */
export interface FacilitadorRequests {
  /**
   * Stores one as `recibida`, under a folio of its own. Throws Refusal `facilitador-email-taken` where another
   * facilitador has the mailbox, or an invitation whose link is valid, or a request of the same company that is not
   * decided; two at once are stored one after the other. The person of the same document may be asked for with it by
   * another company, or again after an approval; two companies that ask for two persons are judged at the invitation.
   */
  open(request: NewFacilitadorRequest): Promise<FacilitadorRequest>;
  /** Throws TamperedRow where the trail knows a later version. */
  find(id: string): Promise<FacilitadorRequest | undefined>;
  findByFolio(folio: string): Promise<FacilitadorRequest | undefined>;
  /** Of a company, the newest first; `limit` of them at most, after the first `skip`. */
  ofCompany(accountId: string, page: ListPage): Promise<readonly FacilitadorRequest[]>;
  /** Those of a company that are not decided, the newest first; `limit` at most. */
  undecidedOf(accountId: string, limit: number): Promise<readonly FacilitadorRequest[]>;
  /**
   * Reads it under lock and writes what `step` gives, in the caller's transaction or one of its own. Undefined, and
   * nothing is written, where it has another version by now or `step` gives nothing. Throws as `open`; the mailbox of
   * one that was rejected may be another one's by the time that it is reviewed again.
   */
  change(
    id: string,
    version: number,
    step: (latest: FacilitadorRequest) => RequestStep | undefined | Promise<RequestStep | undefined>,
  ): Promise<FacilitadorRequest | undefined>;
  /** What `digest` would be now, by the files as they are stored. */
  digestNow(request: Pick<FacilitadorRequest, 'data' | 'files'>): Promise<string>;
  /** The other ones for the person of its document (kind, country, number), the newest first; twenty at most. */
  ofSameDocument(request: Pick<FacilitadorRequest, 'id' | 'data'>): Promise<readonly FacilitadorRequest[]>;
  /** Ids of those that are not decided, of companies whose account was closed or taken back; `limit` at most. */
  ofEndedCompanies(limit: number): Promise<readonly string[]>;
}
