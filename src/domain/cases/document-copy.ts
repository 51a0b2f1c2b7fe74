/** The copy of a document that a person sent: its file, and the hash of what was sent. */
export interface DocumentCopy {
  readonly file: string;
  readonly sha256: string;
}
