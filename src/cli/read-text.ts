import { createReadStream, statSync } from 'node:fs';
import { UsageError } from './args.ts';

/** Far more than the longest reasons need. */
const MOST_BYTES = 128 * 1024;
/** Somebody who types into the terminal is given so long; a pipe that never ends ends here. */
const WAIT_MS = 10 * 60_000;

/** Reads a text of UTF-8 from a file, or from standard input where the name is "-"; throws UsageError. */
export async function readText(name: string): Promise<string> {
  const bytes = name === '-' ? await readStandardInput() : await readFile(name);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`${saidOf(name)} no es texto en UTF-8`);
  }
}

async function readFile(name: string): Promise<Buffer> {
  if (!statSync(name, { throwIfNoEntry: false })?.isFile())
    throw new UsageError(`no existe el archivo ${name}; «-» lee de la entrada estándar`);
  return readAll(createReadStream(name), name);
}

async function readStandardInput(): Promise<Buffer> {
  if (process.stdin.isTTY) process.stderr.write('Escriba el texto y termine con Ctrl-D en una línea vacía.\n');
  const late = setTimeout(() => process.stdin.destroy(new UsageError('la entrada estándar no terminó')), WAIT_MS);
  return readAll(process.stdin, '-').finally(() => clearTimeout(late));
}

async function readAll(stream: NodeJS.ReadableStream, name: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of stream) {
      size += part.length;
      if (size > MOST_BYTES) throw new UsageError(`${saidOf(name)} es demasiado largo`);
      parts.push(Buffer.from(part));
    }
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(`no se pudo leer ${saidOf(name)}`);
  }
  return Buffer.concat(parts);
}

const saidOf = (name: string): string => (name === '-' ? 'la entrada estándar' : `el archivo ${name}`);
