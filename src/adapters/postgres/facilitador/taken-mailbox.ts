import type { FacilitadorRequest } from '../../../domain/facilitador/facilitador-request.ts';
import type { KeyMaterial } from '../../secrets.ts';
import { mailboxHmacs } from '../accounts/mailbox-hmac.ts';
import type { Database } from '../database/database.ts';
import { locks } from '../database/locks.ts';
import { documentHmacs } from './facilitador-row.ts';

/** Who asks for a mailbox, and when; `but` is the id of the request itself, or null. */
interface Asking {
  readonly data: FacilitadorRequest['data'];
  readonly company: string;
  readonly but: string | null;
  readonly at: Date;
}

/**
 * Whether the mailbox of a person is another one's: an account's, or that of an invitation whose link is valid. What was
 * only asked for keeps it from no other company. The lock is held to the end of the transaction.
 */
export async function isMailboxTaken(
  { run }: Pick<Database, 'run'>,
  secrets: KeyMaterial,
  { data, company, but, at }: Asking,
  what: 'asked' | 'sent',
): Promise<boolean> {
  const mailboxes = mailboxHmacs(secrets, data.email);
  const number = mailboxes[0].readInt32BE();
  await run((sql) => sql.raw('select pg_advisory_xact_lock(?, ?)', [locks.facilitadorMailbox, number]));
  const values = { mailboxes, documents: documentHmacs(secrets, data), company, but, at };
  const where = what === 'sent' ? `${INVITED} or ${HELD}` : `${INVITED} or ${HELD} or ${ASKED}`;
  const { rows } = await run<{ rows: { taken: boolean }[] }>((sql) => sql.raw(`select ${where} as taken`, values));
  return rows[0]?.taken ?? true;
}

/** The company itself asks with it, and nothing is decided. */
const ASKED = `exists (select from facilitador_requests
  where mailbox_hmac = any(:mailboxes::bytea[]) and account_id = :company and state not in ('aprobada', 'rechazada')
    and id is distinct from :but::uuid)`;

/** The person of another document was invited with it. */
const INVITED = `exists (select from facilitador_invitations as sent join facilitador_requests as asked using (id)
  where asked.mailbox_hmac = any(:mailboxes::bytea[]) and id is distinct from :but::uuid
    and sent.state = 'enviada' and sent.expires_at > :at and sent.document_hmac <> all(:documents::bytea[]))`;

/** The account of another facilitador has it. */
const HELD = `exists (select from accounts
  where mailbox_hmac = any(:mailboxes::bytea[]) and profile = 'facilitador' and state not in ('cerrada', 'pendiente_correo')
    and not exists (select from mandates join facilitador_requests on folio = source
      where mandates.account_id = accounts.id and document_hmac = any(:documents::bytea[])))`;
