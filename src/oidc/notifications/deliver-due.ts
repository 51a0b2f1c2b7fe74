import type { NoticeQueue, PlatformNotice } from '../../ports/notice-queue.ts';

const BATCH = 20;
const CLAIM_MS = 60_000;
/** Waits after each failure; the last one repeats until a day has passed. */
const BACKOFF_SECONDS = [2, 5, 10, 20, 40, 60, 120, 300, 600];
const GIVE_UP_MS = 24 * 60 * 60_000;
/** How long a platform that this instance does not know may be one whose file it has not read yet. */
const UNKNOWN_MS = 15 * 60_000;

/** What came of a notice: taken, asked for by nobody, or of a platform that this instance does not know. */
export type Outcome = 'told' | 'unwanted' | 'unknown';

export interface DeliveryNeeds<Notice extends PlatformNotice> {
  /** What is told, as the log calls it. */
  readonly what: string;
  readonly queue: NoticeQueue<Notice>;
  /** Signs a notice and hands it to its platform; throws when it was not taken. */
  readonly send: (notice: Notice) => Promise<Outcome>;
  /** Whether a failure stays one however often it is tried. */
  readonly permanentFailure: (error: unknown) => boolean;
  readonly now: () => Date;
  /** Told about failures: the platform and the reason, never whose notice it was. */
  readonly log: { warn(fields: object, text: string): void; error(fields: object, text: string): void };
}

/** Tells platforms what is due, all at once, and says how many it took. Several workers may run at once. */
export async function deliverDue<Notice extends PlatformNotice>(needs: DeliveryNeeds<Notice>): Promise<number> {
  const taken = await needs.queue.claim(BATCH, new Date(needs.now().getTime() + CLAIM_MS));
  await Promise.all(taken.map((notice) => deliver(needs, notice)));
  return taken.length;
}

async function deliver<Notice extends PlatformNotice>(needs: DeliveryNeeds<Notice>, notice: Notice): Promise<void> {
  let outcome: Outcome;
  try {
    outcome = await needs.send(notice);
  } catch (error) {
    return postpone(needs, notice, error);
  }
  if (outcome === 'told') return needs.queue.delivered(notice.id);
  const at = needs.now().getTime();
  if (outcome === 'unwanted' || at - notice.createdAt.getTime() > UNKNOWN_MS) return needs.queue.drop(notice.id);
  return needs.queue.retry(notice.id, new Date(at + 60_000), 'unknown platform');
}

async function postpone<Notice extends PlatformNotice>(
  { what, queue, permanentFailure, now, log }: DeliveryNeeds<Notice>,
  notice: Notice,
  error: unknown,
): Promise<void> {
  const reason = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 200) : 'unknown';
  const fields = { notice: notice.id, client: notice.clientId, attempts: notice.attempts, reason };
  log.warn(fields, `${what} failed`);
  const at = now().getTime();
  if (permanentFailure(error) || at - notice.createdAt.getTime() > GIVE_UP_MS) {
    log.error(fields, `${what} given up`);
    return queue.deadLetter(notice.id, reason);
  }
  const wait = BACKOFF_SECONDS[Math.min(notice.attempts, BACKOFF_SECONDS.length) - 1] ?? 2;
  return queue.retry(notice.id, new Date(at + wait * 1000), reason);
}
