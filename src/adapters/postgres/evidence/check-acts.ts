import { brokenTrails } from '../../../locales/es-CL/operator/audit.ts';
import { brokenEvidence } from '../../../locales/es-CL/operator/evidence.ts';
import type { KeyMaterial } from '../../secrets.ts';
import { digestOf, entriesOf } from '../audit/chain.ts';
import { macFault } from '../audit/mac.ts';
import { type AuditColumns, type AuditText, auditColumns, toAuditText } from '../audit/rows.ts';
import { BrokenEvidence } from './broken.ts';
import type { Evidence } from './bundle.ts';
import { toSeal } from './check-seals.ts';

/** The acts of a bundle, by what covers them. */
export interface SealedActs {
  readonly acts: number;
  /** Written, and not yet sealed when the bundle was made. */
  readonly unsealed: number;
  /** Of before rows carried an HMAC: their seal alone covers them. */
  readonly older: number;
}

/** Checks each act by its HMAC and its entry in its seal, their order, and that each names the folio; throws BrokenEvidence. */
export function checkActs({ acts, seals, folio }: Evidence, secrets: Pick<KeyMaterial, 'auditRowKeys'>): SealedActs {
  const digests = new Map(seals.map((seal) => [seal.number, digestsOf(toSeal(seal))]));
  let last: bigint | undefined;
  for (const { columns, seal } of acts) {
    const row = rowOf(columns);
    if (last !== undefined && row.id <= last) throw new BrokenEvidence(brokenEvidence['act-order']({ row: row.id }));
    last = row.id;
    checkRow(row, { folio, sealed: seal !== null }, secrets);
    if (seal !== null && digests.get(seal)?.get(row.id) !== digestOf(row).toString('hex'))
      throw new BrokenEvidence(brokenTrails['row-changed']({ row: row.id, seal }));
  }
  const count = (which: (one: Evidence['acts'][number]) => boolean): number => acts.filter(which).length;
  return {
    acts: acts.length,
    unsealed: count(({ seal }) => seal === null),
    older: count(({ columns }) => columns.mac === undefined),
  };
}

const digestsOf = (seal: Parameters<typeof entriesOf>[0]): ReadonlyMap<bigint, string> =>
  new Map([...entriesOf(seal)].map(({ id, digest }) => [id, digest.toString('hex')]));

function rowOf(columns: Readonly<Record<string, string>>): AuditText {
  if (!/^-?\d{1,19}$/.test(columns.id ?? '')) throw new BrokenEvidence(brokenEvidence.shape({}));
  const row = Object.fromEntries(auditColumns.map((name) => [name, columns[name] ?? null]));
  return toAuditText(row as AuditColumns);
}

/** A row without an HMAC is believed for its seal alone. */
function checkRow(
  row: AuditText,
  { folio, sealed }: { readonly folio: string; readonly sealed: boolean },
  secrets: Pick<KeyMaterial, 'auditRowKeys'>,
): void {
  const older = row.columns.mac === null && sealed;
  if (!older && macFault(row.columns, secrets))
    throw new BrokenEvidence(brokenEvidence['act-changed']({ row: row.id }));
  if (row.columns.reference !== folio && detailsOf(row.columns).folio !== folio)
    throw new BrokenEvidence(brokenEvidence['act-other']({ row: row.id }));
}

/** The details of an act, which its HMAC or its seal covers. */
export function detailsOf({ details }: Readonly<Partial<AuditColumns>>): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(details ?? '{}');
  } catch {
    return {};
  }
}
