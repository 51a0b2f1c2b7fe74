import { randomInt } from 'node:crypto';
import { connect, createServer, type Socket } from 'node:net';
import path from 'node:path';
import type { Connection } from './database.ts';

/** A pooler that gives a client a server session for each transaction, as PgBouncer does with `pool_mode = transaction`. */
export interface Pooler {
  readonly connection: Connection;
  close(): void;
}

const SSL_REQUEST = 80_877_103;

/** Opens one in front of a server that asks no password. It supports simple queries and no COPY. */
export async function openTransactionPooler(behind: Connection): Promise<Pooler> {
  const idle: Socket[] = [];
  const all = new Set<Socket>();
  const server = createServer((client) => {
    all.add(client);
    serve(client, idle, () => openSession(behind, all));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { readonly port: number };
  return {
    connection: { ...behind, host: '127.0.0.1', port },
    close: () => {
      for (const socket of all) socket.destroy();
      server.close();
    },
  };
}

function serve(client: Socket, idle: Socket[], openAnother: () => Promise<Socket>): void {
  let session: Socket | undefined;
  let greeted = false;
  client.on('error', () => {});
  client.on('close', () => session?.destroy());
  client.on('data', async (chunk) => {
    if (!greeted) {
      if (chunk.readInt32BE(4) === SSL_REQUEST) return client.write('N');
      greeted = true;
      return client.write(greeting());
    }
    client.pause();
    session ??= idle.pop() ?? (await openAnother());
    const mine = session;
    mine.removeAllListeners('data');
    mine.on('data', (answer) => {
      client.write(answer);
      if (!endsTransaction(answer)) return;
      session = undefined;
      idle.push(mine);
    });
    client.resume();
    mine.write(chunk);
  });
}

/** AuthenticationOk, BackendKeyData of no process, ReadyForQuery. */
function greeting(): Buffer {
  const key = Buffer.alloc(8);
  key.writeInt32BE(randomInt(2 ** 30), 0);
  return Buffer.concat([message('R', Buffer.alloc(4)), message('K', key), message('Z', Buffer.from('I'))]);
}

function message(kind: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(kind), length, body]);
}

/** ReadyForQuery outside of any transaction; answers of these tests come whole. */
const endsTransaction = (answer: Buffer): boolean => answer.subarray(-6).equals(message('Z', Buffer.from('I')));

function openSession({ host, port, user, database }: Connection, all: Set<Socket>): Promise<Socket> {
  const socket = host.startsWith('/') ? connect(path.join(host, `.s.PGSQL.${port}`)) : connect(port, host);
  all.add(socket);
  socket.on('error', () => {});
  const words = Buffer.from(`user\0${user}\0database\0${database}\0\0`);
  const head = Buffer.alloc(8);
  head.writeInt32BE(words.length + 8, 0);
  head.writeInt32BE(3 << 16, 4);
  socket.write(Buffer.concat([head, words]));
  return new Promise((resolve) => {
    let got = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      got = Buffer.concat([got, chunk]);
      if (endsTransaction(got)) resolve(socket);
    });
  });
}
