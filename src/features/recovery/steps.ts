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
import { spendLetters } from '../../http/forms/letters.ts';
import { visitorOf } from '../../http/page.ts';
import { askedOf } from '../../http/words/asked-of.ts';
import type { World } from '../../ports/world.ts';
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
type Handler = (world: World, ctx: Context, of: RecoveryOf, form: Form) => Promise<void>;

export const handlers: Readonly<Record<RecoveryStep, Handler>> = {
  async question(world, ctx, of, form) {
    if (text(form, 'olvido')) return forgetAnswer(world, of);
    const { respuesta } = readAll({ respuesta: () => parseAnswer(text(form, 'respuesta')) });
    await answerQuestion(world, of, respuesta, visitorOf(ctx));
    await askCardBefore(world, of);
  },
  async representative(world, _ctx, of, form) {
    const typed = () => parseRun(text(form, 'rut_representante'));
    const { rut_representante } = readAll({ rut_representante: askedOf('representative', typed) });
    await nameRepresentative(world, of, rut_representante);
  },
  async serial(world, ctx, of, form) {
    const { serie } = readAll({ serie: () => requireSerial(text(form, 'serie')) });
    await showCedula(world, of, serie, cardVisitorOf(world, ctx, form));
  },
  mail: (world, ctx, of) => continueByMail(world, recoveryByMail(world), of, visitorOf(ctx)),
  async email(world, _ctx, of, form) {
    const { correcto } = readAll({ correcto: () => readChoice(text(form, 'correcto')) });
    await confirmAddress(world, of, correcto);
  },
  async contacts(world, ctx, of, form) {
    const juridica = ctx.path.startsWith('/recuperar/juridica/');
    const read = readAll({
      email: () => parseEmail(text(form, 'email')),
      celular: () => (juridica ? undefined : askedOf('representative', () => parseMobile(text(form, 'celular')))()),
    });
    await giveContacts(world, of, { email: read.email, mobile: read.celular });
  },
  async send(world, ctx, of, form) {
    if (await asksLetters(world, of)) await spendLetters(world, form, RECOVERY_FORM);
    await sendKey(world, of, visitorOf(ctx));
  },
  sent: (world, ctx, of, form) =>
    text(form, 'accion') === 'no-es-mia' ? denyAccount(world, of) : resendKey(world, of, visitorOf(ctx)),
  contest: takeContest,
  choose: takeChosenKey,
  // The last page asks nothing.
  contested: async () => {},
};

/** The letters stand at the end, as the guide has them, but for whoever came by the own mailbox (C10). */
export const lettersFor = ({ policy }: World, { byMail }: Pick<Recovery, 'byMail'>): boolean =>
  !policy.lettersFirst && !byMail;

async function asksLetters(world: World, { id, browser }: RecoveryOf): Promise<boolean> {
  const recovery = await world.recoveries.find(id, browser);
  return recovery !== undefined && lettersFor(world, recovery);
}

function readChoice(typed: string): boolean {
  if (typed !== 'si' && typed !== 'no') throw new Refusal('choice-missing');
  return typed === 'si';
}
