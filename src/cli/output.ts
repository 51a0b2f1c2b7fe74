import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Exit code of a command whose result was cut off by its reader: 128 and SIGPIPE, as a shell reports other programs. */
const CUT_OFF = 141;

/** Writes a message that is no part of the result: standard output is only for the result. */
export const complain = (text: string): void => void process.stderr.write(`${text}\n`);

/** Writes a result of the command. */
export const say = (text: string): void => void process.stdout.write(`${text}\n`);

/**
 * Writes a long result while it is read. Where its reader closes the pipe (`| head -1`) the rest is not read, and the
 * exit code is 141. Throws what `lines` throws.
 */
export async function sayAll(lines: AsyncIterable<string>): Promise<void> {
  try {
    await pipeline(lines, process.stdout, { end: false });
  } catch (error) {
    if (!isClosedPipe(error)) throw error;
    process.exitCode = CUT_OFF;
  }
}

/**
 * Lets a command do its work to the end although the reader of its output closed the pipe: what it writes afterwards is
 * lost, and its exit code is that of its work. Any other fault of an output still ends the process.
 */
export function outliveReaders(...outputs: readonly Writable[]): void {
  for (const output of outputs)
    output.on('error', (error) => {
      if (!isClosedPipe(error)) throw error;
    });
}

/** A pipe fails with EPIPE; a socket that was closed before all of it was read fails with ECONNRESET. */
const isClosedPipe = (error: unknown): boolean =>
  error instanceof Error &&
  'syscall' in error &&
  error.syscall === 'write' &&
  'code' in error &&
  (error.code === 'EPIPE' || error.code === 'ECONNRESET');
