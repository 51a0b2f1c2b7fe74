import { randomBytes, randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { FacilitadorRequest } from '../../../domain/facilitador/facilitador-request.ts';
import { REFERENCE_BYTES, referenceOf } from '../../../domain/reference.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { FacilitadorRequests, NewFacilitadorRequest } from '../../../ports/facilitador-requests.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import type { FileRow } from '../files/file-row.ts';
import { boundRows } from '../row-mac/bound-rows.ts';
import { rowMacs } from '../row-mac/row-macs.ts';
import { versionedRows } from '../row-mac/versioned-rows.ts';
import { columnsOf, documentHmacs, type FacilitadorRow, toRequest } from './facilitador-row.ts';
import { ofEndedCompanies } from './of-ended-companies.ts';
import { requestDigest } from './request-digest.ts';
import { isMailboxTaken } from './taken-mailbox.ts';

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
  const all = async (which: (requests: Knex.QueryBuilder) => Knex.QueryBuilder) =>
    (await rows.all(which)).map((row) => toRequest(row, secrets));
  const digestNow: FacilitadorRequests['digestNow'] = (request) => requestDigest(files, request);
  const assertMailboxFree = async ({ data, company }: NewFacilitadorRequest, but: string | null = null) => {
    const asking = { data, company: company.accountId, but, at: now() };
    if (await isMailboxTaken(database, secrets, asking, 'asked')) throw new Refusal('facilitador-email-taken');
  };
  const find = async (id: string) => opened(await rows.newest(id));

  return {
    open: (request) =>
      database.atomically(async () => {
        await assertMailboxFree(request);
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
    ofCompany: (account_id, { limit, skip = 0 }) =>
      all((requests) => requests.where({ account_id }).orderBy('created_at', 'desc').limit(limit).offset(skip)),
    undecidedOf: (account_id, limit) =>
      all((requests) => requests.where({ account_id, ended_at: null }).orderBy('created_at', 'desc').limit(limit)),
    change: (id, version, step) =>
      database.atomically(async () => {
        const row = await rows.first((requests) => requests.where({ id, version }).forUpdate());
        const latest = row && (await find(id));
        const changed = latest && (await step(latest));
        if (!latest || !changed) return undefined;
        const next = { ...latest, ...changed };
        const reopened = latest.state === 'rechazada' && next.state !== 'rechazada';
        if (reopened || next.data.email !== latest.data.email) await assertMailboxFree(next, id);
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
    ofSameDocument: ({ id, data }) =>
      all((requests) =>
        requests
          .whereIn('document_hmac', documentHmacs(secrets, data))
          .whereNot({ id })
          .orderBy('created_at', 'desc')
          .limit(SAME_MOST),
      ),
    ofEndedCompanies: (limit) => ofEndedCompanies(database, 'facilitador_requests', limit),
  };
}
