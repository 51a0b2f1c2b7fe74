import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether two texts are the same, in a time that reveals neither of them nor their length. */
export const isSameSecret = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
