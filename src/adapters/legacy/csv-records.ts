import { csvFields } from './csv-fields.ts';

/** One record of a file. */
export interface CsvRecord {
  /** Line on which it begins; the first is 1. */
  readonly line: number;
  /** Undefined when the record is unreadable. */
  readonly fields: readonly string[] | undefined;
  /** Where the next record begins. */
  readonly next: CsvPlace;
}

export interface CsvPlace {
  readonly byte: number;
  readonly line: number;
}

const [LINE_FEED, QUOTE, COMMA] = [0x0a, 0x22, 0x2c];

/** A record longer than this has an unclosed quote: it ends at its first line feed, and the next record follows. */
const MAX_RECORD = 4096;

/** A file without line feeds is cut into pieces of about this size, each of them unreadable. */
const MAX_HELD = 256 * 1024;

/** Cuts a stream of bytes that begins at `from` into records; never keeps more than a chunk of it in memory. */
export async function* csvRecords(chunks: AsyncIterable<Buffer>, from: CsvPlace): AsyncGenerator<CsvRecord> {
  let rest: Buffer = Buffer.alloc(0);
  let place = from;
  for await (const chunk of chunks) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = endOf(rest, 0, false); end > 0; end = endOf(rest, start, false)) {
      const record = recordAt(place, rest.subarray(start, end));
      yield record;
      [place, start] = [record.next, end];
    }
    rest = rest.subarray(start);
  }
  for (let start = 0; start < rest.length; ) {
    const end = endOf(rest, start, true);
    const record = recordAt(place, rest.subarray(start, end));
    yield record;
    [place, start] = [record.next, end];
  }
}

function recordAt({ byte, line }: CsvPlace, bytes: Buffer): CsvRecord {
  const next = { byte: byte + bytes.length, line: line + lineFeeds(bytes) };
  return { line, fields: bytes.length > MAX_RECORD ? undefined : csvFields(bytes), next };
}

/** Where the record that begins at `start` ends, its line feed included; -1 when it continues in bytes to come. */
function endOf(bytes: Buffer, start: number, last: boolean): number {
  const limit = Math.min(bytes.length, start + MAX_RECORD);
  let quoted = false;
  let before = COMMA;
  for (let at = start; at < limit; at += 1) {
    const byte = bytes[at] as number;
    if (byte === QUOTE) quoted = !quoted && (before === COMMA || before === QUOTE);
    else if (byte === LINE_FEED && !quoted) return at + 1;
    before = byte;
  }
  if (limit < start + MAX_RECORD && !last) return -1;
  if (!quoted && last && limit === bytes.length) return limit;
  const feed = bytes.indexOf(LINE_FEED, start);
  if (feed >= 0) return feed + 1;
  return last || bytes.length - start > MAX_HELD ? bytes.length : -1;
}

function lineFeeds(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) count += 1;
  return count;
}
