import { Refusal } from '../../domain/refusal.ts';

/** The field of the refusals of a second factor. */
export const factorFields = {
  fieldOf: { 'factor-code-wrong': 'codigo', 'factor-code-missing': 'codigo', 'factor-paused': 'codigo' },
  first: 'codigo',
} as const;

/** Six digits or a printed code, as typed; throws `factor-code-missing`. */
export function readFactorCode(typed: string): string {
  const code = typed.trim();
  if (code === '') throw new Refusal('factor-code-missing');
  return code.slice(0, 64);
}
