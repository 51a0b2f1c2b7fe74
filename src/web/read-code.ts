import { Refusal } from '../domain/refusal.ts';

/** Reads a code of six digits, with or without spaces. */
export function readCode(typed: string): string {
  const code = typed.replace(/\s/g, '');
  if (code === '') throw new Refusal('code-missing');
  if (!/^\d{6}$/.test(code)) throw new Refusal('code-wrong');
  return code;
}
