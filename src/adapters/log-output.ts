/** Milliseconds that a line of a request may wait for others; a process that is killed loses them. */
const WAIT_MS = 100;

/** Beginning of a line of level info, as pino writes it. */
const INFO = '{"level":30';

/** Where lines are kept until they are written together. */
interface Kept {
  write(line: string): unknown;
  flush(): void;
}

/**
 * Writes lines of level info together, a tenth of a second late at most, because each write costs as much as a tenth of
 * a request of a machine. A warning, an error and what came before it are written at once.
 */
export function logOutput(kept: Kept, waitMs = WAIT_MS): { write(line: string): void } {
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    kept.flush();
  };
  return {
    write(line) {
      kept.write(line);
      if (!line.startsWith(INFO)) flush();
      else timer ??= setTimeout(flush, waitMs);
    },
  };
}
