import { compactText } from '../../domain/pasted-text.ts';
import { Refusal } from '../../domain/refusal.ts';

/** Reads a code of six digits, in groups or not, typed or pasted; throws `code-missing` or `code-wrong`. */
export function readCode(typed: string): string {
  const code = compactText(typed);
  if (code === '') throw new Refusal('code-missing');
  if (!/^\d{6}$/.test(code)) throw new Refusal('code-wrong');
  return code;
}
