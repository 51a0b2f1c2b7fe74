import { disavowLink } from '../../../account/disavow-link.ts';
import { instantOf } from '../../../domain/instant.ts';
import { daysOf } from '../../../domain/retention.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { DataExport, ExportContent } from '../../../ports/exports.ts';
import type { PersonalSection } from '../../../ports/personal-records.ts';

/** Writes a copy of the data of a person, in the language of that person. */
export type WriteCopy = (sections: readonly PersonalSection[], made: Date) => ExportContent;

/**
 * A job for a ticker: makes the next copy that was asked for, notifies its owner, and gives whether there was one. An
 * account that was stopped meanwhile gets none.
 */
export async function makeExport(deps: Deps, write: WriteCopy): Promise<boolean> {
  const due = await deps.exports.claim();
  if (!due) return false;
  const account = await deps.accounts.find(due.accountId);
  if (account?.state !== 'activa') {
    await deps.exports.drop(due.id);
    return true;
  }
  const actor = due.actor ? await deps.companies.findActor(account.id, { subject: due.actor }) : undefined;
  const content = write(await deps.records.of(account, actor), deps.now());
  await deps.atomically(async () => {
    const until = new Date(deps.now().getTime() + daysOf('exports') * 24 * 3_600_000);
    if (!(await deps.exports.finish(due.id, content, until))) return;
    await deps.audit.record({ act: 'export.made', accountId: account.id, subject: account.subject });
    await notifyReady(deps, due, until);
  });
  return true;
}

async function notifyReady(deps: Deps, { id, accountId, askedAt, device }: DataExport, until: Date): Promise<void> {
  const account = await deps.accounts.find(accountId);
  if (!account) return;
  const token = await deps.links.issue('export', accountId, until, id);
  const notice = {
    kind: 'export-ready',
    at: instantOf(askedAt),
    device,
    until: instantOf(until),
    link: `${deps.issuer}/descarga/${token}`,
    disavow: await disavowLink(deps, account, account.personal.email),
  } as const;
  await deps.notifier.send(notice, { channel: 'mail', to: account.personal.email }, accountId);
}
