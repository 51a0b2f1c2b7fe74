import { disavowLink } from '../../../account/disavow-link.ts';
import { doneNow } from '../../../account/done-now.ts';
import { doneBy, type Here } from '../../../account/who-is-in.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';

/** Ends one session of the account for good; one that ended meanwhile changes nothing and causes no notice. */
export async function endSession(deps: Deps, here: Here, uid: string, visitor: Visitor): Promise<void> {
  await deps.atomically(async () => {
    if (await deps.sessions.end(here.account.id, uid)) await noteEnded(deps, here, 1, visitor);
  });
}

/**
 * Ends every session of the account but this one, with all tokens that do not depend on it, and every remembered browser:
 * the next sign-in asks for the second factor, here too.
 */
export async function endOtherSessions(deps: Deps, here: Here, visitor: Visitor): Promise<void> {
  await deps.atomically(async () => {
    const ended = await deps.sessions.endAll(here.account.id, { except: here.session.sessionUid });
    await deps.credentials.removeBrowsers(here.account.id);
    await noteEnded(deps, here, ended, visitor);
  });
}

/** Recorded in the trail, and the account holder is notified by mail (floor 10) where a session did end. */
async function noteEnded(deps: Deps, here: Here, count: number, visitor: Visitor): Promise<void> {
  const { details, ...who } = doneBy(here);
  await deps.audit.record({ act: 'session.ended', ...who, visitor, details: { ...details, count } });
  if (count === 0) return;
  const { id, personal } = here.account;
  const link = await disavowLink(deps, here.account, personal.email);
  const notice = { kind: 'sessions-ended', ...doneNow(deps, visitor, here.actor), count, link } as const;
  await deps.notifier.send(notice, { channel: 'mail', to: personal.email }, id);
}
