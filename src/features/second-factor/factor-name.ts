import { Refusal } from '../../domain/refusal.ts';

const NAME_MAX = 40;

/** The user's own name for a factor, without characters that cannot be seen; may be empty. Throws `field-too-long`. */
export function readName(typed: string): string {
  const name = typed.replace(/[\p{C}\s]+/gu, ' ').trim();
  if (name.length > NAME_MAX) throw new Refusal('field-too-long', { max: NAME_MAX });
  return name;
}
