import { maskEmail, parseEmail } from '../../../domain/email.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StoredRecovery } from '../../../ports/recoveries.ts';
import { accountOf } from './recover-key.ts';

const LETTERS = 'abcdefghijlmnoprstuv';
const HOSTS = ['gmail.com', 'gmail.com', 'gmail.com', 'hotmail.com', 'outlook.com', 'yahoo.es', 'correo.cl'] as const;

/**
 * The e-mail on file behind the mask of the policy (C4), for whoever showed the card. Where nobody holds the identifier
 * it is one that stays the same for it, on every instance and after every start (C3).
 */
export async function maskedAddress(deps: Deps, recovery: StoredRecovery): Promise<string> {
  const account = await accountOf(deps, recovery);
  if (account) return maskEmail(account.personal.email, deps.policy.mask);
  const bytes = Buffer.from(deps.tokens.csrfToken('decoy', recovery.identifier), 'base64url');
  const local = [...bytes.subarray(0, 8)].map((byte) => LETTERS.charAt(byte % LETTERS.length)).join('');
  return maskEmail(parseEmail(`${local}@${HOSTS[(bytes[8] ?? 0) % HOSTS.length]}`), deps.policy.mask);
}
