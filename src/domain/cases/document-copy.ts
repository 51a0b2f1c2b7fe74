import type { Account } from '../account.ts';
import type { FileState } from '../files.ts';
import { reaches } from '../identity-level.ts';
import type { MrzField } from '../mrz.ts';
import type { Day } from '../working-days.ts';

/** The copy of a document that a person sent: its file, and the hash of what was sent. */
export interface DocumentCopy {
  readonly file: string;
  readonly sha256: string;
  /** What a member read in its machine readable zone last, without the zone itself. */
  readonly mrz?: MrzVerdict | undefined;
}

/** What a machine readable zone says of a copy. */
export interface MrzVerdict {
  readonly by: string;
  readonly at: Date;
  readonly wrong: readonly MrzField[];
  readonly expires: Day | undefined;
  /** Whether its names are those of the account. */
  readonly names: boolean;
  /** Of a `facilitador`: whether the number of a passport, and the birth date, are those of the request. */
  readonly number?: boolean | undefined;
  readonly born?: boolean | undefined;
}

/** Why a copy cannot be granted. */
export type CopyObstacle =
  | 'account-missing'
  | 'account-closed'
  | 'account-suspended'
  | 'account-contested'
  | 'already-proved'
  | 'profile'
  | 'copy-missing'
  | 'copy-changed'
  | 'copy-pending'
  | 'mrz-differs'
  | 'document-over';

/** The file as it is stored now. */
export interface FileNow {
  readonly sha256: string;
  readonly state: FileState;
  readonly endedAt: Date | undefined;
}

/** Why the identity does not rise by a copy, and nothing where it does: what was looked at is what is there. */
export function whyNoCopy(
  copy: DocumentCopy | undefined,
  file: FileNow | undefined,
  account: Pick<Account, 'profile' | 'identidad' | 'state' | 'contest'> | undefined,
  today: Day,
): CopyObstacle | undefined {
  return whyNotAccount(account) ?? whyNotFile(copy, file) ?? whyNotMrz(copy?.mrz, today);
}

function whyNotAccount(account: Parameters<typeof whyNoCopy>[2]): CopyObstacle | undefined {
  if (!account || account.state === 'pendiente_correo') return 'account-missing';
  if (account.state === 'cerrada') return 'account-closed';
  if (account.state !== 'activa') return 'account-suspended';
  if (account.profile !== 'migrante') return 'profile';
  if (account.contest) return 'account-contested';
  return reaches(account.identidad, 'revisada') ? 'already-proved' : undefined;
}

function whyNotFile(copy: DocumentCopy | undefined, file: FileNow | undefined): CopyObstacle | undefined {
  if (!copy) return 'copy-missing';
  if (!file || file.endedAt || file.sha256 !== copy.sha256) return 'copy-changed';
  return file.state === 'limpio' ? undefined : 'copy-pending';
}

/** Why what was read in the zone grants nothing. */
export function whyNotMrz(mrz: MrzVerdict | undefined, today: Day): CopyObstacle | undefined {
  if (!mrz) return undefined;
  if (mrz.wrong.length > 0) return 'mrz-differs';
  return mrz.expires !== undefined && mrz.expires < today ? 'document-over' : undefined;
}
