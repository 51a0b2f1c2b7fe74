import { type Identifier, NO_ACCOUNT, type Profile } from '../../../domain/account.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { rateLimits } from '../../../domain/throttle.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import { asksAgain, reaches, trailOf } from './sign-in-code.ts';

/** Minutes for which the link is valid; while one is unopened no second one is sent. */
const MINUTES = 30;

/** Address under which the link's token is opened. */
export const SIGN_IN_LINK = '/correo-de-ingreso';

/** The user who asks for a link instead of work. */
interface SignInLink {
  readonly profile: Profile;
  readonly identifier: Identifier;
  readonly browser: string;
}

/**
 * Without script a browser cannot do the work: a link is sent to the confirmed e-mail on file. It signs no user in; the
 * browser in which it is opened may try keys of that account for ten minutes. The same is done for an identifier
 * without an account. Throws `mail-paused` past the network's budget.
 */
export async function sendSignInLink(deps: Deps, asked: SignInLink, visitor: Visitor): Promise<void> {
  if (await asksAgain(deps, asked, asked.browser)) return;
  const { allowed, until } = await deps.throttles.consume(rateLimits.loginMessagesByNetwork, visitor.network);
  if (!allowed) throw new Refusal('mail-paused', { until });
  const account = await deps.accounts.findByIdentifier(asked.profile, asked.identifier);
  const waits = await deps.links.waits('sign-in', account?.id ?? NO_ACCOUNT);
  await deps.atomically(async () => {
    const details = { by: 'link' };
    await deps.audit.record({ act: 'login.mailed', ...trailOf(account), visitor, details });
    if (!account || !reaches(account, 'email') || waits) {
      await deps.links.pretend();
      await deps.notifier.pretend('mailbox-link', 'mail', `${asked.profile}:${asked.identifier}`);
      return;
    }
    const token = await deps.links.issue('sign-in', account.id, new Date(deps.now().getTime() + MINUTES * 60_000));
    const link = `${deps.issuer}${SIGN_IN_LINK}/${token}`;
    const notice = { kind: 'mailbox-link', journey: 'sign-in', link, minutes: MINUTES } as const;
    await deps.notifier.send(notice, { channel: 'mail', to: account.personal.email }, account.id);
  });
}

/** Opens the link by its button: this browser may try keys now. Throws `link-spent`. */
export async function openSignInLink(deps: Deps, token: string, browser: string, visitor: Visitor): Promise<void> {
  await deps.atomically(async () => {
    const link = await deps.links.spend('sign-in', token);
    if (!link) throw new Refusal('link-spent');
    const account = await deps.accounts.find(link.accountId);
    const details = { by: 'link', contact: 'email' };
    await deps.audit.record({ act: 'login.contact-read', ...trailOf(account), visitor, details });
    await deps.accountCodes.grant({ accountId: link.accountId, purpose: 'sign-in', contact: 'email', browser });
  });
}
