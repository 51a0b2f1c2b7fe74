import type { Context } from 'koa';

/** Runs where a request has more bytes: the parser reads what is around its parts, and fields, without end. */
export function onMore({ req }: Context, most: number, act: () => void): void {
  let read = 0;
  req.on('data', (chunk: Buffer) => {
    read += chunk.length;
    if (read > most) act();
  });
}

/** Runs where the browser closes the connection before the end of its request. */
export function onBroken({ req }: Context, act: () => void): void {
  req.once('close', () => {
    if (!req.complete) act();
  });
}
