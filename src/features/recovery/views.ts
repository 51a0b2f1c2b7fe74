import { waysBack } from '../../account/deliver-key.ts';
import { clockOf, hourOf } from '../../account/hour.ts';
import { formatIdentifier, NOBODY } from '../../domain/account.ts';
import { holdEnd } from '../../domain/hold-term.ts';
import type { Phone } from '../../domain/phone.ts';
import { placeOf, type RecoveringProfile, type RecoveryStep } from '../../domain/recovery.ts';
import { secretQuestions } from '../../domain/secret-question.ts';
import { mailAskedOf } from '../../http/flows/mail-asked.ts';
import { deliveriesOf } from '../../http/words/deliveries.ts';
import type { Deps } from '../../ports/deps.ts';
import type { RecoveryOutcome, StoredRecovery } from '../../ports/recoveries.ts';
import { contestLocals, receiptLocals, unprovedLocals } from './contest-views.ts';
import { maskedAddress } from './use-cases/masked-address.ts';
import { mayResendAt, RESENDS } from './use-cases/resend-key.ts';

type Locals = Readonly<Record<string, unknown>>;

/** What the page of a step needs of a recovery, and no more than that page may show. */
export async function viewOf(deps: Deps, recovery: StoredRecovery, step: RecoveryStep): Promise<Locals> {
  const shared = {
    identifier: formatIdentifier(recovery.identifier),
    step: placeOf(recovery),
    holdHours: deps.holdHours,
    byLink: await goesByLink(deps, recovery),
  };
  return { ...shared, ...(await views[step]?.(deps, recovery)) };
}

const views: Readonly<Partial<Record<RecoveryStep, (deps: Deps, recovery: StoredRecovery) => Promise<Locals>>>> = {
  question: async (_deps, { questionId }) => ({
    question: secretQuestions.find(({ id }) => id === questionId)?.text,
  }),
  mail: mailAskedOf,
  serial: async () => ({ serial: 'required' }),
  email: async (deps, recovery) => ({ maskedEmail: await maskedAddress(deps, recovery) }),
  send: async (deps, recovery) => ({
    maskedEmail: recovery.card ? await maskedAddress(deps, recovery) : undefined,
    held: recovery.contacts !== undefined,
    contacts: recovery.contacts && { ...recovery.contacts, mobile: inGroups(recovery.contacts.mobile) },
    bySmsAlone: recovery.profile === 'migrante' && recovery.byMail && deps.policy.recoversBy === 'key',
  }),
  sent: sentPage,
  contest: contestLocals,
  choose: async ({ policy: { key } }) => ({ keyMin: key.min, keyMax: key.max }),
  contested: async (_deps, { contested, profile }) => (contested ? receiptLocals(contested, profile) : {}),
};

/**
 * Whether a link and a code go out, or a key, as the pages say it: what the policy sends, until the card was shown. A
 * stopped account is sent a link under either (C6), which is told to nobody without its card.
 */
async function goesByLink(deps: Deps, { outcome, card, accountId }: StoredRecovery): Promise<boolean> {
  if (outcome?.byLink !== undefined) return outcome.byLink;
  // The same look-up for nobody: the clock must not tell who has an account (floor 2).
  const account = card ? await deps.accounts.find(accountId ?? NOBODY) : undefined;
  return waysBack(deps, account) === 'link-and-code';
}

/** "+56 9 4000 0021": so that whoever typed it sees a slip. */
const inGroups = (mobile?: Phone): string | undefined => mobile?.replace(/^(\+56)(9)(\d{4})(\d{4})$/, '$1 $2 $3 $4');

async function sentPage(deps: Deps, recovery: StoredRecovery): Promise<Locals> {
  const { outcome } = recovery;
  if (!outcome) return {};
  const may = mayResendAt(recovery);
  // No link to the request here: who has no account has no request, and the page must not tell (C3).
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
