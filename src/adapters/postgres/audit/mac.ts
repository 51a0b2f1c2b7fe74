import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ChainKey, KeyMaterial } from '../../secrets.ts';
import { type AuditColumns, auditColumns } from './rows.ts';

const KEY_ID_HEX = 8;

type Details = Readonly<Record<string, unknown>>;

type Unsigned = Omit<AuditColumns, 'mac'>;

/** A row as it is inserted, but for its HMAC. */
export interface AuditValues {
  readonly id: string;
  readonly at: Date;
  readonly act: string;
  readonly account_id: string | null;
  readonly subject: string | null;
  readonly client_id: string | null;
  readonly network: Buffer | null;
  readonly device: string | null;
  readonly reference: string | null;
  readonly details: Details | null;
  readonly account_version: number | null;
}

/** The value of the column `mac`: four bytes that name the key, and HMAC-SHA-256 over every other column with its name. */
export function macOfValues(values: AuditValues, key: ChainKey): Buffer {
  const { at, account_id, subject, network, details, account_version: version } = values;
  return macOfRow(
    {
      ...values,
      at: secondsOf(at),
      account_id: account_id?.toLowerCase() ?? null,
      subject: subject?.toLowerCase() ?? null,
      network: network?.toString('hex') ?? null,
      details: details && JSON.stringify(details),
      account_version: version === null ? null : String(version),
    },
    key,
  );
}

function macOfRow(row: Unsigned, { id, key }: ChainKey): Buffer {
  return Buffer.concat([Buffer.from(id, 'hex'), createHmac('sha256', key).update(canonical(row)).digest()]);
}

/** What is wrong with the HMAC of a row; undefined where it is right. */
export function macFault(row: AuditColumns, { auditRowKeys }: Pick<KeyMaterial, 'auditRowKeys'>): string | undefined {
  if (row.mac === null) return 'carries no HMAC';
  const keyId = row.mac.slice(0, KEY_ID_HEX);
  const key = auditRowKeys.find(({ id }) => id === keyId);
  if (!key) return `carries an HMAC under key "${keyId}", which SECRETS_KEY does not list`;
  const [there, right] = [Buffer.from(row.mac, 'hex'), macOfRow(row, key)];
  return there.length === right.length && timingSafeEqual(there, right) ? undefined : 'is not as the server wrote it';
}

/** PostgreSQL writes `jsonb` in its own order and spacing: the signed text has sorted names and no spaces. */
function canonical(row: Unsigned): string {
  const said = auditColumns.flatMap((name) => {
    const value = name === 'mac' ? null : row[name];
    return value === null ? [] : [[name, name === 'details' ? sorted(JSON.parse(value)) : value.toWellFormed()]];
  });
  return JSON.stringify(['audit', ...said]);
}

/** As PostgreSQL writes an instant in seconds: "1795348800.123000". */
function secondsOf(at: Date): string {
  const ms = at.getTime();
  return `${Math.floor(ms / 1000)}.${String(((ms % 1000) + 1000) % 1000).padStart(3, '0')}000`;
}

const sorted = (details: Details): unknown =>
  Object.keys(details)
    .sort()
    .map((name) => [name, details[name]]);
