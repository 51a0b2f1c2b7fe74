import { Refusal } from '../../domain/refusal.ts';

const LABEL_MAX = 40;

/** The member's own name for an authenticator, without characters that cannot be seen. Throws `field-too-long`. */
export function readLabel(typed: string): string {
  const label = typed.replace(/[\p{C}\s]+/gu, ' ').trim();
  if (label.length > LABEL_MAX) throw new Refusal('field-too-long', { max: LABEL_MAX });
  return label;
}
