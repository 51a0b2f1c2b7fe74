import { randomUUID } from 'node:crypto';
import { givenAccess, waitingAgain } from '../../../domain/acceptance.ts';
import type { StaffMember, StaffMembers } from '../../../ports/staff.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { locks } from '../database/locks.ts';
import { rowMacs } from '../row-mac/row-macs.ts';
import { versionedRows } from '../row-mac/versioned-rows.ts';
import {
  boundSubject,
  isComplete,
  type StaffRow,
  subjectWord,
  toMember,
  toStaffRow,
  withAcceptance,
  withWord,
} from './staff-row.ts';

/** Members of staff in PostgreSQL; RUN, name and e-mail are sealed. */
export function postgresStaffMembers(database: Database, secrets: KeyMaterial, now: () => Date): StaffMembers {
  const macs = rowMacs(secrets);
  const rows = versionedRows<StaffRow>(database, secrets, 'staff');
  const memberOf = (row: StaffRow | undefined): StaffMember | undefined => row && toMember(secrets, row);
  const edit = (id: string, change: (row: StaffRow) => Partial<StaffRow>): Promise<StaffMember | undefined> =>
    database.atomically(async () => memberOf((await rows.edit((staff) => staff.where({ id }), change))[0]));
  const given = (row: StaffRow, by: string | undefined) =>
    withAcceptance(secrets, row, (before) => givenAccess(before, by, now()));
  const waits = (row: StaffRow) => withAcceptance(secrets, row, (before) => waitingAgain(before, now()));
  return {
    find: async (id) => memberOf(await rows.newest(id)),
    async hold(id) {
      await rows.first((staff) => staff.where({ id }).forUpdate());
      return memberOf(await rows.newest(id));
    },
    async list() {
      const all = await database.run<StaffRow[]>((sql) => sql('staff').orderBy(['created_at', 'id']).select());
      const own = all.filter((row) => macs.fits('staff', row));
      return { members: own.map((row) => toMember(secrets, row)), unverified: all.length - own.length };
    },
    lock: () => lockTeam(database),
    async add(given, by) {
      const acceptance = givenAccess(undefined, by, now());
      const member = { ...given, id: randomUUID(), state: 'invitada', acceptance } as const;
      const row = toStaffRow(secrets, member, now());
      return (await isNew(database, rows, row)) ? memberOf(await rows.newest(member.id)) : undefined;
    },
    setRoles: (id, roles, by) =>
      edit(id, (row) => {
        const set = { roles: roles.join(' ') };
        const before = row.roles.split(' ');
        return roles.every((role) => before.includes(role)) ? set : { ...set, ...given(row, by) };
      }),
    suspend: (id) =>
      database.atomically(async () => {
        await database.run((sql) => sql('staff_kept_forms').where({ staff_id: id }).delete());
        return edit(id, () => ({ state: 'suspendida', sessions_since: now(), link_hash: null, link_expires_at: null }));
      }),
    restore: (id, by) => edit(id, (row) => ({ state: isComplete(row) ? 'activa' : 'invitada', ...given(row, by) })),
    accept: (id, accepted) =>
      edit(id, (row) =>
        withAcceptance(secrets, row, (before) => ({
          ...waitingAgain(before, now()),
          accepted: { ...accepted, at: now() },
        })),
      ),
    endAcceptance: (id, ended) =>
      edit(id, (row) =>
        withAcceptance(secrets, row, (before) => ({ ...waitingAgain(before, now()), ended: { ...ended, at: now() } })),
      ),
    async findBySubject(subject) {
      const word = subjectWord(secrets, subject);
      const row = await rows.first((staff) => staff.whereRaw("? = any(string_to_array(authenticators, ' '))", [word]));
      // The database's own comparison is not trusted.
      return row && boundSubject(row) === word ? memberOf(await rows.newest(row.id)) : undefined;
    },
    async bindSubject(id, subject, offeredAt) {
      const row = await rows.first((staff) => staff.where({ id }).forUpdate());
      const isOpen = row && row.state !== 'suspendida' && offeredAt >= row.sessions_since;
      if (!isOpen || boundSubject(row)) return undefined;
      const word = subjectWord(secrets, subject);
      return edit(id, (own) => ({ authenticators: withWord(own, word), state: 'activa', ...waits(own) }));
    },
  };
}

/**
 * One change of the team after another. No lock of the table: a member who enrols or spends a link holds the own row, and
 * would then wait for the table while a change waits for the row.
 */
async function lockTeam({ run }: Database): Promise<void> {
  await run((sql) => sql.raw('select pg_advisory_xact_lock(?)', [locks.team]));
}

type StaffRows = ReturnType<typeof versionedRows<StaffRow>>;

/** Inserts the row; `false` where a member with this RUN is there. Two inserts at once wait for each other. */
async function isNew(database: Database, rows: StaffRows, row: Omit<StaffRow, 'version'>): Promise<boolean> {
  return database.atomically(async () => {
    await lockTeam(database);
    if (await rows.first((staff) => staff.where({ run_hmac: row.run_hmac }))) return false;
    await rows.insert(row);
    return true;
  });
}
