import { randomBytes } from 'node:crypto';
import { givenAccess, waitingAgain } from '../../../domain/acceptance.ts';
import { STAFF_LINK_MINUTES } from '../../../domain/staff.ts';
import type { StaffLinks } from '../../../ports/staff.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { hashed } from '../database/hashed.ts';
import { versionedRows } from '../row-mac/versioned-rows.ts';
import { type StaffRow, toMember, withAcceptance } from './staff-row.ts';

/** One-use links in the rows of their members: to make one valid again, a bound row would have to be forged. */
export function postgresStaffLinks(database: Database, secrets: KeyMaterial, now: () => Date): StaffLinks {
  const rows = versionedRows<StaffRow>(database, secrets, 'staff');
  const isOpen = ({ state, link_expires_at: until }: StaffRow): boolean =>
    state !== 'suspendida' && until !== null && until > now();
  return {
    async make(id, by) {
      const token = randomBytes(32).toString('base64url');
      const until = new Date(now().getTime() + STAFF_LINK_MINUTES * 60_000);
      await database.atomically(() =>
        rows.edit(
          (staff) => staff.where({ id }),
          (row) => ({
            link_hash: hashed(token),
            link_expires_at: until,
            ...withAcceptance(secrets, row, (before) => givenAccess(before, by, now())),
          }),
        ),
      );
      return token;
    },
    async read(token) {
      const row = await rows.first((staff) => staff.where({ link_hash: hashed(token) }));
      return row && isOpen(row) && (await rows.newest(row.id)) ? toMember(secrets, row) : undefined;
    },
    spend: (token) =>
      database.atomically(async () => {
        const link_hash = hashed(token);
        const before = await rows.first((staff) => staff.where({ link_hash }).forUpdate());
        if (!before || !isOpen(before)) return undefined;
        const [row] = await rows.edit(
          (staff) => staff.where({ id: before.id }),
          (own) => ({
            ...opened(own, now()),
            ...withAcceptance(secrets, own, (accepted) => waitingAgain(accepted, now())),
          }),
        );
        await database.run((sql) => sql('staff_authenticators').where({ staff_id: before.id }).delete());
        return row && toMember(secrets, row);
      }),
  };
}

/** A member who enrols anew: what was lost may be in other hands, so that earlier authenticators and sessions end. */
const opened = (row: StaffRow, now: Date): Partial<StaffRow> => ({
  link_hash: null,
  link_expires_at: null,
  authenticators: '',
  sessions_since: now,
  state: row.state === 'activa' ? 'invitada' : row.state,
});
