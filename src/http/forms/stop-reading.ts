import type { Context } from 'koa';

/** How much of a request, and for how long, is read and thrown away after the response to it. */
const LINGER = { bytes: 4 * 1024 * 1024, milliseconds: 3000, lookMs: 50 };

/**
 * Reads nothing more of a request until its response has left; then the rest is thrown away, but no more than LINGER:
 * a browser shows the response only once it has sent what it was sending, and a sender without end is cut off.
 */
export function stopReading({ req, res }: Pick<Context, 'req' | 'res'>): void {
  req.pause();
  const { socket } = req;
  res.once('finish', () => {
    req.resume();
    const [read, begun] = [socket.bytesRead, performance.now()];
    const look = setInterval(() => {
      const isOver = socket.bytesRead - read > LINGER.bytes || performance.now() - begun > LINGER.milliseconds;
      if (isOver && !req.complete) socket.destroy();
      if (isOver || req.complete || socket.destroyed) clearInterval(look);
    }, LINGER.lookMs);
    look.unref();
  });
}
