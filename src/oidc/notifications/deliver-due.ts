import { backoffs, nextTry } from '../../domain/backoff.ts';
import type { ClientNotice, NoticeQueue } from '../../ports/notice-queue.ts';

const BATCH = 20;
const CLAIM_MS = 60_000;
/** How long a client unknown to this instance may be one whose file it has not read yet, and how often it looks. */
const UNKNOWN_MS = 15 * 60_000;
const UNKNOWN_RETRY_MS = 60_000;

/** The outcome of a notice: the client took it, does not ask for such notices, or is not known to this instance. */
export type Outcome = 'delivered' | 'unwanted' | 'unknown';

export interface DeliveryNeeds<Notice extends ClientNotice> {
  /** What is delivered, as the log calls it. */
  readonly what: string;
  readonly queue: NoticeQueue<Notice>;
  /** Signs a notice and sends it to its client; throws if it was not accepted. */
  readonly send: (notice: Notice) => Promise<Outcome>;
  /** Whether a failure is permanent, however often it is retried. */
  readonly permanentFailure: (error: unknown) => boolean;
  readonly now: () => Date;
  /** Logs failures: the client and the reason, never the subject of the notice. */
  readonly log: { warn(fields: object, text: string): void; error(fields: object, text: string): void };
}

/**
 * Delivers to clients what is due, all at once, and returns how many notices were accepted. Several workers may run at
 * once.
 */
export async function deliverDue<Notice extends ClientNotice>(needs: DeliveryNeeds<Notice>): Promise<number> {
  const taken = await needs.queue.claim(BATCH, new Date(needs.now().getTime() + CLAIM_MS));
  await Promise.all(taken.map((notice) => deliver(needs, notice)));
  return taken.length;
}

async function deliver<Notice extends ClientNotice>(needs: DeliveryNeeds<Notice>, notice: Notice): Promise<void> {
  let outcome: Outcome;
  try {
    outcome = await needs.send(notice);
  } catch (error) {
    return postpone(needs, notice, error);
  }
  if (outcome === 'delivered') return needs.queue.delivered(notice.id);
  const at = needs.now().getTime();
  if (outcome === 'unwanted' || at - notice.createdAt.getTime() > UNKNOWN_MS) return needs.queue.drop(notice.id);
  return needs.queue.retry(notice.id, new Date(at + UNKNOWN_RETRY_MS), 'unknown platform');
}

async function postpone<Notice extends ClientNotice>(
  { what, queue, permanentFailure, now, log }: DeliveryNeeds<Notice>,
  notice: Notice,
  error: unknown,
): Promise<void> {
  const reason = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 200) : 'unknown';
  const fields = { notice: notice.id, client: notice.clientId, attempts: notice.attempts, reason };
  log.warn(fields, `${what} failed`);
  const at = permanentFailure(error) ? undefined : nextTry(backoffs.notices, notice, now(), Math.random());
  if (at) return queue.retry(notice.id, at, reason);
  log.error(fields, `${what} given up`);
  return queue.deadLetter(notice.id, reason);
}
