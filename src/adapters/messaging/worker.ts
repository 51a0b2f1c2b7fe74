import { backoffs, nextTry } from '../../domain/backoff.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { CircuitBreaker } from '../circuit-breaker.ts';
import type { Outbox, Outgoing, Trouble } from '../postgres/queues/outbox.ts';
import type { Outages } from '../registries/outages.ts';
import { type Courier, Deferred, type Envelope, type Render, Undeliverable } from './courier.ts';
import { plainText, wordsOf } from './wording.ts';

const BATCH = 10;
const CLAIM_MS = 60_000;
/** The longest that one message takes. */
const SLOWEST_MS = 15_000;

type Channel = Outgoing['channel'];

export interface WorkerNeeds {
  readonly outbox: Outbox;
  readonly couriers: Readonly<Record<Channel, Courier>>;
  /** For the couriers that need one: a gateway that fails repeatedly is not called for a while. */
  readonly breakers: Readonly<Partial<Record<Channel, CircuitBreaker>>>;
  /** Records whether relay and gateway work. */
  readonly outages: Pick<Outages, 'noteMessage'>;
  readonly render: Render;
  /** A sandbox: every message begins with a notice that it is one. */
  readonly sandbox: boolean;
  /** The texts of the language in which messages are written. */
  readonly texts: Pick<Catalogue, 'notices'>;
  readonly now: () => Date;
  /** Logs failures, without any content. */
  readonly log: { warn(fields: object, text: string): void };
}

/**
 * Delivers what is due on a channel and gives how many messages it took. Several workers may run at once. Each channel has
 * its own, so that a mail server that does not answer delays no SMS.
 */
export async function deliverChannel(needs: WorkerNeeds, channel: Channel): Promise<number> {
  const { outbox, now, breakers } = needs;
  const rests = () => breakers[channel]?.admits() === false;
  if (rests()) return 0;
  const until = now().getTime() + CLAIM_MS;
  const taken = await outbox.claim(channel, BATCH, new Date(until));
  for (const [place, message] of taken.entries()) {
    // A slow server may have used up the claim: what is left belongs to the worker that claims it next.
    if (now().getTime() > until - SLOWEST_MS) break;
    const back = (await deliver(needs, message)) && message.attempts > 1;
    if (!back && !rests()) continue;
    await giveBack(outbox, channel, taken.slice(place + 1));
    if (back) await outbox.expedite(channel);
    break;
  }
  return taken.length;
}

/**
 * For a channel that works again, so that messages that failed before need not wait longer; or for one whose circuit is
 * open.
 */
const giveBack = (outbox: Outbox, channel: Channel, untried: readonly Outgoing[]): Promise<void> =>
  outbox.release(
    channel,
    untried.map(({ id }) => id),
  );

/** Delivers one message; gives whether it was accepted. */
async function deliver(needs: WorkerNeeds, message: Outgoing): Promise<boolean> {
  const { outbox, couriers, breakers, outages, now, log } = needs;
  const { id, channel, attempts } = message;
  const carry = () => couriers[channel](envelopeOf(message, needs));
  try {
    await (breakers[channel]?.through(carry) ?? carry());
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 200) : 'unknown';
    log.warn({ message: id, channel, attempts, reason }, 'message not delivered');
    const trouble = troubleOf(error);
    // A missing answer may concern one mailbox alone, and is no evidence about the relay.
    if (!(error instanceof Deferred && error.silent)) outages.noteMessage(channel, trouble !== 'relay');
    await postpone(outbox, message, reason, trouble, now());
    return false;
  }
  outages.noteMessage(channel, true);
  await outbox.delivered(id);
  return true;
}

const troubleOf = (error: unknown): Trouble =>
  error instanceof Undeliverable ? 'refused' : error instanceof Deferred ? 'deferred' : 'relay';

/** Schedules another try of a message, or gives it up. */
async function postpone(outbox: Outbox, message: Outgoing, reason: string, trouble: Trouble, now: Date): Promise<void> {
  const at = trouble === 'refused' ? undefined : nextTry(backoffs.messages, message, now, Math.random());
  await (at ? outbox.retry(message.id, at, reason, trouble) : outbox.deadLetter(message.id, reason, trouble));
}

function envelopeOf(
  { id, channel, createdAt, notice, recipient }: Outgoing,
  { render, sandbox, texts }: Pick<WorkerNeeds, 'render' | 'sandbox' | 'texts'>,
): Envelope {
  const worded = wordsOf(notice, texts);
  const common = { id, channel, createdAt, to: recipient.to };
  const mark = texts.notices.sandbox;
  if (channel === 'sms')
    return { ...common, subject: '', text: sandbox ? `${mark}. ${worded.sms}` : worded.sms, html: '' };
  const [subject, text] = [worded.subject, plainText(worded)];
  return {
    ...common,
    subject: sandbox ? `${mark}: ${subject}` : subject,
    text: sandbox ? `${mark}\n\n${text}` : text,
    html: render('messages/mail', { ...worded, sandbox }),
  };
}
