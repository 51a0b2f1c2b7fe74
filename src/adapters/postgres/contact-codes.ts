import { randomUUID } from 'node:crypto';
import type { ContactCode, ContactCodes } from '../../ports/contact-codes.ts';
import { codeTries } from './code-tries.ts';
import type { Database } from './database.ts';

interface Row {
  readonly id: string;
  readonly contact: ContactCode['contact'];
  readonly code_hash: string;
  readonly created_at: Date;
  readonly sent_at: Date | null;
  readonly proved_at: Date | null;
}

/** Codes to contacts that are replaced, in PostgreSQL; the outbox knows when each left. */
export function postgresContactCodes({ run }: Database, now: () => Date): ContactCodes {
  return {
    async put({ holdId, contact, codeHash, message }) {
      const fresh = { id: randomUUID(), code_hash: codeHash, message, tries: 0, created_at: now(), proved_at: null };
      await run((sql) =>
        sql('contact_codes')
          .insert({ ...fresh, hold_id: holdId, contact })
          .onConflict(['hold_id', 'contact'])
          .merge(fresh),
      );
    },
    async of(hold_id) {
      const rows = await run<Row[]>((sql) =>
        sql('contact_codes as c')
          .where({ hold_id })
          .orderBy('contact')
          .select('c.*', sql.raw('(select sent_at from outbox where id = c.message and not withheld) as sent_at')),
      );
      return rows.map(toCode);
    },
    ...codeTries({ run }, 'contact_codes', now),
  };
}

const toCode = (row: Row): ContactCode => ({
  id: row.id,
  contact: row.contact,
  codeHash: row.code_hash,
  createdAt: row.created_at,
  sentAt: row.sent_at ?? undefined,
  provedAt: row.proved_at ?? undefined,
});
