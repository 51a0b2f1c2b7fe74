import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Database } from '../postgres/database/database.ts';
import type { Remark } from './import-batch.ts';
import type { ImportJob } from './import-job.ts';

/** Remarks kept of one import; those beyond are only counted. */
export const MAX_REMARKS = 10_000;

const PAGE = 1000;

/** Keeps what is to be reported with the batch that it belongs to, up to MAX_REMARKS for a file. */
export async function keepRemarks({ named }: Database, job: ImportJob, remarks: readonly Remark[]): Promise<void> {
  const { imported: _, ...before } = job.counts;
  const room = MAX_REMARKS - Object.values(before).reduce((sum, count) => sum + count, 0);
  const kept = remarks.slice(0, Math.max(0, room));
  if (kept.length === 0) return;
  await named({
    name: 'legacy-remarks',
    text: `insert into legacy_import_refusals (file_hash, line, reason)
      select $1, * from unnest($2::bigint[], $3::text[]) on conflict do nothing`,
    values: [job.fileHash, kept.map(({ line }) => line), kept.map(({ reason }) => reason)],
  });
}

/** Remarks of an import in the order of their lines, page by page. */
export async function* remarksOf({ run }: Database, fileHash: Buffer): AsyncGenerator<Remark> {
  for (let page = 0; ; page += 1) {
    const rows = await run<(Omit<Remark, 'line'> & { line: string })[]>((sql) =>
      sql('legacy_import_refusals')
        .where({ file_hash: fileHash })
        .orderBy(['line', 'reason'])
        .offset(page * PAGE)
        .limit(PAGE),
    );
    for (const { line, reason } of rows) yield { line: Number(line), reason };
    if (rows.length < PAGE) return;
  }
}

/** Writes the remarks to a CSV file (`linea,motivo`) that only its owner can read. */
export async function writeReport(database: Database, job: ImportJob, file: string): Promise<void> {
  const lines = async function* (): AsyncGenerator<string> {
    yield 'linea,motivo\r\n';
    for await (const { line, reason } of remarksOf(database, job.fileHash)) yield `${line},${reason}\r\n`;
  };
  await pipeline(lines, createWriteStream(file, { mode: 0o600 }));
}
