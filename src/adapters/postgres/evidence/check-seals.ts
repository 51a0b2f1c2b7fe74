import { brokenTrails } from '../../../locales/es-CL/operator/audit.ts';
import { brokenEvidence } from '../../../locales/es-CL/operator/evidence.ts';
import type { KeyMaterial } from '../../secrets.ts';
import { entriesOf, macOf, type Seal } from '../audit/chain.ts';
import { BrokenEvidence } from './broken.ts';
import type { EvidenceSeal } from './bundle.ts';

type Keys = Pick<KeyMaterial, 'chainKeys'>;

/**
 * Checks each seal of a bundle with the HMAC of the one before it, their order, and that neighbours follow each other
 * with no row between. Returns how many seals between them the file does not have; throws BrokenEvidence.
 */
export function checkSeals(seals: readonly EvidenceSeal[], secrets: Keys): number {
  let before: EvidenceSeal | undefined;
  let absent = 0;
  for (const seal of seals) {
    if (before && seal.number <= before.number)
      throw new BrokenEvidence(brokenEvidence['seal-order']({ seal: seal.number }));
    checkMac(seal, secrets);
    if (before) absent += checkBetween(before, seal);
    before = seal;
  }
  return absent;
}

/** The seal as the trail has it. */
export const toSeal = ({ number, sealedAt, total, keyId, entries, mac }: EvidenceSeal): Seal => ({
  number,
  sealedAt,
  total,
  keyId,
  entries: Buffer.from(entries, 'base64'),
  mac: Buffer.from(mac, 'hex'),
});

function checkMac(evidence: EvidenceSeal, { chainKeys }: Keys): void {
  const { number: seal, keyId, previous, mac } = evidence;
  const key = chainKeys.find(({ id }) => id === keyId);
  if (!key) throw new BrokenEvidence(brokenTrails['key-unknown']({ seal, key: JSON.stringify(keyId) }));
  const right = macOf(toSeal(evidence), previous === null ? undefined : { mac: Buffer.from(previous, 'hex') }, key.key);
  if (right.toString('hex') !== mac || (previous === null) !== (seal === 1))
    throw new BrokenEvidence(brokenTrails['seal-changed']({ seal }));
}

/** Seals between two, each of which has at least one row; none may be hidden between neighbours. */
function checkBetween(before: EvidenceSeal, seal: EvidenceSeal): number {
  const absent = seal.number - before.number - 1;
  const rows = seal.total - before.total - [...entriesOf(toSeal(seal))].length;
  const follows = absent === 0 ? seal.previous === before.mac && rows === 0 : rows >= absent;
  if (!follows) throw new BrokenEvidence(brokenTrails['seal-changed']({ seal: seal.number }));
  return absent;
}
