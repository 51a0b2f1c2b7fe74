import { away } from './errors.ts';

const REST_MS = 400;

/**
 * Keeps requests from waiting one after another for a database that does not answer. Once somebody got no answer, one
 * probe is asked: until its verdict the others wait, after a bad one they fail at once, and the probe is asked again every
 * 400 ms until it is good.
 */
export interface Gate {
  /** Undefined where the way is free; a promise of the verdict while there is doubt. Throws, or rejects with, Unavailable. */
  pass(): Promise<void> | undefined;
  /** Tells that somebody got no answer. */
  doubt(cause: unknown): void;
  /** Nobody passes any more. */
  close(): void;
}

/** Opens the gate; `answers` is the probe, which never rejects and ends by itself. */
export function openGate(answers: () => Promise<boolean>, restMs = REST_MS): Gate {
  let shutBy: unknown;
  let verdict: Promise<boolean> | undefined;
  let closed = false;
  let rest: NodeJS.Timeout | undefined;

  const askAgain = (): void => {
    if (closed) return;
    rest = setTimeout(async () => {
      if (await answers()) shutBy = undefined;
      else askAgain();
    }, restMs);
    rest.unref();
  };
  const judge = async (cause: unknown): Promise<boolean> => {
    const good = await answers();
    verdict = undefined;
    if (good) return true;
    shutBy = cause;
    askAgain();
    return false;
  };

  return {
    pass() {
      if (closed) throw away(new Error('the database is closed'));
      if (shutBy) throw away(shutBy);
      return verdict?.then((good) => {
        if (!good) throw away(shutBy);
      });
    },
    doubt(cause) {
      if (closed || shutBy) return;
      verdict ??= judge(cause);
    },
    close() {
      closed = true;
      clearTimeout(rest);
    },
  };
}
