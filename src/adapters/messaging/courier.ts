import type { Outgoing } from '../postgres/outbox.ts';

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

/** Carries one message; throws Undeliverable when trying again is useless, anything else when it is not. */
export type Courier = (envelope: Envelope) => Promise<void>;

/** The other side said that this address or number will never work. */
export class Undeliverable extends Error {
  override readonly name = 'Undeliverable';
}

/** Renders one view; handed in, so that adapters do not know where views are. */
export type Render = (view: string, locals: Record<string, unknown>) => string;

export type Wording = (message: Outgoing) => Envelope;
