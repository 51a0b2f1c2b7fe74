import { createHash } from 'node:crypto';

const ID_BYTES = 4;

/**
 * What the MAC of a row becomes when the row is used up, which is one conditional UPDATE and reads nothing: its own
 * hash, with the instant until which the row is still valid. An attacker who clears the mark of use afterwards has no
 * MAC for the row as it was before, unless they copied it then.
 */
export function spentMac(mac: Buffer, until: Date | null | undefined): Buffer {
  const said = until ? String(until.getTime()) : '';
  const hash = createHash('sha256').update(mac).update(said).digest();
  return Buffer.concat([mac.subarray(0, ID_BYTES), hash]);
}

/** The same in SQL, of a column or an expression; `until` is a whole number of milliseconds. */
export const spentInSql = (mac: string, until = 'null::timestamptz'): string =>
  `substring(${mac} from 1 for ${ID_BYTES}) || sha256(${mac}
    || convert_to(coalesce(floor(extract(epoch from ${until}) * 1000)::bigint::text, ''), 'UTF8'))`;
