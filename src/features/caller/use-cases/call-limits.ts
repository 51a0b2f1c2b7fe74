import { rateLimits } from '../../../domain/throttle.ts';
import type { Limit } from '../../../ports/consume-all.ts';

/** What one agent may ask of one person, what all may, and what one agent may ask of everybody. */
export const callLimits = (memberId: string, accountId: string): readonly Limit[] => [
  { rateLimit: rateLimits.callsByAgentAndAccount, by: [memberId, accountId] },
  { rateLimit: rateLimits.callsByAccount, by: [accountId] },
  { rateLimit: rateLimits.callsByAgent, by: [memberId] },
];
