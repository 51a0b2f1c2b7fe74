/** The address to which a browser leaves for a client, and the kind of client. */
export interface Onward {
  /** Absolute, registered by the client, with the response in it. */
  readonly address: string;
  readonly client: {
    readonly name: string;
    /** An app on the person's own device (RFC 8252). */
    readonly native: boolean;
  };
}
