import { hasNie } from '../../domain/account.ts';
import { changeDueAt } from '../../domain/pending-change-term.ts';
import type { RecoveringProfile } from '../../domain/recovery.ts';
import type { FlowStep, Locals } from '../../http/flows/flow.ts';
import { text } from '../../http/form.ts';
import { verifyCaptcha } from '../../http/forms/captcha-check.ts';
import { textsOf, visitorOf } from '../../http/page.ts';
import { deliveriesOf } from '../../http/words/deliveries.ts';
import { inGroups } from '../../http/words/mobile-groups.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { Deps } from '../../ports/deps.ts';
import type { RecoveryOutcome, StoredRecovery } from '../../ports/recoveries.ts';
import { unprovedLocals } from './contest-receipt.ts';
import { denyAccount } from './use-cases/contest-recovery.ts';
import { maskedAddress } from './use-cases/recover-key.ts';
import { mayResendAt, RESENDS, resendKey } from './use-cases/resend-key.ts';
import { sendKey } from './use-cases/send-key.ts';

/** «Recuperar Clave»: what will be sent, and where new contacts wait. */
export const sendStep: FlowStep<StoredRecovery> = {
  show: async ({ deps, journey }) => ({
    maskedEmail: journey.card ? await maskedAddress(deps, journey) : undefined,
    held: journey.contacts !== undefined,
    contacts: journey.contacts && { ...journey.contacts, mobile: inGroups(journey.contacts.mobile) },
    bySmsAlone: hasNie(journey.profile) && journey.byMail && deps.policy.recoversBy === 'key',
  }),
  async act({ deps, ctx, of, form, captcha }) {
    if (captcha) await verifyCaptcha(deps, form, captcha);
    await sendKey(deps, of, visitorOf(ctx));
  },
};

/** «Éxito», with «No me llegó» and «Esta cuenta no la abrí yo». */
export const sentStep: FlowStep<StoredRecovery> = {
  show: ({ deps, ctx, journey }) => sentPage(deps, journey, textsOf(ctx)),
  act: ({ deps, ctx, of, form }) =>
    text(form, 'accion') === 'no-es-mia' ? denyAccount(deps, of) : resendKey(deps, of, visitorOf(ctx)),
};

async function sentPage(deps: Deps, recovery: StoredRecovery, texts: Catalogue): Promise<Locals> {
  const { outcome } = recovery;
  const { formats } = texts;
  if (!outcome) return {};
  const may = mayResendAt(recovery);
  // No link to the request here: without an account there is no request, and the page must not reveal that (C3).
  const held = outcome.request !== undefined;
  const until = changeDueAt(new Date(outcome.at), deps.pendingChangeHours);
  const deliveries = await deliveriesOf(deps, outcome, texts);
  // A message that was refused for good will not be sent within ten minutes.
  const refused = deliveries.some(({ channel, state }) => channel === 'mail' && state === 'refused');
  return {
    lines: held ? [] : linesOf(texts, recovery.profile, refused ? { ...outcome, mail: undefined } : outcome),
    deliveries,
    by: formats.clock(new Date(Date.parse(outcome.at) + 10 * 60_000)),
    reference: outcome.reference,
    held,
    until: held ? formats.instant(until) : undefined,
    ...unprovedLocals(deps, recovery),
    mayResend: may <= deps.now(),
    resendAt: outcome.times < RESENDS ? formats.clock(may) : undefined,
  };
}

/** The lines of the guide's dialog, for what is really sent (natural 3.1 to 3.3, jurídica 3.1 to 3.3). */
export function linesOf(
  { pages }: Catalogue,
  profile: RecoveringProfile,
  { mail, sms, byLink }: Partial<RecoveryOutcome>,
): readonly string[] {
  const { sent } = pages.recovery;
  if (byLink) return [...(mail ? [sent.linkByMail] : []), ...(sms ? [sent.codeBySms] : [])];
  const toCompany = profile === 'juridica' && !sms;
  const mailLine = toCompany ? sent.keyByCompanyMail : sent.keyByMail;
  return [...(sms ? [sent.keyBySms] : []), ...(mail ? [mailLine] : [])];
}
