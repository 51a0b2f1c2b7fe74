import { auditSealer } from '../../src/adapters/postgres/audit/seals.ts';
import { type Evidence, sealEvidence } from '../../src/adapters/postgres/evidence/bundle.ts';
import { type ChainKey, deriveSecrets } from '../../src/adapters/secrets.ts';
import { makeBundle } from '../../src/cli/audit-bundle.ts';
import { verdictOnBundle } from '../../src/cli/audit-check.ts';
import type { TestApp } from './app.ts';
import { SECRETS_KEYS } from './seeds.ts';

const secrets = deriveSecrets(SECRETS_KEYS);

/** Seals what waits in the trail. */
export async function seal(app: TestApp): Promise<void> {
  const sealNext = auditSealer(app.raw, secrets, app.deps.now);
  while ((await sealNext()).more);
}

/** The evidence about a folio, as the command makes it. */
export const bundleOf = ({ deps, raw: database }: TestApp, folio: string): Promise<string> =>
  makeBundle({ database, secrets, deps }, folio, 'Ana Soto');

/** The evidence of a file, to be changed. */
export function evidenceOf(text: string) {
  const { digest: _digest, keyId: _keyId, mac: _mac, ...evidence } = JSON.parse(text);
  return evidence as Evidence;
}

/** The file of other evidence under the right key: what an attacker who writes rows would have the command make. */
export const signed = (evidence: Evidence): string => sealEvidence(evidence, secrets.evidenceKeys[0] as ChainKey);

/** What the check of a file says. */
export const verdict = (text: string) => verdictOnBundle(text, secrets);
