import { generateSecret, generateURI, verifySync } from 'otplib';
import type { Totp } from '../ports/totp.ts';

/** How the account's issuer is named in an app. */
const ISSUER = 'Clave Sence';
const STEP_SECONDS = 30;

/** Codes of authenticator apps, checked at the clock that it is given. */
export function otplibTotp(now: () => Date): Totp {
  return {
    newSecret: () => generateSecret(),
    address: (secret, label) => generateURI({ issuer: ISSUER, label, secret }),
    stepOf(secret, typed, after) {
      if (!/^\d{6}$/.test(typed)) return undefined;
      const epoch = Math.floor(now().getTime() / 1000);
      // The library refuses an `afterTimeStep` that lies ahead of its window: a step of a clock that was put back.
      if (after > epoch / STEP_SECONDS + 1) return undefined;
      const result = verifySync({ secret, token: typed, epoch, epochTolerance: STEP_SECONDS, afterTimeStep: after });
      return result.valid && 'timeStep' in result ? result.timeStep : undefined;
    },
  };
}
