import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Place } from './local-place.ts';

const patience = 60_000;

/**
 * Runs fn while no other process starts or stops the server of this place; waits at most a minute for its turn. The
 * lock is a name that the kernel releases when its owner ends, so a crash never leaves it behind.
 */
export async function inTurn<T>(place: Place, fn: () => Promise<T>): Promise<T> {
  const release = await take(`\0${place.mark}`, Date.now() + patience);
  try {
    return await fn();
  } finally {
    await release();
  }
}

async function take(name: string, end: number): Promise<() => Promise<void>> {
  for (;;) {
    const release = await tryTake(name);
    if (release) return release;
    if (Date.now() > end) throw new Error('Another process has been starting this PostgreSQL for a minute.');
    await sleep(20);
  }
}

function tryTake(name: string): Promise<(() => Promise<void>) | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<(() => Promise<void>) | undefined>();
  const server = createServer((socket) => socket.destroy());
  server.on('error', (error: NodeJS.ErrnoException) =>
    error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
  );
  server.listen({ path: name, exclusive: true }, () =>
    resolve(() => new Promise((done) => server.close(() => done()))),
  );
  return promise;
}
