const FAILURES = 5;
const REST_MS = 30_000;

export interface CircuitBreaker {
  /** Whether a call would be let through now. */
  admits(): boolean;
  /** Runs fn; while the circuit is open, throws the error of `resting` at once. */
  through<T>(fn: () => Promise<T>): Promise<T>;
}

interface Temper {
  readonly now: () => Date;
  /** Whether an error means that the remote service is unhealthy; any other error counts as an answer. */
  readonly ails: (error: unknown) => boolean;
  /** The error that is thrown while the circuit is open; it gets the seconds that are left. */
  readonly resting: (seconds: number) => Error;
}

/** Opens after five unhealthy calls in a row; half a minute later a single probe decides whether it closes. */
export function circuitBreaker({ now, ails, resting }: Temper): CircuitBreaker {
  let failures = 0;
  let openedAt: number | undefined;
  let probing = false;

  const restLeft = (): number => {
    if (openedAt === undefined) return 0;
    const rested = now().getTime() - openedAt;
    // A clock that was set back must not keep it open for an hour.
    return rested < 0 ? 0 : Math.max(0, REST_MS - rested);
  };
  const admits = (): boolean => restLeft() === 0 && !probing;
  const answered = (): void => {
    failures = 0;
    openedAt = undefined;
  };
  const failed = (probe: boolean): void => {
    failures += 1;
    if (probe || (failures >= FAILURES && openedAt === undefined)) openedAt = now().getTime();
  };

  return {
    admits,
    async through(fn) {
      if (!admits()) throw resting(Math.max(1, Math.ceil(restLeft() / 1000)));
      const probe = openedAt !== undefined;
      probing = probe;
      try {
        const result = await fn();
        answered();
        return result;
      } catch (error) {
        if (ails(error)) failed(probe);
        else answered();
        throw error;
      } finally {
        if (probe) probing = false;
      }
    },
  };
}
