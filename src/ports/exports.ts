/** The contents of a copy of one's own data: for machines, and for reading. */
export interface ExportContent {
  readonly json: string;
  readonly html: string;
}
export type ExportFormat = keyof ExportContent;

/** A copy of the data of an account, as its holder asked for it. */
export interface DataExport {
  readonly id: string;
  readonly accountId: string;
  /** Subject of the representative who asked, where the account is a company's: no other user may have it. */
  readonly actor: string | undefined;
  /** Browser and system from which it was asked. */
  readonly device: string;
  readonly askedAt: Date;
  readonly readyAt: Date | undefined;
  readonly expiresAt: Date;
}

/** Copies that were requested: sealed under their id, for one account holder, and for some days. */
export interface Exports {
  /** Asks for one; `false` while another of the account waits. */
  open(asked: Pick<DataExport, 'accountId' | 'actor' | 'device'>): Promise<boolean>;
  /** Those of an account that are not expired, newest first. */
  list(accountId: string): Promise<readonly DataExport[]>;
  find(id: string): Promise<DataExport | undefined>;
  /** Takes the next one to make, for two minutes: no other worker takes it, and a failed job leaves it until then. */
  claim(): Promise<DataExport | undefined>;
  /** Stores the contents until then; `false` when it does not wait any more. */
  finish(id: string, content: ExportContent, expiresAt: Date): Promise<boolean>;
  /** Deletes one that is not to be made. */
  drop(id: string): Promise<void>;
  /** One that is ready and not expired, in a format. */
  content(id: string, format: ExportFormat): Promise<string | undefined>;
}
