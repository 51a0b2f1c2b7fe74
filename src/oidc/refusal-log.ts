/** A client that was refused, as the log reports it; it contains no secret, no token and no personal data. */
export interface Refused {
  /** Its id; `unknown` if no registered client was named. */
  readonly client: string;
  readonly endpoint: string;
  readonly error: string;
  readonly status: number;
  readonly description: string;
  /** The cause, which the library does not disclose. */
  readonly detail: string;
  readonly reference: string;
}

/** The refusals of a window that are not reported one by one. */
export interface More {
  readonly client: string;
  readonly endpoint: string;
  readonly error: string;
  readonly more: number;
  readonly seconds: number;
}

interface RefusalLines {
  refused(refused: Refused): void;
  more(more: More): void;
}

interface Window extends Pick<Refused, 'client' | 'endpoint' | 'error'> {
  readonly ends: number;
  count: number;
}

/** Lines a minute for one client, endpoint and error. */
const LINES = 10;
const SECONDS = 60;

/** Past so many at once they are reported as one, to bound the memory in use. */
const ROOM = 1000;

/**
 * Reports each refusal by a line, ten a minute for one client, endpoint and error; further ones are counted, and
 * reported by one line when the minute ends. A flood costs the log eleven lines a minute for each of them.
 */
export function refusalLog(lines: RefusalLines, now: () => Date) {
  const windows = new Map<string, Window>();
  const close = (): void => {
    for (const [key, { ends, count, client, endpoint, error }] of windows) {
      if (ends > now().getTime()) return;
      windows.delete(key);
      if (count > LINES) lines.more({ client, endpoint, error, more: count - LINES, seconds: SECONDS });
    }
  };
  return (refused: Refused): void => {
    close();
    const window = windowOf(windows, refused, now().getTime());
    window.count += 1;
    if (window.count <= LINES) lines.refused(refused);
    // Windows of clients that make no more requests are reported as well.
    if (window.count === LINES + 1) setTimeout(close, (SECONDS + 1) * 1000).unref();
  };
}

function windowOf(windows: Map<string, Window>, { client, endpoint, error }: Refused, now: number): Window {
  const key = JSON.stringify([client, endpoint, error]);
  const others = windows.size >= ROOM && !windows.has(key);
  const name = others ? 'others' : key;
  const known = windows.get(name);
  if (known) return known;
  const counted = others ? { client: 'others', endpoint: '', error: '' } : { client, endpoint, error };
  const window = { ...counted, ends: now + SECONDS * 1000, count: 0 };
  windows.set(name, window);
  return window;
}
