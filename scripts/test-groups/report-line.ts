/** How many tests of a file passed and failed. */
export interface Tally {
  passed: number;
  failed: number;
}

/** The line of a file in the report of `npm test`. */
export const reportLine = (file: string, { passed, failed }: Tally): string =>
  failed ? `✘ ${file}: ${passed} passed, ${failed} failed` : `✔ ${file}: ${passed}`;

/** Reads a line of the report: the file, whether all of it passed, and its counts. Another line gives nothing. */
export function readReportLine(line: string): { file: string; passed: boolean; counts: string } | undefined {
  const [, mark, file, counts] = /^([✔✘]) (test\/\S+\.test\.ts): (\d.*)$/.exec(line) ?? [];
  return file && counts ? { file, passed: mark === '✔', counts } : undefined;
}
