import { askProduction } from '../../../account/platform-cases.ts';
import type { Here } from '../../../account/who-is-in.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import { ownClient } from './own-client.ts';

/** Asks for production. Throws what `ownClient` throws, and `platform-checklist`. */
export async function askForProduction(deps: Deps, here: Here, id: string, visitor: Visitor): Promise<void> {
  const { role } = await ownClient(deps, here, id, 'askProduction');
  await askProduction(deps, { id, role }, { visitor });
}
