import { mailboxOf } from '../../../domain/email.ts';
import type { AnnouncedChanges } from '../../../ports/announced-changes.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';

/** Announced changes in PostgreSQL; mailboxes are HMACs. */
export function postgresAnnouncedChanges(
  { run }: Pick<Database, 'run'>,
  secrets: Pick<KeyMaterial, 'hmac'>,
  now: () => Date,
): AnnouncedChanges {
  return {
    async note(change_id, to) {
      const mailbox_hmac = secrets.hmac('throttle', 'announced-change', change_id, mailboxOf(to));
      const noted = await run<object[]>((sql) =>
        sql('announced_changes')
          .insert({ change_id, mailbox_hmac, sent_at: now() })
          .onConflict(['change_id', 'mailbox_hmac'])
          .ignore()
          .returning('change_id'),
      );
      return noted.length > 0;
    },
  };
}
