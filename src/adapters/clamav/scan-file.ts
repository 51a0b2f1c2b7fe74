import { connect, type Socket } from 'node:net';
import type { ScanFile } from '../../ports/files.ts';
import { Unavailable } from '../../ports/unavailable.ts';

const CHUNK_BYTES = 64 * 1024;
/** Bytes of an answer: a word, and the name of a virus. */
const ANSWER_BYTES = 1000;
const LONGEST_MS = 15_000;
const PORT = 3310;

/**
 * Asks clamd about a file (clamd(8), INSTREAM): one connection a file, ended after fifteen seconds. Any answer but that
 * it is clean, or which virus was found, is none.
 */
export function clamavScanner(address: string, longestMs = LONGEST_MS): ScanFile {
  const { hostname, port } = new URL(address);
  return async (content) => {
    const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || PORT });
    const timer = setTimeout(() => socket.destroy(new Error('no answer')), longestMs);
    try {
      return verdictOf(await asked(socket, content));
    } catch (cause) {
      throw new Unavailable('scanner', { cause });
    } finally {
      clearTimeout(timer);
      socket.destroy();
    }
  };
}

async function asked(socket: Socket, content: Uint8Array): Promise<string> {
  const answer = answerOf(socket);
  socket.write('zINSTREAM\0');
  for (let at = 0; at < content.length; at += CHUNK_BYTES) {
    const chunk = content.subarray(at, at + CHUNK_BYTES);
    socket.write(lengthOf(chunk.length));
    socket.write(chunk);
  }
  socket.write(lengthOf(0));
  return answer;
}

function lengthOf(length: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  return bytes;
}

async function answerOf(socket: Socket): Promise<string> {
  let text = '';
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    text += chunk.toString('latin1');
    const end = text.indexOf('\0');
    if (end >= 0) return text.slice(0, end);
    if (text.length > ANSWER_BYTES) break;
  }
  throw new Error('no whole answer');
}

function verdictOf(answer: string): string | undefined {
  if (answer === 'stream: OK') return undefined;
  const [, virus] = /^stream: ([\w.:/() +-]{1,200}) FOUND$/.exec(answer) ?? [];
  if (virus === undefined) throw new Error('neither clean nor a virus');
  return virus;
}
