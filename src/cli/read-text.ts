import { createReadStream, statSync } from 'node:fs';
import { commandTexts, usageMistakes } from '../locales/es-CL/operator/command.ts';
import { UsageError } from './args.ts';

/** Far more than the longest reasons need. */
const REASONS_BYTES = 128 * 1024;
/** The time limit for input typed into the terminal, and for a pipe that never ends. */
const WAIT_MS = 10 * 60_000;

/** Reads a text of UTF-8 from a file, or from standard input if the name is "-"; throws UsageError past `most` bytes. */
export async function readText(name: string, most = REASONS_BYTES): Promise<string> {
  const bytes = name === '-' ? await readStandardInput(most) : await readFile(name, most);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(usageMistakes['text-utf8']({ name }));
  }
}

async function readFile(name: string, most: number): Promise<Buffer> {
  if (!statSync(name, { throwIfNoEntry: false })?.isFile())
    throw new UsageError(usageMistakes['file-missing']({ name }));
  return readAll(createReadStream(name), name, most);
}

async function readStandardInput(most: number): Promise<Buffer> {
  if (process.stdin.isTTY) process.stderr.write(`${commandTexts['type-text']({})}\n`);
  const late = setTimeout(() => process.stdin.destroy(new UsageError(usageMistakes['input-late']({}))), WAIT_MS);
  return readAll(process.stdin, '-', most).finally(() => clearTimeout(late));
}

async function readAll(stream: NodeJS.ReadableStream, name: string, most: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of stream) {
      size += part.length;
      if (size > most) throw new UsageError(usageMistakes['text-long']({ name }));
      parts.push(Buffer.from(part));
    }
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(usageMistakes['text-unreadable']({ name }));
  }
  return Buffer.concat(parts);
}
