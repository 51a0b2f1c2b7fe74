import { identifierIn, profilesByNumber } from '../../domain/expected-person.ts';
import type { Interaction } from './interaction.ts';

/** The number that the client fills in for the user, who may be another; the provider accepted it (`login_hint`). */
export function hintOf({ row }: Interaction) {
  const rut = identifierIn(String(row.params.login_hint ?? ''));
  return rut ? { rut, perfil: profilesByNumber(rut)[0] } : undefined;
}
