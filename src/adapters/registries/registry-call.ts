import type { z } from 'zod';
import { type Registry, Unavailable } from '../../ports/unavailable.ts';
import { circuitBreaker } from '../circuit-breaker.ts';
import { type Question, readAnswer } from './answer.ts';
import { bulkhead } from './bulkhead.ts';
import { openDoor } from './door.ts';
import { tryOnce } from './one-try.ts';
import { type FailureReason, RegistryFailure } from './registry-failure.ts';
import { withRetries } from './retries.ts';

const TRY_MS = 3000;
const OVERALL_MS = 7000;
const AT_ONCE = 8;

/** A call as it is logged: which registry was asked for what, how it ended, how long it took. Never the identifier. */
export interface RegistryLine {
  readonly registry: Registry;
  readonly operation: string;
  readonly outcome: 'answered' | 'nobody' | 'unavailable';
  readonly reason?: FailureReason;
  readonly tries: number;
  readonly ms: number;
}

/** A registry over HTTP, as configured. */
export interface RegistrySettings {
  /** `https://:token@host/path`; plain http only on this machine. */
  readonly address: string;
  /** Whether fictional people may be asked for; a production instance never asks for them. */
  readonly simulado: boolean;
  /** The clock by which the circuit stays open. */
  readonly now: () => Date;
  readonly log?: ((line: RegistryLine) => void) | undefined;
}

/**
 * Asks one question; undefined when the registry does not have that number. Throws Unavailable, after 7 s at the
 * latest.
 */
type Ask = <T extends z.ZodType>(question: Question<T>) => Promise<z.output<T> | undefined>;

/**
 * The only way to ask a registry: three seconds a try, two more tries where the connection or the server failed, eight
 * calls at once, a circuit breaker over all of them, and only a checked answer about the identifier asked counts.
 */
export function registryCall(registry: Registry, { address, now, log }: RegistrySettings): Ask {
  const door = openDoor(address);
  const breaker = circuitBreaker({
    now,
    ails: (error) => !(error instanceof RegistryFailure) || error.ailing,
    resting: (seconds) => new RegistryFailure('breaker-open', '', seconds),
  });
  const enter = bulkhead(AT_ONCE);

  return async <T extends z.ZodType>(question: Question<T>) => {
    const began = performance.now();
    const left = () => OVERALL_MS - (performance.now() - began);
    let tries = 0;
    const logEnd = (end: Pick<RegistryLine, 'outcome' | 'reason'>) =>
      log?.({ registry, operation: question.operation, ...end, tries, ms: Math.round(performance.now() - began) });
    const attempt = () =>
      breaker.through(async () => {
        tries += 1;
        const limit = Math.max(1, Math.min(TRY_MS, Math.floor(left())));
        return readAnswer(question, await tryOnce(door, question.path, question.body, limit));
      });

    try {
      const answer = (await enter(() => withRetries({ left, admits: breaker.admits, attempt }))) as
        | z.output<T>
        | undefined;
      logEnd({ outcome: answer === undefined ? 'nobody' : 'answered' });
      return answer;
    } catch (cause) {
      if (!(cause instanceof RegistryFailure)) throw cause;
      logEnd({ outcome: 'unavailable', reason: cause.reason });
      throw new Unavailable(registry, cause.retryAfter ? { cause, retryAfter: cause.retryAfter } : { cause });
    }
  };
}
