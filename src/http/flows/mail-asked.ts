import type { Mailed } from '../../account/continue-by-mail.ts';
import { rateLimits } from '../../domain/throttle.ts';
import type { Deps } from '../../ports/deps.ts';
import { when } from '../words/said.ts';

/**
 * What the page of «Continuar por correo» tells of the link: whether it was asked for, that one was there `before` (and
 * when the next may be asked for), or that it was `withheld` until then. The same words for every identifier.
 */
export async function mailAskedOf(
  { notifier }: Pick<Deps, 'notifier'>,
  { mailAskedAt, mailMessage }: Pick<Mailed, 'mailAskedAt' | 'mailMessage'>,
) {
  if (!mailAskedAt) return { asked: false };
  const at = new Date(mailAskedAt);
  const next = when(new Date(at.getTime() + rateLimits.mailboxLink.seconds * 1000));
  if (!mailMessage) return { asked: true, before: when(at), next };
  const { state, until } = await notifier.delivery(mailMessage);
  return { asked: true, withheld: state === 'withheld' ? when(until) : undefined };
}
