/** Something that a platform is to be told, as a worker takes it. */
export interface PlatformNotice {
  readonly id: string;
  readonly clientId: string;
  /** This turn included. */
  readonly attempts: number;
  readonly createdAt: Date;
}

/** What platforms have not heard of yet; it is signed when it leaves, by the keys of that moment. */
export interface NoticeQueue<Notice extends PlatformNotice> {
  /**
   * Takes up to `limit` due ones for itself until `until`, in turns over the platforms, so that one that is away does not
   * hold up the others; a worker that dies gives them back by that hour.
   */
  claim(limit: number, until: Date): Promise<readonly Notice[]>;
  delivered(id: string): Promise<void>;
  retry(id: string, at: Date, reason: string): Promise<void>;
  /** Gives up; the row stays for the operator. */
  deadLetter(id: string, reason: string): Promise<void>;
  /** Forgets one that nobody wants to hear. */
  drop(id: string): Promise<void>;
}
