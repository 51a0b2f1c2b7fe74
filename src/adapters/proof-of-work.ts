import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { rateLimits, work } from '../domain/throttle.ts';
import type { ProofOfWork, WorkPlace } from '../ports/proof-of-work.ts';
import type { Throttles } from '../ports/throttles.ts';
import type { KeyMaterial } from './secrets.ts';

/** `bits.expiry.id.mac.counter`: the expiry in seconds, id and mac in base64url. */
const SOLUTION = /^((\d{1,2})\.(\d{10,11})\.([\w-]{16}))\.([\w-]{43})\.(\d{1,15})$/;

/**
 * Challenges under an HMAC, so that no row is kept for them; only a solution that was used is remembered until it
 * expires.
 */
export function proofOfWork(secrets: KeyMaterial, throttles: Throttles, now: () => Date): ProofOfWork {
  const macOf = (head: string, { form, browser, network }: WorkPlace): string =>
    secrets.hmac('forms', 'work', head, form, browser, network).toString('base64url');
  return {
    challenge(place, bits) {
      const expires = Math.floor(now().getTime() / 1000) + work.seconds;
      const head = `${bits}.${expires}.${randomBytes(12).toString('base64url')}`;
      return `${head}.${macOf(head, place)}`;
    },
    async accept(place, solution = '', bits) {
      const [, head = '', asked = '', expires = '', id = '', mac = ''] = SOLUTION.exec(solution) ?? [];
      const ours = mac !== '' && timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(head, place)));
      if (!ours || Number(expires) * 1000 < now().getTime() || Number(asked) < bits - work.lagBits) return false;
      if (zeroBitsOf(createHash('sha256').update(solution).digest()) < Number(asked)) return false;
      return (await throttles.consume(rateLimits.workSpent, id)).allowed;
    },
  };
}

/** How many zero bits a digest begins with, up to 32. */
const zeroBitsOf = (digest: Buffer): number => Math.clz32(digest.readUInt32BE(0));
