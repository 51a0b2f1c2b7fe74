/**
 * Why a registry gave no answer. `again`: asking once more may help. `ailing`: it counts towards the circuit breaker,
 * because the registry is unhealthy; a question that it refuses, and one unusable record, are no evidence about its
 * health.
 */
const reasons = {
  'time-out': { again: true, ailing: true },
  transport: { again: true, ailing: true },
  'server-error': { again: true, ailing: true },
  'token-refused': { again: false, ailing: true },
  'question-refused': { again: false, ailing: false },
  'too-long': { again: false, ailing: true },
  garbage: { again: false, ailing: true },
  'bad-record': { again: false, ailing: false },
  'other-person': { again: false, ailing: true },
  'other-request': { again: false, ailing: true },
  'breaker-open': { again: false, ailing: false },
  'bulkhead-full': { again: false, ailing: false },
} as const satisfies Record<string, { readonly again: boolean; readonly ailing: boolean }>;

export type FailureReason = keyof typeof reasons;

/**
 * One try without an answer. Message and cause never contain what was asked or answered, because they reach the log.
 */
export class RegistryFailure extends Error {
  readonly reason: FailureReason;
  readonly again: boolean;
  readonly ailing: boolean;
  /** Seconds after which trying again makes sense, where that is known. */
  readonly retryAfter: number | undefined;

  constructor(reason: FailureReason, detail = '', retryAfter?: number) {
    super(detail ? `${reason} (${detail})` : reason);
    this.name = 'RegistryFailure';
    this.reason = reason;
    this.again = reasons[reason].again;
    this.ailing = reasons[reason].ailing;
    this.retryAfter = retryAfter;
  }
}
