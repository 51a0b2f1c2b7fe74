export type Registry = 'civil-registry' | 'tax-registry' | 'nie-registry' | 'otec-registry';
export type Service = Registry | 'database' | 'hasher';

/** Something outside did not answer in time. Not the person's fault and not counted as a try. */
export class Unavailable extends Error {
  readonly service: Service;
  /** Seconds after which trying again makes sense. */
  readonly retryAfter: number;

  constructor(service: Service, options: { cause?: unknown; retryAfter?: number } = {}) {
    super(`${service} is not available`, { cause: options.cause });
    this.name = 'Unavailable';
    this.service = service;
    this.retryAfter = options.retryAfter ?? 60;
  }
}
