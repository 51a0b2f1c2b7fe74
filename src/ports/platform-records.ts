import type { PlatformStep } from '../domain/cases/platform-matter.ts';
import type { CheckMarks } from '../domain/platform-checklist.ts';
import type { PortalClientData } from '../domain/portal-client.ts';

/** What the server keeps of a client of the portal besides what its organisation says. */
export interface PlatformRecord {
  /** Folio of the last case of each step. */
  readonly folios: Readonly<Partial<Record<PlatformStep, string>>>;
  /** Folio of the case in which one person suspended it at once: that happens once a case. */
  readonly emergency?: string | undefined;
  /** The data that were submitted last, and those of the time before. */
  readonly submitted?: PortalClientData | undefined;
  readonly before?: PortalClientData | undefined;
  /** SHA-256 of the revision that was submitted last: nothing else is approved. */
  readonly revision?: string | undefined;
  readonly marks: CheckMarks;
}

/** Records of clients of the portal: one row a client, sealed, which ends with the client. */
export interface PlatformRecords {
  /** By the id of the client in the portal; an empty one where nothing is kept. */
  find(client: string): Promise<PlatformRecord>;
  /**
   * Writes what `step` gives, under the lock of the row; nothing where it gives undefined, or where there is no such
   * client.
   */
  change(client: string, step: (record: PlatformRecord) => Partial<PlatformRecord> | undefined): Promise<void>;
}
