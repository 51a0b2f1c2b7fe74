import { randomBytes, randomUUID } from 'node:crypto';
import type { FacilitadorRequest } from '../../../domain/facilitador/facilitador-request.ts';
import { REFERENCE_BYTES, referenceOf } from '../../../domain/reference.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { FacilitadorRequests } from '../../../ports/facilitador-requests.ts';
import type { KeyMaterial } from '../../secrets.ts';
import { mailboxHmac } from '../accounts/mailbox-hmac.ts';
import type { Database } from '../database/database.ts';
import { locks } from '../database/locks.ts';
import type { FileRow } from '../files/file-row.ts';
import { boundRows } from '../row-mac/bound-rows.ts';
import { rowMacs } from '../row-mac/row-macs.ts';
import { versionedRows } from '../row-mac/versioned-rows.ts';
import { columnsOf, documentHmacs, type FacilitadorRow, toRequest } from './facilitador-row.ts';
import { requestDigest } from './request-digest.ts';

/** Requests for the person of one document that are named. */
const SAME_MOST = 20;

/** Requests for facilitadores in PostgreSQL. */
export function postgresFacilitadorRequests(
  database: Database,
  secrets: KeyMaterial,
  now: () => Date,
): FacilitadorRequests {
  const rows = versionedRows<FacilitadorRow>(database, secrets, 'facilitador_requests');
  const files = boundRows<FileRow>(database, rowMacs(secrets), 'files');
  const opened = (row: FacilitadorRow | undefined): FacilitadorRequest | undefined => row && toRequest(row, secrets);
  const digestNow: FacilitadorRequests['digestNow'] = (request) => requestDigest(files, request);
  const find = async (id: string) => opened(await rows.newest(id));

  return {
    open: (request) =>
      database.atomically(async () => {
        await assertMailboxFree(database, secrets, request);
        const id = randomUUID();
        const begun = { ...request, id, state: 'recibida' as const, observed: [] };
        const columns = columnsOf(begun, await digestNow(request), now(), secrets);
        await rows.insert({
          id,
          folio: referenceOf(randomBytes(REFERENCE_BYTES), 'FE'),
          account_id: request.company.accountId,
          actor: request.askedBy.subject,
          created_at: now(),
          ...columns,
        });
        return (await find(id)) as FacilitadorRequest;
      }),
    find,
    async findByFolio(folio) {
      const row = await rows.first((requests) => requests.where({ folio }));
      return row && find(row.id);
    },
    async ofCompany(account_id) {
      const own = await rows.all((requests) => requests.where({ account_id }).orderBy('created_at', 'desc'));
      return own.map((row) => toRequest(row, secrets));
    },
    change: (id, version, step) =>
      database.atomically(async () => {
        const row = await rows.first((requests) => requests.where({ id, version }).forUpdate());
        const latest = row && (await find(id));
        const changed = latest && (await step(latest));
        if (!latest || !changed) return undefined;
        const next = { ...latest, ...changed };
        const reopened = latest.state === 'rechazada' && next.state !== 'rechazada';
        if (reopened || next.data.email !== latest.data.email) await assertMailboxFree(database, secrets, next, id);
        // A change of the state alone keeps the digest: files that another hand replaced never become those of the request.
        const digest = changed.data || changed.files ? await digestNow(next) : latest.digest;
        const columns = columnsOf(next, digest, now(), secrets);
        await rows.edit(
          (requests) => requests.where({ id }),
          () => columns,
        );
        return find(id);
      }),
    digestNow,
    async ofSameDocument({ id, data }) {
      const found = await rows.all((requests) =>
        requests
          .whereIn('document_hmac', documentHmacs(secrets, data))
          .whereNot({ id })
          .orderBy('created_at', 'desc')
          .limit(SAME_MOST),
      );
      return found.map((row) => toRequest(row, secrets));
    },
  };
}

/**
 * Held to the end of the transaction. Throws where a facilitador, or another request that was not rejected, has it. The
 * person of the same document is no other: of that one only a request of the same company that is not decided counts.
 */
async function assertMailboxFree(
  { run }: Pick<Database, 'run'>,
  secrets: KeyMaterial,
  { data, company }: Pick<FacilitadorRequest, 'data' | 'company'>,
  but: string | null = null,
): Promise<void> {
  const mailbox = mailboxHmac(secrets, data.email);
  await run((sql) => sql.raw('select pg_advisory_xact_lock(?, ?)', [locks.facilitadorMailbox, mailbox.readInt32BE()]));
  const documents = documentHmacs(secrets, data);
  const { rows } = await run<{ rows: { taken: boolean }[] }>((sql) =>
    sql.raw(TAKEN, { mailbox, documents, company: company.accountId, but }),
  );
  if (rows[0]?.taken) throw new Refusal('facilitador-email-taken');
}

const TAKEN = `select exists (select from facilitador_requests
    where mailbox_hmac = :mailbox and state <> 'rechazada' and id is distinct from :but::uuid
      and (document_hmac <> all(:documents::bytea[]) or (account_id = :company and state <> 'aprobada')))
  or exists (select from accounts
    where mailbox_hmac = :mailbox and profile = 'facilitador' and state <> 'cerrada'
      and not exists (select from mandates join facilitador_requests on folio = source
        where mandates.account_id = accounts.id and document_hmac = any(:documents::bytea[]))) as taken`;
