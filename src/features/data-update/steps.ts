import type { Context } from 'koa';
import { continueByMail, type JourneyOf } from '../../account/continue-by-mail.ts';
import { assertChanges } from '../../account/update-data.ts';
import type { DataUpdate, DataUpdateStep } from '../../domain/data-update.ts';
import { parseAnswer, parseQuestion } from '../../domain/secret-question.ts';
import { deviceOfBrowser } from '../../http/browser.ts';
import { type Form, readAll, text } from '../../http/form.ts';
import { behindCaptcha } from '../../http/forms/captcha-check.ts';
import { readCurrentKey } from '../../http/forms/holder-fields.ts';
import { visitorOf } from '../../http/page.ts';
import type { CaptchaForm } from '../../ports/captcha.ts';
import type { StoredDataUpdate } from '../../ports/data-updates.ts';
import type { Deps } from '../../ports/deps.ts';
import { readData, typedData } from './form.ts';
import { proveUpdateKey, updateByMail } from './use-cases/begin-update.ts';
import { accountOfUpdate, answerPair, askSiiAgain, keepDraft, sendUpdate } from './use-cases/update-steps.ts';

/** The name by which the forms of an update, and their letters, are known. */
export const UPDATE_FORM: CaptchaForm = 'update-data';

/** One answer of the browser to a step. */
interface Answer {
  readonly of: JourneyOf;
  readonly update: StoredDataUpdate;
  readonly form: Form;
}

/** What a step does with its form; what is wrong is thrown. A new step without a handler does not compile. */
type Handler = (deps: Deps, ctx: Context, answer: Answer) => Promise<void>;

export const handlers: Readonly<Record<DataUpdateStep, Handler>> = {
  mail: (deps, ctx, { of }) => continueByMail(deps, updateByMail(deps), of, visitorOf(ctx)),
  async key(deps, ctx, { of, update, form }) {
    const { clave, rut_representante } = readCurrentKey(update.profile, form);
    const proof = { key: clave, representative: rut_representante, device: deviceOfBrowser(deps, ctx) };
    await proveUpdateKey(deps, of, update, proof, visitorOf(ctx));
  },
  async question(deps, ctx, { of, form }) {
    const { pregunta, respuesta } = readAll({
      pregunta: () => parseQuestion(text(form, 'pregunta')),
      respuesta: () => parseAnswer(text(form, 'respuesta')),
    });
    await answerPair(deps, of, { id: pregunta, answer: respuesta }, visitorOf(ctx));
  },
  async data(deps, ctx, answer) {
    const { of, form } = answer;
    if (text(form, 'accion') === 'representantes') {
      await keepDraft(deps, of, typedData(form));
      return askSiiAgain(deps, of, visitorOf(ctx));
    }
    await send(deps, ctx, answer);
  },
  // There is nothing to press on the last page but what leads elsewhere; an old tab that sends its form lands there.
  done: async () => {},
};

async function send(deps: Deps, ctx: Context, { of, update, form }: Answer): Promise<void> {
  const account = await accountOfUpdate(deps, update);
  const changes = readData(form, account, update.representative);
  assertChanges(account, changes);
  const act = async (): Promise<string> => {
    await sendUpdate(deps, of, changes, visitorOf(ctx));
    return ctx.path;
  };
  if (captchaFor(deps, update)) await behindCaptcha(deps, form, UPDATE_FORM, act);
  else await act();
}

/** «Continuar por correo», from any step; what was typed of the data waits for the link to be opened. */
export async function goOnByMail(deps: Deps, ctx: Context, answer: Answer, step: DataUpdateStep): Promise<void> {
  if (step === 'data') await keepDraft(deps, answer.of, typedData(answer.form));
  await handlers.mail(deps, ctx, answer);
}

/** The letters stand at the end, as the guide has them, but for whoever came by the own mailbox (C10). */
export const captchaFor = ({ policy }: Pick<Deps, 'policy'>, { byMail }: Pick<DataUpdate, 'byMail'>): boolean =>
  !policy.captchaFirst && !byMail;
