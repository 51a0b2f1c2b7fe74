/** A notice to a client, as a worker takes it. */
export interface ClientNotice {
  readonly id: string;
  readonly clientId: string;
  /** This one included. */
  readonly attempts: number;
  readonly createdAt: Date;
}

/** Notices that are not yet delivered to their clients; each is signed when it leaves, by the keys of that moment. */
export interface NoticeQueue<Notice extends ClientNotice> {
  /**
   * Takes up to `limit` due ones until `until`, in turns over the clients, so that a client that does not answer delays
   * no other; those of a worker that stops are released at that instant.
   */
  claim(limit: number, until: Date): Promise<readonly Notice[]>;
  delivered(id: string): Promise<void>;
  retry(id: string, at: Date, reason: string): Promise<void>;
  /** Gives up; the row stays for the operator. */
  deadLetter(id: string, reason: string): Promise<void>;
  /** Deletes one that its client does not ask for. */
  drop(id: string): Promise<void>;
}
