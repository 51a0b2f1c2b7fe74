import { nothingWrong } from '../../../locales/es-CL/operator/audit.ts';
import type { Audit } from '../../../ports/audit.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { digestOf, entriesOf, lastIdOf } from './chain.ts';
import { type Head, headGone, headText, stands } from './head.ts';
import { auditRows } from './rows.ts';
import { lastSeal } from './seal-rows.ts';
import { rowGone, type TrailFault, trailTrust } from './trust.ts';

/** What two operators accept: a head that the trail lost, or a row that the server did not write or that is gone. */
export type Acceptable = { readonly head: Head } | { readonly row: bigint };

/** Nothing is wrong with what was to be accepted; the message explains it. */
export class NothingWrong extends Error {}

interface AcceptNeeds {
  readonly database: Database;
  readonly secrets: KeyMaterial;
  readonly audit: Pick<Audit, 'record'>;
}

/**
 * Writes into the trail that two operators accept a fault as it is now; the start and the sealer continue after it.
 * Gives the fault; throws NothingWrong where there is none. An acceptance names what it accepts: another fault needs
 * another one.
 */
export async function acceptFault(
  needs: AcceptNeeds,
  what: Acceptable,
  [by, second]: readonly [string, string],
): Promise<TrailFault> {
  const { database, audit } = needs;
  return database.atomically(async () => {
    const found = 'head' in what ? await headFault(needs, what.head) : await rowFault(needs, what.row);
    const { fault, about } = found;
    await audit.record({ act: 'trail.accepted', details: { fault, about, by, second } });
    return found;
  });
}

async function headFault({ database }: AcceptNeeds, head: Head): Promise<TrailFault> {
  if (await stands(database, head)) throw new NothingWrong(nothingWrong['seal-stands']({ head: headText(head) }));
  return headGone(head);
}

async function rowFault({ database, secrets }: AcceptNeeds, id: bigint): Promise<TrailFault> {
  const [row] = await auditRows(database, id, id, 1);
  const last = await lastSeal(database);
  const entry = last && id === lastIdOf(last) ? [...entriesOf(last)].at(-1) : undefined;
  if (!row || (entry && !digestOf(row).equals(entry.digest))) return rowGone(id);
  const fault = await trailTrust(database, secrets).faultOf(row);
  if (!fault) throw new NothingWrong(nothingWrong['row-true']({ row: id }));
  return fault;
}
