import { randomUUID } from 'node:crypto';
import type { ContactCode, ContactCodes } from '../../../ports/contact-codes.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { boundRows } from '../row-mac/bound-rows.ts';
import { rowMacs } from '../row-mac/row-macs.ts';
import { codeTries } from './code-tries.ts';
import { dispatchedAt } from './dispatched-at.ts';

interface Row {
  readonly id: string;
  readonly hold_id: string;
  readonly contact: ContactCode['contact'];
  readonly code_hash: string;
  readonly message: string;
  readonly tries: number;
  readonly created_at: Date;
  readonly proved_at: Date | null;
}

/** When its message was sent, as that message's own row shows. */
interface Sent {
  readonly sent_at: Date | null;
}

/** Codes to contacts that are replaced, in PostgreSQL; the outbox knows when each was sent. */
export function postgresContactCodes(
  { run, atomically }: Database,
  secrets: KeyMaterial,
  now: () => Date,
): ContactCodes {
  const macs = rowMacs(secrets);
  const rows = boundRows<Row>({ run }, macs, 'contact_codes');
  return {
    async put({ holdId, contact, codeHash, message }) {
      const row: Row = {
        id: randomUUID(),
        hold_id: holdId,
        contact,
        code_hash: codeHash,
        message,
        tries: 0,
        created_at: now(),
        proved_at: null,
      };
      // Every column of an earlier row is written.
      await run((sql) =>
        sql('contact_codes').insert(macs.signed('contact_codes', row)).onConflict(['hold_id', 'contact']).merge(),
      );
    },
    async of(hold_id) {
      const found = await run<(Row & Sent)[]>((sql) =>
        sql('contact_codes as c')
          .where({ hold_id })
          .orderBy('contact')
          .select('c.*', sql.raw('(select sent_at from outbox where id = c.message and not withheld) as sent_at')),
      );
      return found.map((row) => {
        rows.checked(row, { hold_id });
        return toCode(row);
      });
    },
    ...codeTries({ run, atomically, table: 'contact_codes', rows, now }),
  };
}

const toCode = (row: Row & Sent): ContactCode => ({
  id: row.id,
  contact: row.contact,
  codeHash: row.code_hash,
  createdAt: row.created_at,
  sentAt: dispatchedAt(row.created_at, row.sent_at),
  provedAt: row.proved_at ?? undefined,
});
