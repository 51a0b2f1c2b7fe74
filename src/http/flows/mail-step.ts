import { continueByMail } from '../../account/continue-by-mail.ts';
import type { Mailed, MailWay } from '../../account/mail-way.ts';
import { rateLimits } from '../../domain/throttle.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { Deps } from '../../ports/deps.ts';
import { textsOf, visitorOf } from '../page.ts';
import type { FlowStep, Locals, Stored } from './flow.ts';

/** The step of «Continuar por correo»: its page shows the state of the link, and its button asks for one. */
export const mailStep = <S extends Stored>(
  byMail: (deps: Deps) => MailWay<S>,
): Pick<Required<FlowStep<S>>, 'show' | 'act'> => ({
  show: ({ deps, ctx, journey }) => mailAskedOf(deps, journey, textsOf(ctx)),
  act: ({ deps, ctx, of }) => continueByMail(deps, byMail(deps), of, visitorOf(ctx)),
});

/**
 * What the page says of the link: whether it was asked for, that one was there `before` (and when the next may be asked
 * for), or that it was `withheld` until then. The same words for every identifier.
 */
async function mailAskedOf(
  { notifier }: Pick<Deps, 'notifier'>,
  { mailAskedAt, mailMessage }: Pick<Mailed, 'mailAskedAt' | 'mailMessage'>,
  { moments }: Pick<Catalogue, 'moments'>,
): Promise<Locals> {
  if (!mailAskedAt) return { asked: false };
  const at = new Date(mailAskedAt);
  const next = moments.opensAt(new Date(at.getTime() + rateLimits.mailboxLink.seconds * 1000));
  if (!mailMessage) return { asked: true, before: moments.opensAt(at), next };
  const { state, until } = await notifier.delivery(mailMessage);
  return { asked: true, withheld: state === 'withheld' ? moments.opensAt(until) : undefined };
}
