import { parseEmail } from '../../../domain/email.ts';
import type { MemberInvitationState } from '../../../domain/member-invitation.ts';
import type { MemberInvitation, MemberInvitations } from '../../../ports/member-invitations.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { versionedRows } from '../row-mac/versioned-rows.ts';

export interface MemberInvitationRow {
  readonly id: string;
  /** Who gives it; null where the desk does. */
  readonly account_id: string | null;
  readonly state: MemberInvitationState;
  readonly sending: string;
  readonly content: Buffer;
  readonly created_at: Date;
  readonly changed_at: Date;
  readonly expires_at: Date;
  /** Null in a row of before. */
  readonly version: number | null;
}

type Content = Pick<MemberInvitation, 'organisation' | 'email' | 'role' | 'source' | 'resent'> & {
  readonly until: string;
  readonly sentAt: string;
};

const place = (id: string): string => `member-invitation:${id}`;

/** Invitations of members in PostgreSQL. */
export function postgresMemberInvitations(
  database: Database,
  secrets: KeyMaterial,
  now: () => Date,
): MemberInvitations {
  const rows = versionedRows<MemberInvitationRow>(database, secrets, 'member_invitations');
  const opened = (row: MemberInvitationRow | undefined) => row && toMemberInvitation(row, secrets);
  return {
    async add(invitation) {
      const at = now();
      const row = { ...columnsOf(invitation, secrets), created_at: at, changed_at: at };
      await database.atomically(() => rows.insert(row));
    },
    find: async (id) => opened(await rows.newest(id)),
    async ofSending(sending) {
      const row = await rows.first((all) => all.where({ sending }));
      return opened(row && (await rows.newest(row.id)));
    },
    async openOf(giverId, limit) {
      const account_id = giverId ?? null;
      const own = await rows.all((all) =>
        all.where({ account_id, state: 'enviada' }).orderBy('created_at', 'desc').limit(limit),
      );
      return own.map((row) => toMemberInvitation(row, secrets));
    },
    async change(id, change) {
      const [row] = await database.atomically(() =>
        rows.edit(
          (all) => all.where({ id, state: 'enviada' }),
          (latest) => ({
            ...columnsOf({ ...toMemberInvitation(latest, secrets), ...change }, secrets),
            changed_at: now(),
          }),
        ),
      );
      return opened(row);
    },
  };
}

function columnsOf(
  { id, giverId, state, sending, expiresAt, ...known }: MemberInvitation,
  secrets: Pick<KeyMaterial, 'seal'>,
): Omit<MemberInvitationRow, 'created_at' | 'changed_at' | 'version'> {
  const { organisation, email, role, source, resent, until, sentAt } = known;
  const dates = { until: until.toISOString(), sentAt: sentAt.toISOString() };
  const content: Content = { organisation, email, role, source, resent, ...dates };
  const sealed = secrets.seal(JSON.stringify(content), place(id));
  return { id, account_id: giverId ?? null, state, sending, content: sealed, expires_at: expiresAt };
}

/** The invitation of a row. */
export function toMemberInvitation(row: MemberInvitationRow, secrets: Pick<KeyMaterial, 'open'>): MemberInvitation {
  const { id, account_id, state, sending, expires_at: expiresAt } = row;
  const content = JSON.parse(secrets.open(row.content, place(id))) as Content;
  return {
    ...content,
    id,
    giverId: account_id ?? undefined,
    state,
    sending,
    expiresAt,
    email: parseEmail(content.email),
    until: new Date(content.until),
    sentAt: new Date(content.sentAt),
  };
}
