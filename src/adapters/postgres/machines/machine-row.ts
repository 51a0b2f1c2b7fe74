import type { Machine, MachineCredential } from '../../../domain/machine.ts';
import { nextNotice } from '../../../domain/portal-secret.ts';
import type { Rut } from '../../../domain/rut.ts';
import type { KeyMaterial } from '../../secrets.ts';

export interface MachineRow {
  readonly id: string;
  readonly organisation: Rut;
  readonly content: Buffer;
  readonly notice_at: Date | null;
  readonly created_at: Date;
  readonly changed_at: Date;
  readonly version: number;
}

type Kept = Omit<MachineCredential, 'from' | 'until'> & { readonly from: string; readonly until: string };

/** What is sealed of a machine: JSON has no dates. `last` is the highest number that a credential ever had. */
interface Content extends Pick<Machine, 'name' | 'apis'> {
  readonly razonSocial: string;
  readonly credentials: readonly Kept[];
  readonly last: number;
}

/** A machine, and the highest number that a credential of it ever had: a number is never given twice. */
export interface StoredMachine {
  readonly machine: Machine;
  readonly last: number;
}

/** Under which name the content is sealed. */
const placeOf = (id: string): string => `machine:${id}`;

/** The machine of a row. */
export function toMachine(row: MachineRow, secrets: Pick<KeyMaterial, 'open'>): StoredMachine {
  const { razonSocial, last, ...content } = JSON.parse(secrets.open(row.content, placeOf(row.id))) as Content;
  const machine: Machine = {
    ...content,
    id: row.id,
    organisation: { rut: row.organisation, razonSocial },
    credentials: content.credentials.map((one) => ({ ...one, from: new Date(one.from), until: new Date(one.until) })),
    createdAt: row.created_at,
    changedAt: row.changed_at,
    version: row.version,
  };
  return { machine, last };
}

type Written = Pick<MachineRow, 'content' | 'notice_at' | 'changed_at'>;

/** The columns of a machine as it is written now. */
export function machineColumns(
  { id, organisation, name, apis, credentials }: Omit<Machine, 'createdAt' | 'changedAt' | 'version'>,
  before: number,
  at: Date,
  sealing: Pick<KeyMaterial, 'seal'>,
): Written {
  const last = Math.max(before, ...credentials.map(({ number }) => number));
  const content = { razonSocial: organisation.razonSocial, name, apis, credentials, last };
  return {
    content: sealing.seal(JSON.stringify(content), placeOf(id)),
    notice_at: nextNotice(credentials) ?? null,
    changed_at: at,
  };
}
