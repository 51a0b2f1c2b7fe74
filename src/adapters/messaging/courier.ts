/** A message in words, addressed. */
export interface Envelope {
  readonly id: string;
  readonly channel: 'mail' | 'sms';
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly createdAt: Date;
}

/**
 * Delivers one message. Throws Undeliverable when trying again is useless, Deferred when this message waits though
 * others may be sent, and anything else when the relay or the gateway fails.
 */
export type Courier = (envelope: Envelope) => Promise<void>;

/** The remote side said that this address or number will never work. */
export class Undeliverable extends Error {
  override readonly name = 'Undeliverable';
}

/** This message was not accepted now; that says nothing about others. */
export class Deferred extends Error {
  override readonly name = 'Deferred';
  /** Whether there was no answer at all: many of these in a row delay all that waits behind them. */
  readonly silent: boolean;

  constructor(message: string, silent = false) {
    super(message);
    this.silent = silent;
  }
}

/** Renders one view; handed in, so that adapters do not know where views are. */
export type Render = (view: string, locals: Record<string, unknown>) => string;
