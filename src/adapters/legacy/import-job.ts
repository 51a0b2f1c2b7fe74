import type { LegacyFault, LegacyLoss } from '../../domain/legacy-key.ts';
import { importRefusals } from '../../locales/es-CL/operator/import-legacy.ts';
import type { Database } from '../postgres/database/database.ts';
import type { CsvPlace } from './csv-records.ts';

/** How many lines were imported, and for each reason how many were not, or lost a contact. */
export type ImportCounts = Readonly<Partial<Record<'imported' | LegacyFault | LegacyLoss, number>>>;

/** One import of one file, known by its SHA-256: where it stands after the last batch that was committed. */
export interface ImportJob {
  readonly fileHash: Buffer;
  readonly place: CsvPlace;
  readonly counts: ImportCounts;
  readonly finished: boolean;
}

/** Another process imports the same file at this moment. */
export class ImportUnderWay extends Error {}

interface Row {
  readonly byte_offset: string;
  readonly line: string;
  readonly counts: ImportCounts;
  readonly finished_at: Date | null;
}

/** Continues the job of this file, or begins it at `start`. */
export async function openJob({ run }: Database, fileHash: Buffer, start: CsvPlace, at: Date): Promise<ImportJob> {
  const begun = { file_hash: fileHash, byte_offset: start.byte, line: start.line, counts: '{}', started_at: at };
  await run((sql) => sql('legacy_imports').insert(begun).onConflict('file_hash').ignore());
  const row = await run<Row>((sql) => sql('legacy_imports').where({ file_hash: fileHash }).first());
  return {
    fileHash,
    place: { byte: Number(row.byte_offset), line: Number(row.line) },
    counts: row.counts,
    finished: row.finished_at !== null,
  };
}

/** Advances the job, as part of the batch's transaction; throws ImportUnderWay when another process did. */
export async function advanceJob({ run }: Database, job: ImportJob, next: Omit<ImportJob, 'fileHash'>, at: Date) {
  const moved = await run<number>((sql) =>
    sql('legacy_imports')
      .where({ file_hash: job.fileHash, byte_offset: job.place.byte, finished_at: null })
      .update({
        byte_offset: next.place.byte,
        line: next.place.line,
        counts: JSON.stringify(next.counts),
        finished_at: next.finished ? at : null,
      }),
  );
  if (moved !== 1) throw new ImportUnderWay(importRefusals['under-way']({}));
  return { ...job, ...next };
}
