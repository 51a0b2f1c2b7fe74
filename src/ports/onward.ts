/** Where a browser goes on when it leaves for a client, and who waits for it there. */
export interface Onward {
  /** Absolute, registered by the client, with the answer in it. */
  readonly address: string;
  readonly client: {
    readonly name: string;
    /** An app on the person's own device (RFC 8252). */
    readonly native: boolean;
  };
}
