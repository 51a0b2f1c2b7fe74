import { accessSync, closeSync, constants, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';
import { headFileMistakes } from '../../../locales/es-CL/operator/audit.ts';
import { type Head, headText, parseHead } from './head.ts';

/** The file with the last head cannot be read, or contains none; the message says what to do. */
export class HeadFileError extends Error {}

/** The last head of the trail, kept where an attacker with access to the database cannot write. */
export interface HeadFile {
  readonly path: string;
  /** Undefined where there is no file yet; throws HeadFileError. */
  read(): Head | undefined;
  /** Throws HeadFileError where no file could be created. */
  check(): void;
  /** Writes a later head; an earlier one, or the same, changes nothing. */
  advance(head: Head): void;
  /** Writes this head whatever the file contained. */
  replace(head: Head): void;
}

/** Several processes of a machine may share a file: it always contains a whole head that one of them saw. */
export function headFile(file: string): HeadFile {
  const read = () => readHead(file);
  const replace = (head: Head) => replaceFile(file, `${headText(head)}\n`);
  return {
    path: file,
    read,
    check: () => checkFolder(file),
    replace,
    advance(head) {
      if (head.number > (read()?.number ?? 0)) replace(head);
    },
  };
}

function readHead(file: string): Head | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new HeadFileError(headFileMistakes['not-read']({ file, reason: message }));
  }
  const head = parseHead(text.trim());
  if (head) return head;
  throw new HeadFileError(headFileMistakes['no-head']({ file }));
}

function checkFolder(file: string): void {
  try {
    accessSync(path.dirname(file), constants.W_OK);
  } catch (error) {
    const { message } = error as Error;
    throw new HeadFileError(headFileMistakes['not-made']({ file, reason: message }));
  }
}

/**
 * Written aside, synced to disk and moved into place: a reader, also after a power cut, finds the old head or the new
 * one.
 */
function replaceFile(file: string, text: string): void {
  const draft = `${file}.${process.pid}`;
  const written = openSync(draft, 'w', 0o600);
  try {
    writeSync(written, text);
    fsyncSync(written);
  } finally {
    closeSync(written);
  }
  renameSync(draft, file);
  const folder = openSync(path.dirname(file), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
