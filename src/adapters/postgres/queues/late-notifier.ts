import type { Notifier } from '../../../ports/notifier.ts';
import type { SandboxPeople } from '../../../ports/sandbox-people.ts';
import type { Database } from '../database/database.ts';

/** How late the mail of a person is whose switch says so (docs/sandbox.md). */
const MAIL_LATE_MS = 5 * 60_000;

/** A notifier of a sandbox: mail about an account whose mail is switched to late is due some minutes later. */
export function lateNotifier(
  notifier: Notifier,
  { atomically, run }: Pick<Database, 'atomically' | 'run'>,
  { isMailLate, now }: Pick<SandboxPeople, 'isMailLate'> & { readonly now: () => Date },
): Notifier {
  return {
    ...notifier,
    async send(notice, recipient, accountId, asked) {
      const mayBeLate = recipient.channel === 'mail' && accountId !== undefined;
      if (!mayBeLate || !(await isMailLate(accountId, now())))
        return notifier.send(notice, recipient, accountId, asked);
      return atomically(async () => {
        const id = await notifier.send(notice, recipient, accountId, asked);
        const due_at = new Date(now().getTime() + MAIL_LATE_MS);
        await run((sql) => sql('outbox').where({ id, sent_at: null }).update({ due_at }));
        return id;
      });
    },
  };
}
