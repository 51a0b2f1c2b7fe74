export type Registry = 'civil-registry' | 'tax-registry' | 'nie-registry' | 'otec-registry';
export type Service = Registry | 'database' | 'hasher' | 'renderer' | 'scanner';

/** An outside service did not answer in time. It is not the person's fault and is not counted as a try. */
export class Unavailable extends Error {
  readonly service: Service;
  /** Seconds after which trying again makes sense. */
  readonly retryAfter: number;
  /** Whether what was asked may have happened all the same: the database did not answer while it was being saved. */
  readonly mayBeDone: boolean;

  constructor(
    service: Service,
    { cause, retryAfter = 60, mayBeDone = false }: { cause?: unknown; retryAfter?: number; mayBeDone?: boolean } = {},
  ) {
    super(`${service} is not available`, { cause });
    this.name = 'Unavailable';
    this.service = service;
    this.retryAfter = retryAfter;
    this.mayBeDone = mayBeDone;
  }
}

/** The SII answered, but so many companies change that its answer is not used: to a user it is as unavailable. */
export class NotPlausible extends Unavailable {
  constructor() {
    super('tax-registry');
  }
}
