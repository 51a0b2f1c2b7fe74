import type { Database } from '../adapters/postgres/database/database.ts';
import { evidenceFiles } from '../adapters/postgres/evidence/make-bundle.ts';
import type { KeyMaterial } from '../adapters/secrets.ts';
import { noteOnCase } from '../features/cases/use-cases/case-deps.ts';
import { readRight } from '../features/privacy/use-cases/review-right.ts';
import { evidenceNotMade } from '../locales/es-CL/operator/evidence.ts';
import { CommandRefused } from './args.ts';
import type { RightsCommandDeps } from './rights-deps.ts';

interface BundleNeeds {
  readonly database: Database;
  readonly secrets: Pick<KeyMaterial, 'evidenceKeys'>;
  readonly deps: RightsCommandDeps;
}

/**
 * The evidence about a folio as a file. Who reads a request or a case this way stands in the trail and in the person's
 * Actividad. Throws CommandRefused where the trail has no act of the folio.
 */
export async function makeBundle({ database, secrets, deps }: BundleNeeds, folio: string, by: string): Promise<string> {
  const made = await evidenceFiles(database, secrets, deps).make(folio, by, 'whole');
  if (made === undefined) throw new CommandRefused(evidenceNotMade['no-acts']({ folio }));
  const right = await deps.rights.findByFolio(folio);
  const one = await deps.cases.findKept(folio);
  if (right) await readRight(deps, right, by);
  else if (one) await noteOnCase(deps, { act: 'case.read', one, who: { name: by } });
  return made;
}
