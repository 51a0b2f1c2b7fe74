/** A notice to a client, as a worker takes it. */
export interface ClientNotice {
  readonly id: string;
  readonly clientId: string;
  /** This one included. */
  readonly attempts: number;
  readonly createdAt: Date;
}

/** Notices that were not delivered to their clients yet; each is signed when it leaves, by the keys of that moment. */
export interface NoticeQueue<Notice extends ClientNotice> {
  /**
   * Takes up to `limit` due ones for itself until `until`, in turns over the clients, so that one that does not answer
   * holds up no other; a worker that dies gives them back by that hour.
   */
  claim(limit: number, until: Date): Promise<readonly Notice[]>;
  delivered(id: string): Promise<void>;
  retry(id: string, at: Date, reason: string): Promise<void>;
  /** Gives up; the row stays for the operator. */
  deadLetter(id: string, reason: string): Promise<void>;
  /** Deletes one that its client does not ask for. */
  drop(id: string): Promise<void>;
}
