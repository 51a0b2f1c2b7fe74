import { clockOf, hourOf } from '../../account/hour.ts';
import { holdEnd } from '../../domain/hold-term.ts';
import type { Phone } from '../../domain/phone.ts';
import type { RecoveringProfile } from '../../domain/recovery.ts';
import type { FlowStep, Locals } from '../../http/flows/flow.ts';
import { text } from '../../http/form.ts';
import { verifyCaptcha } from '../../http/forms/captcha-check.ts';
import { visitorOf } from '../../http/page.ts';
import { deliveriesOf } from '../../http/words/deliveries.ts';
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
    bySmsAlone: journey.profile === 'migrante' && journey.byMail && deps.policy.recoversBy === 'key',
  }),
  async act({ deps, ctx, of, form, captcha }) {
    if (captcha) await verifyCaptcha(deps, form, captcha);
    await sendKey(deps, of, visitorOf(ctx));
  },
};

/** «Éxito», with «No me llegó» and «Esta cuenta no la abrí yo». */
export const sentStep: FlowStep<StoredRecovery> = {
  show: ({ deps, journey }) => sentPage(deps, journey),
  act: ({ deps, ctx, of, form }) =>
    text(form, 'accion') === 'no-es-mia' ? denyAccount(deps, of) : resendKey(deps, of, visitorOf(ctx)),
};

/** "+56 9 4000 0021": so that a slip in what was typed is seen. */
const inGroups = (mobile?: Phone): string | undefined => mobile?.replace(/^(\+56)(9)(\d{4})(\d{4})$/, '$1 $2 $3 $4');

async function sentPage(deps: Deps, recovery: StoredRecovery): Promise<Locals> {
  const { outcome } = recovery;
  if (!outcome) return {};
  const may = mayResendAt(recovery);
  // No link to the request here: without an account there is no request, and the page must not tell (C3).
  const held = outcome.request !== undefined;
  const until = holdEnd(new Date(outcome.at), deps.holdHours);
  const deliveries = await deliveriesOf(deps, outcome);
  // What was refused for good will not be sent within ten minutes.
  const refused = deliveries.some(({ channel, state }) => channel === 'mail' && state === 'refused');
  return {
    lines: held ? [] : linesOf(recovery.profile, refused ? { ...outcome, mail: undefined } : outcome),
    deliveries,
    by: clockOf(new Date(Date.parse(outcome.at) + 10 * 60_000)),
    reference: outcome.reference,
    held,
    until: held ? hourOf(until) : undefined,
    ...unprovedLocals(deps, recovery),
    mayResend: may <= deps.now(),
    resendAt: outcome.times < RESENDS ? clockOf(may) : undefined,
  };
}

const BY_SMS = 'Su clave Sence (CS) será enviada por SMS a su celular dentro de los próximos 10 minutos.';
const BY_MAIL = 'Su clave Sence (CS) será enviada a su e-Mail dentro de los próximos 10 minutos.';
const BY_COMPANY_MAIL =
  'Su clave Sence (CS) será enviada al e-Mail de la Empresa registrado dentro de los próximos 10 minutos.';

const LINK_BY_MAIL = 'Un enlace para recuperar su clave será enviado a su e-Mail dentro de los próximos 10 minutos.';
const CODE_BY_SMS = 'Un código será enviado por SMS a su celular dentro de los próximos 10 minutos.';

/** The lines of the guide's dialog, for what really goes out (natural 3.1 to 3.3, jurídica 3.1 to 3.3). */
function linesOf(profile: RecoveringProfile, { mail, sms, byLink }: Partial<RecoveryOutcome>): readonly string[] {
  if (byLink) return [...(mail ? [LINK_BY_MAIL] : []), ...(sms ? [CODE_BY_SMS] : [])];
  const mailLine: Readonly<Record<RecoveringProfile, string>> = {
    natural: BY_MAIL,
    migrante: BY_MAIL,
    juridica: sms ? BY_MAIL : BY_COMPANY_MAIL,
  };
  return [...(sms ? [BY_SMS] : []), ...(mail ? [mailLine[profile]] : [])];
}
