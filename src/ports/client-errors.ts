/** Why a client was refused, as its developers see it: no secret, no token and no data of a person. */
export interface ClientError {
  readonly at: Date;
  readonly endpoint: string;
  /** Code of domain/authorization-errors.ts, or another of the protocol. */
  readonly error: string;
  /** HTTP status of the response; 303 where the error was returned to the client. */
  readonly status: number;
  readonly description: string;
  /** The cause, which the response did not disclose. */
  readonly detail: string;
  readonly reference: string;
}

/** Hours in which an error can be read. */
export const CLIENT_ERROR_HOURS = 24;

/** Errors of each client in the last 24 hours, so many of each endpoint and error, and so many in all. */
export interface ClientErrors {
  /** Keeps an error in memory until the next `save`; it waits for nothing, and past its bounds drops and counts. */
  note(clientId: string, error: Omit<ClientError, 'at'>): void;
  /** Newest first. */
  recent(clientId: string): Promise<readonly ClientError[]>;
  /**
   * Stores what was noted, and removes what is past the bounds; gives how many errors were dropped before. Where that
   * fails it throws, and the errors wait for the next `save`.
   */
  save(): Promise<number>;
  /** How many errors wait to be stored. */
  waiting(): number;
}
