import { randomUUID } from 'node:crypto';
import { waitingAgain } from '../../../domain/acceptance.ts';
import type { StaffAuthenticator, StaffAuthenticators } from '../../../ports/staff.ts';
import { TamperedRow } from '../../../ports/tampered-row.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { hashed } from '../database/hashed.ts';
import { type BoundRows, boundRows } from '../row-mac/bound-rows.ts';
import { rowMacs } from '../row-mac/row-macs.ts';
import { versionedRows } from '../row-mac/versioned-rows.ts';
import { authenticatorIds, isComplete, type StaffRow, withAcceptance, withWord } from './staff-row.ts';

interface Row {
  readonly id: string;
  readonly staff_id: string;
  readonly content: Buffer;
  readonly lookup: Buffer;
  readonly created_at: Date;
}

type ReadRow = Row & { readonly step: string; readonly last_used_at: Date | null };

interface Tables {
  readonly database: Database;
  readonly secrets: KeyMaterial;
  readonly staff: ReturnType<typeof versionedRows<StaffRow>>;
  readonly rows: BoundRows<ReadRow>;
  readonly now: () => Date;
}

const place = (id: string): string => `staff-authenticator:${id}`;
const lookupOf = (credentialId: string): Buffer => hashed(`staff-passkey:${credentialId}`);

/** Authenticators of members in PostgreSQL, each checked against the list in its member's row. */
export function postgresStaffAuthenticators(
  database: Database,
  secrets: KeyMaterial,
  now: () => Date,
): StaffAuthenticators {
  const macs = rowMacs(secrets);
  const staff = versionedRows<StaffRow>(database, secrets, 'staff');
  const tables: Tables = { database, secrets, staff, rows: boundRows(database, macs, 'staff_authenticators'), now };
  return {
    of: (staffId) => ofMember(tables, staffId),
    async foundBy(credentialId) {
      const found = await tables.rows.first((rows) => rows.where({ lookup: lookupOf(credentialId) }));
      return found && (await ofMember(tables, found.staff_id)).find(({ id }) => id === found.id);
    },
    add: (added) => database.atomically(() => add(tables, added)),
    use: (id, step) => use(tables, id, step),
  };
}

/** Throws TamperedRow where the rows are others than the member's row names. */
async function ofMember({ secrets, staff, rows }: Tables, id: string): Promise<readonly StaffAuthenticator[]> {
  const member = await staff.first((members) => members.where({ id }));
  const found = await rows.all((own) => own.where({ staff_id: id }).orderBy(['created_at', 'id']));
  const named = member ? authenticatorIds(member) : [];
  if (
    named.toSorted().join() !==
    found
      .map((row) => row.id)
      .toSorted()
      .join()
  )
    throw new TamperedRow({ table: 'staff', row: id, reason: 'has other authenticators than were written' });
  return found.map((row) => toAuthenticator(secrets, row));
}

function toAuthenticator(secrets: KeyMaterial, row: ReadRow): StaffAuthenticator {
  const { label, ...content } = JSON.parse(secrets.open(row.content, place(row.id)));
  return {
    id: row.id,
    staffId: row.staff_id,
    content,
    label,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at ?? undefined,
    step: Number(row.step),
  };
}

async function add(
  { secrets, staff, rows, now }: Tables,
  { staffId, content, label, step }: Parameters<StaffAuthenticators['add']>[0],
): Promise<void> {
  const id = randomUUID();
  await staff.edit(
    (members) => members.where({ id: staffId }),
    (row) => {
      const authenticators = withWord(row, id);
      const isActive = row.state !== 'suspendida' && isComplete({ authenticators });
      // Authenticators that no second person has accepted.
      const acceptance = withAcceptance(secrets, row, (before) => waitingAgain(before, now()));
      return { authenticators, state: isActive ? 'activa' : row.state, ...acceptance };
    },
  );
  await rows.insert({
    id,
    staff_id: staffId,
    content: secrets.seal(JSON.stringify({ ...content, label }), place(id)),
    lookup: lookupOf(content.credentialId),
    created_at: now(),
    step: String(step),
    last_used_at: null,
  });
}

/** An authenticator that does not count always gives 0; one that counts never gives a counter twice. */
async function use({ database, now }: Tables, id: string, step: number): Promise<boolean> {
  const used = await database.run<number>((sql) => {
    const row = sql('staff_authenticators').where({ id });
    return (step === 0 ? row.where({ step: 0 }) : row.where('step', '<', step)).update({ step, last_used_at: now() });
  });
  return used === 1;
}
