import { TamperedRow } from '../../../ports/tampered-row.ts';

/**
 * Runs `act` for each row, one after another; a row that does not verify delays no other, and the first of them is
 * thrown when all are done.
 */
export async function eachOf<R>(rows: readonly R[], act: (row: R) => Promise<unknown>): Promise<void> {
  let first: TamperedRow | undefined;
  for (const row of rows)
    await act(row).catch((fault: unknown) => {
      if (!(fault instanceof TamperedRow)) throw fault;
      first ??= fault;
    });
  if (first) throw first;
}
