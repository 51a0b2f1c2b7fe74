import { type AuditValues, macOfValues } from '../../../src/adapters/postgres/audit/mac.ts';
import type { ChainKey, KeyMaterial } from '../../../src/adapters/secrets.ts';
import type { Row } from './made.ts';

/** Rows of the trail with the ids behind the first `before` and with their HMAC, as the server writes them. */
export function signedActs(acts: readonly Row[], before: number, secrets: KeyMaterial): Row[] {
  const key = secrets.auditRowKeys[0] as ChainKey;
  return acts.map((act, place) => {
    const id = String(before + place + 1);
    const values = { account_version: null, ...act, id } as unknown as AuditValues;
    return { ...values, mac: macOfValues(values, key) };
  });
}
