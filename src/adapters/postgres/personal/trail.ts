import type { Act, AuditRow } from '../../../ports/audit.ts';
import type { PersonalRow } from '../../../ports/personal-records.ts';
import { SEEN } from '../audit/audit.ts';
import { type AuditColumns, selectedColumns } from '../audit/rows.ts';
import { trailTrust } from '../audit/trust.ts';
import { isMine, type Reader, type Reading } from './reader.ts';

interface TrailRow extends AuditColumns {
  /** `at` is text here, as it is signed. */
  readonly hour: Date;
}

/**
 * The trail of an account, except rows that the server did not write or that are not shown yet; of a company device and code only of one's own
 * acts.
 */
export const trail: Reading = {
  async read(reader) {
    const { isTrue } = trailTrust(reader.database, reader.secrets);
    const rows = await reader.database.run<TrailRow[]>((sql) =>
      sql('audit')
        .where({ account_id: reader.account.id })
        .whereRaw(SEEN, [reader.now().toISOString()])
        .orderBy('audit.id')
        .select('audit.at as hour', sql.raw(selectedColumns)),
    );
    const given: PersonalRow[] = [];
    for (const row of rows) if (await isTrue(row)) given.push(trailRow(row, reader));
    return given;
  },
};

function trailRow({ hour, act, client_id, device, reference, details: text }: TrailRow, reader: Reader): PersonalRow {
  const details: AuditRow['details'] = text === null ? {} : JSON.parse(text);
  const said = { at: hour, act: act as Act, clientId: client_id ?? undefined, device: undefined, details };
  const mine = isMine(reader, details.actor);
  return {
    when: hour,
    what: { of: 'act', act: said, client: client_id ?? '' },
    act: act ?? undefined,
    client: client_id ?? undefined,
    device: mine ? (device ?? undefined) : undefined,
    reference: mine ? (reference ?? undefined) : undefined,
  };
}
