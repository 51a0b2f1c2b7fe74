import { identifierIn, profilesByNumber } from '../../domain/expected-person.ts';
import type { Interaction } from './interaction.ts';

/** The number that the client fills in for the user, who may be another; the provider accepted it (`login_hint`). */
export function hintOf({ row }: Interaction) {
  const hint = row.params.login_hint;
  // Most requests have none: what is absent is not parsed, which would throw twice.
  const rut = typeof hint === 'string' && hint ? identifierIn(hint) : undefined;
  return rut ? { rut, perfil: profilesByNumber(rut)[0] } : undefined;
}
