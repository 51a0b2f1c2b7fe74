import { brokenEvidence } from '../../../locales/es-CL/operator/evidence.ts';
import type { KeyMaterial } from '../../secrets.ts';
import { BrokenEvidence } from './broken.ts';
import { canonicalOf, digestOfEvidence, type Evidence, evidenceFile, isMacOf } from './bundle.ts';
import { checkActs, type SealedActs } from './check-acts.ts';
import { type CaseFound, checkCase } from './check-case.ts';
import { checkRequest, type RequestFound } from './check-request.ts';
import { checkSeals } from './check-seals.ts';

/** What the file of an evidence bundle proves. */
export interface Proved extends SealedActs, RequestFound, CaseFound {
  readonly folio: string;
  readonly madeAt: Date;
  readonly madeBy: string;
  /** Seals of the trail between the first and the last in the file that are not in it. */
  readonly sealsBetween: number;
  readonly letters: Evidence['letters'];
}

type Keys = Pick<KeyMaterial, 'auditRowKeys' | 'chainKeys' | 'evidenceKeys'>;

/**
 * Checks the file of an evidence bundle by itself, without a database: form, digest and HMAC of the whole, each act and
 * each seal under the keys of SECRETS_KEY, their order, and that request and acts tell the same. Throws BrokenEvidence
 * with the first thing that is wrong.
 */
export function checkBundle(text: string, secrets: Keys): Proved {
  const evidence = readEvidence(text, secrets);
  const sealsBetween = checkSeals(evidence.seals, secrets);
  return {
    folio: evidence.folio,
    madeAt: new Date(evidence.madeAt),
    madeBy: evidence.madeBy,
    letters: evidence.letters,
    sealsBetween,
    ...checkActs(evidence, secrets),
    ...checkRequest(evidence),
    ...checkCase(evidence),
  };
}

/** Exactly the text that was written: no name twice, no space, nothing that this version does not know. */
function readEvidence(text: string, { evidenceKeys }: Keys): Evidence {
  const { success, data } = evidenceFile.safeParse(parsed(text));
  if (!success) throw new BrokenEvidence(brokenEvidence.shape({}));
  if (`${canonicalOf(data)}\n` !== text) throw new BrokenEvidence(brokenEvidence['not-canonical']({}));
  const { digest, keyId, mac, ...evidence } = data;
  if (digestOfEvidence(evidence) !== digest) throw new BrokenEvidence(brokenEvidence.digest({}));
  const key = evidenceKeys.find(({ id }) => id === keyId);
  if (!key) throw new BrokenEvidence(brokenEvidence['key-unknown']({ key: keyId }));
  if (!isMacOf(evidence, mac, key.key)) throw new BrokenEvidence(brokenEvidence.mac({}));
  return evidence;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
