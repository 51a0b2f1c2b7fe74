import { factorWays } from '../../account/factor-ways.ts';
import { parseAnswer, parseQuestion } from '../../domain/secret-question.ts';
import { deviceOfBrowser } from '../../http/browser.ts';
import type { FlowStep } from '../../http/flows/flow.ts';
import { readAll, text } from '../../http/form.ts';
import { readFactor } from '../../http/forms/factor-shown.ts';
import { readCurrentKey } from '../../http/forms/identifier-fields.ts';
import { textsOf, visitorOf } from '../../http/page.ts';
import { questionsOf } from '../../http/words/secret-questions.ts';
import type { StoredDataUpdate } from '../../ports/data-updates.ts';
import { proveUpdateKey } from './use-cases/begin-update.ts';
import { holderOfUpdate } from './use-cases/update-flow.ts';
import { answerPair, proveUpdateFactor } from './use-cases/update-steps.ts';

/** The current key, asked after the link of «Continuar por correo». */
export const keyStep: FlowStep<StoredDataUpdate> = {
  show: ({ journey: { byMail } }) => ({ byMail }),
  async act({ deps, ctx, of, journey, form }) {
    const { clave, rut_representante } = readCurrentKey(journey.profile, form);
    const proof = { key: clave, representative: rut_representante, device: deviceOfBrowser(deps, ctx) };
    await proveUpdateKey(deps, of, journey, proof, visitorOf(ctx));
  },
};

/** The second factor of a user who has one. */
export const factorStep: FlowStep<StoredDataUpdate> = {
  async show({ deps, journey }) {
    return { ways: await factorWays(deps, await holderOfUpdate(deps, journey), journey.id) };
  },
  async act({ deps, ctx, of, form }) {
    const { codigo } = readAll({ codigo: () => readFactor(form, of.id) });
    await proveUpdateFactor(deps, of, codigo, visitorOf(ctx));
  },
};

/** The secret question, which the user names, and its answer. */
export const questionStep: FlowStep<StoredDataUpdate> = {
  show: ({ ctx }) => ({ questions: questionsOf(textsOf(ctx)), asksQuestion: true }),
  async act({ deps, ctx, of, form }) {
    const { pregunta, respuesta } = readAll({
      pregunta: () => parseQuestion(text(form, 'pregunta')),
      respuesta: () => parseAnswer(text(form, 'respuesta')),
    });
    await answerPair(deps, of, { id: pregunta, answer: respuesta }, visitorOf(ctx));
  },
};
