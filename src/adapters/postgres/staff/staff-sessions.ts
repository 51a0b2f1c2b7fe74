import { randomBytes, randomUUID } from 'node:crypto';
import { DESK_IDLE_MINUTES, DESK_SESSION_HOURS } from '../../../domain/staff.ts';
import type { StaffEntry, StaffSession, StaffSessions } from '../../../ports/staff.ts';
import type { KeyMaterial } from '../../secrets.ts';
import { knownVersion } from '../audit/row-versions.ts';
import type { Database } from '../database/database.ts';
import { hashed } from '../database/hashed.ts';
import { assertAsAsked } from '../row-mac/as-asked.ts';
import { columnsAs, rowAs } from '../row-mac/columns-as.ts';
import { type RowMacs, rowMacs } from '../row-mac/row-macs.ts';
import { assertNewest } from '../row-mac/versioned-rows.ts';
import { boundSubject, hasEnough, type StaffRow, toMember } from './staff-row.ts';

interface Row {
  readonly id: string;
  readonly token_hash: Buffer;
  readonly staff_id: string;
  readonly entry: StaffEntry;
  readonly created_at: Date;
  readonly expires_at: Date;
}

type Used = Readonly<Record<string, unknown>>;

/** One statement checks session and member, and records the use: a suspension counts at the next request anywhere. */
const USE = `
  update staff_sessions own set used_at = :now
  from staff
  where own.token_hash = :hash and own.expires_at > :now and own.used_at > :idleSince
    and staff.id = own.staff_id and staff.state <> 'suspendida' and own.created_at >= staff.sessions_since
  returning ${columnsAs('staff_sessions', 'own')}, ${columnsAs('staff', 'staff')},
    ${knownVersion("'staff:' || staff.id")} as known`;

/** Sessions of the desk as rows; only the browser has the token itself. */
export function postgresStaffSessions(database: Database, secrets: KeyMaterial, now: () => Date): StaffSessions {
  const { run } = database;
  const macs = rowMacs(secrets);
  const idleSince = (): Date => new Date(now().getTime() - DESK_IDLE_MINUTES * 60_000);
  return {
    async begin(staffId, entry) {
      const token = randomBytes(32).toString('base64url');
      const at = now();
      const row: Row = {
        id: randomUUID(),
        token_hash: hashed(token),
        staff_id: staffId,
        entry,
        created_at: at,
        expires_at: new Date(at.getTime() + DESK_SESSION_HOURS * 3_600_000),
      };
      await run((sql) => sql('staff_sessions').insert({ ...macs.signed('staff_sessions', row), used_at: at }));
      return token;
    },
    async use(token) {
      const bindings = { now: now(), hash: hashed(token), idleSince: idleSince() };
      const { rows } = await run<{ rows: Used[] }>((sql) => sql.raw(USE, bindings));
      if (rows[0]) return checkedSession(macs, secrets, rows[0], { token_hash: bindings.hash }, bindings.now);
      const left = await run<object | undefined>((sql) =>
        sql('staff_sessions')
          .where({ token_hash: bindings.hash })
          .where('used_at', '<=', bindings.idleSince)
          .first('id'),
      );
      return left ? 'idle' : 'over';
    },
    async end(token) {
      await run((sql) =>
        sql('staff_sessions')
          .where({ token_hash: hashed(token) })
          .delete(),
      );
    },
  };
}

/** The database's own comparison is not trusted: both rows verify, and are those that were asked for. */
function checkedSession(
  macs: RowMacs,
  secrets: KeyMaterial,
  used: Used,
  asked: Pick<Row, 'token_hash'>,
  now: Date,
): StaffSession | 'over' {
  const own = macs.checked('staff_sessions', rowAs<Row>(used, 'own'));
  const staff = macs.checked('staff', rowAs<StaffRow>(used, 'staff'));
  assertAsAsked('staff_sessions', own, asked);
  assertAsAsked('staff', staff, { id: own.staff_id });
  assertNewest('staff', staff.id, staff.version, used.known as number | null);
  if (staff.state === 'suspendida' || own.created_at < staff.sessions_since || own.expires_at <= now) return 'over';
  return {
    id: own.id,
    entry: own.entry,
    member: toMember(secrets, staff),
    // A link opens the enrolment and nothing else: who enrolled signs in with an authenticator.
    enrolled: staff.state === 'activa' && isEnrolled(own.entry, staff),
    endsAt: own.expires_at,
  };
}

const isEnrolled = (entry: StaffEntry, staff: StaffRow): boolean =>
  (entry === 'issuer' && boundSubject(staff) !== undefined) || (entry === 'passkey' && hasEnough(staff));
