import type { ProvisionalKey } from '../ports/provisional-keys.ts';

const MINUTE_MS = 60_000;

/** How long what a recovery sends is valid, counted from dispatch (C6). */
export const LIFE = { keyHours: 24, linkMinutes: 60, codeMinutes: 10 } as const;

/** Whether a provisional key may still be typed; one that was not sent yet cannot be known. */
export function isKeyUsable({ kind, mailAt, smsAt }: ProvisionalKey, now: Date): boolean {
  return kind === 'key' && servesFor(LIFE.keyHours * 60, [mailAt, smsAt], now);
}

/** Whether the link of an e-mail may still be opened. */
export function isLinkUsable({ kind, mailAt }: ProvisionalKey, now: Date): boolean {
  return kind !== 'key' && servesFor(LIFE.linkMinutes, [mailAt], now);
}

/** Whether the code of an SMS is still valid. */
export function isCodeUsable({ kind, smsAt }: Pick<ProvisionalKey, 'kind' | 'smsAt'>, now: Date): boolean {
  return kind === 'code' && servesFor(LIFE.codeMinutes, [smsAt], now);
}

function servesFor(minutes: number, left: readonly (Date | undefined)[], now: Date): boolean {
  const first = Math.min(...left.map((at) => at?.getTime() ?? Number.POSITIVE_INFINITY));
  return Number.isFinite(first) && now.getTime() < first + minutes * MINUTE_MS;
}
