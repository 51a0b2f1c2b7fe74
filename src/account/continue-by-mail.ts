import { Refusal } from '../domain/refusal.ts';
import type { Visitor } from '../ports/audit.ts';
import type { StoredRecovery } from '../ports/recoveries.ts';
import type { World } from '../ports/world.ts';
import { accountOf, type RecoveryOf } from './recover-key.ts';

/** Minutes in which the link of "Continuar por correo" serves. */
const MINUTES = 30;

/**
 * "Continuar por correo": a link goes to the e-mail on file and replaces letters and question. The page answers the same
 * for every identifier and shows no address; where nobody holds it, a message goes nowhere.
 */
export async function continueByMail(world: World, of: RecoveryOf, visitor: Visitor): Promise<void> {
  const recovery = await world.recoveries.find(of.id, of.browser);
  if (!recovery || recovery.sent) throw new Refusal('recovery-over');
  const account = await accountOf(world, recovery);
  await world.atomically(async () => {
    const before = await world.recoveries.change(of.id, of.browser, (latest) => ({
      ...latest,
      mailOnly: true,
      mailAskedAt: world.now().toISOString(),
    }));
    if (!before || askedJustNow(world, before)) return;
    if (!account) return void (await world.notifier.pretend());
    const until = new Date(world.now().getTime() + MINUTES * 60_000);
    const token = await world.links.issue('mailbox', account.id, until, of.id);
    const link = `${world.issuer}/recuperar/correo/${token}`;
    const notice = { kind: 'mailbox-link', link, minutes: MINUTES } as const;
    await world.notifier.send(notice, { channel: 'mail', to: account.personal.email }, account.id);
    const { id: accountId, subject } = account;
    await world.audit.record({ act: 'recovery.mailed', accountId, subject, visitor });
  });
}

/** A second click is not a second letter; a minute later it is. */
function askedJustNow({ now }: World, { mailAskedAt }: StoredRecovery): boolean {
  return mailAskedAt !== undefined && now().getTime() - Date.parse(mailAskedAt) < 60_000;
}

/** Opens the link: whoever has the mailbox goes on in this browser. Gives the recovery's page; throws `link-spent`. */
export async function openMailbox(world: World, token: string, browser: string): Promise<string> {
  return world.atomically(async () => {
    const link = await world.links.spend('mailbox', token);
    const recovery = link?.about === undefined ? undefined : await world.recoveries.adopt(link.about, browser);
    if (!recovery) throw new Refusal('link-spent');
    await world.recoveries.change(recovery.id, browser, (latest) => ({ ...latest, byMail: true }));
    return `/recuperar/${recovery.profile}/${recovery.id}`;
  });
}
