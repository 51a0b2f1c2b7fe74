import type { Courier, Envelope } from '../adapters/messaging/courier.ts';
import type { Database } from '../adapters/postgres/database/database.ts';
import type { KeyMaterial } from '../adapters/secrets.ts';

type Kept = Envelope & { readonly sentAt: Date };

/** The development mailbox: messages that would be sent are stored encrypted, and shown at /buzon. */
export interface Mailbox {
  readonly deliver: Courier;
  /** Newest first, the last `limit`. */
  list(limit: number): Promise<readonly Kept[]>;
}

/** The mailbox in the table of the same name; `deliver` stores an envelope once, by its id. */
export function databaseMailbox({ run }: Database, secrets: KeyMaterial, now: () => Date): Mailbox {
  return {
    async deliver(envelope) {
      const content = secrets.seal(JSON.stringify(envelope), `mailbox:${envelope.id}`);
      const row = { id: envelope.id, content, created_at: envelope.createdAt, sent_at: now() };
      await run((sql) => sql('mailbox').insert(row).onConflict('id').ignore());
    },
    async list(limit) {
      type Row = { id: string; content: Buffer; created_at: Date; sent_at: Date };
      const rows = await run<Row[]>((sql) => sql('mailbox').orderBy('created_at', 'desc').limit(limit));
      return rows.map(({ id, content, created_at, sent_at }) => ({
        ...(JSON.parse(secrets.open(content, `mailbox:${id}`)) as Envelope),
        createdAt: created_at,
        sentAt: sent_at,
      }));
    },
  };
}
