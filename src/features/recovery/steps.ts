import type { Context } from 'koa';
import { continueByMail, recoveryByMail } from '../../account/continue-by-mail.ts';
import { requireSerial } from '../../domain/cedula.ts';
import { parseEmail } from '../../domain/email.ts';
import { parseMobile } from '../../domain/phone.ts';
import type { Recovery, RecoveryStep } from '../../domain/recovery.ts';
import { Refusal } from '../../domain/refusal.ts';
import { parseRun } from '../../domain/rut.ts';
import { parseAnswer } from '../../domain/secret-question.ts';
import { cardVisitorOf } from '../../http/card-visitor.ts';
import { type Form, readAll, text } from '../../http/form.ts';
import { verifyCaptcha } from '../../http/forms/captcha-check.ts';
import { visitorOf } from '../../http/page.ts';
import { askedOf } from '../../http/words/asked-of.ts';
import type { Deps } from '../../ports/deps.ts';
import { takeChosenKey, takeContest } from './contest-steps.ts';
import { askCardBefore } from './use-cases/card-before-sending.ts';
import { denyAccount } from './use-cases/contest-recovery.ts';
import {
  answerQuestion,
  confirmAddress,
  forgetAnswer,
  giveContacts,
  nameRepresentative,
  type RecoveryOf,
  showCedula,
} from './use-cases/recover-key.ts';
import { resendKey } from './use-cases/resend-key.ts';
import { sendKey } from './use-cases/send-key.ts';

/** The name by which the forms of a recovery, and their letters, are known. */
export const RECOVERY_FORM = 'recover-key';

/** What a step does with its form; what is wrong is thrown. A new step without a handler does not compile. */
type Handler = (deps: Deps, ctx: Context, of: RecoveryOf, form: Form) => Promise<void>;

export const handlers: Readonly<Record<RecoveryStep, Handler>> = {
  async question(deps, ctx, of, form) {
    if (text(form, 'olvido')) return forgetAnswer(deps, of);
    const { respuesta } = readAll({ respuesta: () => parseAnswer(text(form, 'respuesta')) });
    await answerQuestion(deps, of, respuesta, visitorOf(ctx));
    await askCardBefore(deps, of);
  },
  async representative(deps, _ctx, of, form) {
    const typed = () => parseRun(text(form, 'rut_representante'));
    const { rut_representante } = readAll({ rut_representante: askedOf('representative', typed) });
    await nameRepresentative(deps, of, rut_representante);
  },
  async serial(deps, ctx, of, form) {
    const { serie } = readAll({ serie: () => requireSerial(text(form, 'serie')) });
    await showCedula(deps, of, serie, cardVisitorOf(deps, ctx, form));
  },
  mail: (deps, ctx, of) => continueByMail(deps, recoveryByMail(deps), of, visitorOf(ctx)),
  async email(deps, _ctx, of, form) {
    const { correcto } = readAll({ correcto: () => readChoice(text(form, 'correcto')) });
    await confirmAddress(deps, of, correcto);
  },
  async contacts(deps, ctx, of, form) {
    const juridica = ctx.path.startsWith('/recuperar/juridica/');
    const read = readAll({
      email: () => parseEmail(text(form, 'email')),
      celular: () => (juridica ? undefined : askedOf('representative', () => parseMobile(text(form, 'celular')))()),
    });
    await giveContacts(deps, of, { email: read.email, mobile: read.celular });
  },
  async send(deps, ctx, of, form) {
    if (await asksCaptcha(deps, of)) await verifyCaptcha(deps, form, RECOVERY_FORM);
    await sendKey(deps, of, visitorOf(ctx));
  },
  sent: (deps, ctx, of, form) =>
    text(form, 'accion') === 'no-es-mia' ? denyAccount(deps, of) : resendKey(deps, of, visitorOf(ctx)),
  contest: takeContest,
  choose: takeChosenKey,
  // The last page asks nothing.
  contested: async () => {},
};

/** The letters stand at the end, as the guide has them, but for whoever came by the own mailbox (C10). */
export const captchaFor = ({ policy }: Deps, { byMail }: Pick<Recovery, 'byMail'>): boolean =>
  !policy.captchaFirst && !byMail;

async function asksCaptcha(deps: Deps, { id, browser }: RecoveryOf): Promise<boolean> {
  const recovery = await deps.recoveries.find(id, browser);
  return recovery !== undefined && captchaFor(deps, recovery);
}

function readChoice(typed: string): boolean {
  if (typed !== 'si' && typed !== 'no') throw new Refusal('choice-missing');
  return typed === 'si';
}
