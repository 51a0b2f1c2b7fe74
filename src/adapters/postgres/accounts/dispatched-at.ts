const DAY_MS = 24 * 3_600_000;

/**
 * When the message of a key or a code was sent, as far as the outbox is trusted: its rows carry no MAC, and an attacker
 * who moves `sent_at` there must not keep a key valid for ever (floor 15). Later than a day after the key was made
 * counts as a day after it.
 */
export const dispatchedAt = (createdAt: Date, sentAt: Date | null): Date | undefined =>
  sentAt ? new Date(Math.min(sentAt.getTime(), createdAt.getTime() + DAY_MS)) : undefined;
