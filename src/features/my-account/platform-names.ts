import { isWing, wingNames } from '../../domain/wings.ts';
import type { Platforms } from '../../ports/own-sign-in.ts';

const GONE = 'una plataforma que ya no está';

/** How each of these clients is called; one that the house does not serve any more has no name left. */
export async function namesOf(
  platforms: Platforms,
  clientIds: readonly (string | undefined)[],
): Promise<ReadonlyMap<string | undefined, string>> {
  const names = new Map<string | undefined, string>();
  for (const id of new Set(clientIds)) {
    if (id === undefined) names.set(id, 'Clave Sence');
    else names.set(id, isWing(id) ? wingNames[id] : ((await platforms.find(id))?.name ?? GONE));
  }
  return names;
}
