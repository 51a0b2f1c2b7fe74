import { lostHeadText } from '../../../locales/es-CL/operator/audit.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { type Head, headGone, headOf, headText, stands } from './head.ts';
import type { HeadFile } from './head-file.ts';
import { lastSeal } from './seal-rows.ts';
import { trailTrust } from './trust.ts';

/** The trail of the database does not contain the head that was kept outside; the message says what to do. */
export class LostHead extends Error {}

type Log = { info(fields: object, text: string): void; warn(fields: object, text: string): void };

interface Needs {
  readonly database: Database;
  readonly secrets: KeyMaterial;
  readonly file: HeadFile;
  /** In development a database is sometimes discarded: the file follows it, and that is logged. */
  readonly production: boolean;
  readonly log: Log;
}

/**
 * Compares the head in the file with the trail, at a start. Gives the head that the trail must keep from now on. Throws
 * LostHead where the production trail has no such seal and two operators have not accepted that, and HeadFileError.
 * Without a file (the first start with this version, or of a new instance) the trail is taken as it is.
 */
export async function compareHead({ database, secrets, file, production, log }: Needs): Promise<Head | undefined> {
  file.check();
  const kept = file.read();
  const last = await lastSeal(database);
  const now = last && headOf(last);
  if (kept && (await stands(database, kept))) return kept;
  if (kept && production && !(await trailTrust(database, secrets).isAccepted(headGone(kept))))
    throw new LostHead(lostHeadText(file.path, headText(kept), now && headText(now)));
  const words = { file: file.path, kept: kept && headText(kept), trail: now && headText(now) };
  if (kept) log.warn(words, 'the trail has no such head: the file begins anew');
  // The instance is new, or the file was lost: then there is nothing to compare with.
  else log[production && now ? 'warn' : 'info'](words, 'there was no file of the last head: it begins');
  if (now) file.replace(now);
  return now;
}

/**
 * A job for a ticker: writes the trail's last head into the file, as long as the one in the file is in the trail or its
 * loss was accepted. A file that the trail contradicts is left alone: the next start must find it.
 */
export function headKeeper(database: Database, secrets: KeyMaterial, file: HeadFile): () => Promise<void> {
  const trust = trailTrust(database, secrets);
  let written: string | undefined;
  return async () => {
    const last = await lastSeal(database);
    const head = last && headOf(last);
    if (!head || headText(head) === written) return;
    const kept = file.read();
    if (!kept || (await stands(database, kept))) file.advance(head);
    else if (await trust.isAccepted(headGone(kept))) file.replace(head);
    else return;
    written = headText(head);
  };
}
