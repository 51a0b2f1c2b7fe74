import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { legacyColumns } from '../../domain/legacy-key.ts';
import { importRefusals } from '../../locales/es-CL/operator/import-legacy.ts';
import type { Audit } from '../../ports/audit.ts';
import type { Database } from '../postgres/database/database.ts';
import type { KeyMaterial } from '../secrets.ts';
import { type CsvPlace, type CsvRecord, csvRecords } from './csv-records.ts';
import { importBatch, type Remark } from './import-batch.ts';
import { advanceJob, type ImportCounts, type ImportJob, openJob } from './import-job.ts';
import { keepRemarks } from './import-report.ts';

const BATCH = 1000;

interface ImportNeeds {
  readonly database: Database;
  readonly secrets: KeyMaterial;
  readonly audit: Audit;
  readonly now: () => Date;
  /** Is called after every committed batch; an error that it throws ends the import there. */
  readonly progressed?: (job: ImportJob) => void;
}

/** The file is not what docs/import.md describes; nothing was imported. */
export class LegacyFileError extends Error {}

export interface ImportOutcome {
  readonly job: ImportJob;
  /** Records read by this run, which may have continued an earlier one. */
  readonly read: number;
}

/**
 * Imports a file of old keys in transactions of a thousand lines, with constant memory. The same file continues where
 * its last committed batch ended; a finished one changes nothing. Throws LegacyFileError and ImportUnderWay.
 */
export async function importLegacyFile(needs: ImportNeeds, file: string): Promise<ImportOutcome> {
  const start = await readHeader(file);
  let job = await openJob(needs.database, await hashOf(file), start, needs.now());
  let read = 0;
  if (job.finished) return { job, read };
  const records = csvRecords(createReadStream(file, { start: job.place.byte }), job.place);
  for await (const batch of inBatches(records)) {
    job = await commitBatch(needs, job, batch);
    read += batch.length;
    needs.progressed?.(job);
  }
  return { job: await finish(needs, job), read };
}

async function readHeader(file: string): Promise<CsvPlace> {
  for await (const { fields, next } of csvRecords(createReadStream(file, { end: 4095 }), { byte: 0, line: 1 })) {
    if (fields?.map((field) => field.trim().toLowerCase()).join() === legacyColumns.join()) return next;
    break;
  }
  throw new LegacyFileError(importRefusals['first-line']({ columns: legacyColumns }));
}

async function hashOf(file: string): Promise<Buffer> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest();
}

async function* inBatches(records: AsyncIterable<CsvRecord>): AsyncGenerator<readonly CsvRecord[]> {
  let batch: CsvRecord[] = [];
  for await (const record of records) {
    batch.push(record);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function commitBatch(
  { database, secrets, now }: ImportNeeds,
  job: ImportJob,
  batch: readonly CsvRecord[],
): Promise<ImportJob> {
  const place = batch.at(-1)?.next ?? job.place;
  const lines = batch.filter(({ fields }) => fields?.length !== 1 || fields[0]?.trim() !== '');
  return database.atomically(async () => {
    const { imported, remarks } = await importBatch(database, secrets, lines, now());
    await keepRemarks(database, job, remarks);
    return advanceJob(database, job, { place, counts: added(job.counts, imported, remarks), finished: false }, now());
  });
}

function finish({ database, audit, now }: ImportNeeds, job: ImportJob): Promise<ImportJob> {
  return database.atomically(async () => {
    await audit.record({ act: 'legacy.imported', details: { ...job.counts } });
    return advanceJob(database, job, { ...job, finished: true }, now());
  });
}

function added(counts: ImportCounts, imported: number, remarks: readonly Remark[]): ImportCounts {
  const sum: Record<string, number> = { ...counts, imported: (counts.imported ?? 0) + imported };
  for (const { reason } of remarks) sum[reason] = (sum[reason] ?? 0) + 1;
  return sum;
}
