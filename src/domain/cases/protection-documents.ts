import { hasNie, type Profile } from '../account.ts';
import type { Case, CaseObstacle } from './case.ts';

/**
 * Why the documents that were seen do not carry a protection, and nothing where they do. It has no waiting period in
 * which the holder could stop it: for a natural person one Chilean card counts, which the Registro Civil compared, and
 * any other document once two members each saw one.
 */
export function whyNotProtectedBy(
  { kind, attestations }: Pick<Case, 'kind' | 'attestations'>,
  profile: Profile | undefined,
): CaseObstacle | undefined {
  if (kind !== 'proteccion' || hasNie(profile)) return undefined;
  const agreeing = attestations.filter(({ document }) => document?.namesAgree);
  const card = agreeing.some(({ document }) => document?.kind === 'cedula' || document?.kind === 'cedula-extranjero');
  return card || new Set(agreeing.map(({ by }) => by)).size > 1 ? undefined : 'second-document';
}
