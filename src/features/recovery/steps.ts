import { requireSerial } from '../../domain/cedula.ts';
import { parseEmail } from '../../domain/email.ts';
import { parseMobile } from '../../domain/phone.ts';
import { Refusal } from '../../domain/refusal.ts';
import { parseRun } from '../../domain/rut.ts';
import { parseAnswer } from '../../domain/secret-question.ts';
import { cardVisitorOf } from '../../http/card-visitor.ts';
import type { FlowStep } from '../../http/flows/flow.ts';
import { readAll, text } from '../../http/form.ts';
import { textsOf, visitorOf } from '../../http/page.ts';
import { askedOf } from '../../http/words/asked-of.ts';
import { questionText } from '../../http/words/secret-questions.ts';
import type { StoredRecovery } from '../../ports/recoveries.ts';
import { askCardBefore } from './use-cases/may-send.ts';
import {
  answerQuestion,
  confirmAddress,
  forgetAnswer,
  giveContacts,
  maskedAddress,
  nameRepresentative,
} from './use-cases/recover-key.ts';
import { showCedula } from './use-cases/show-card.ts';

type Step = FlowStep<StoredRecovery>;

/** The secret question, or that its answer is forgotten. */
export const questionStep: Step = {
  show: ({ ctx, journey }) => ({ question: questionText(textsOf(ctx), journey.questionId) }),
  async act({ deps, ctx, of, form }) {
    if (text(form, 'olvido')) return forgetAnswer(deps, of);
    const { respuesta } = readAll({ respuesta: () => parseAnswer(text(form, 'respuesta')) });
    const answered = await answerQuestion(deps, of, respuesta, visitorOf(ctx));
    return askCardBefore(deps, of, answered);
  },
};

/** For a company: the RUN of a representative. */
export const representativeStep: Step = {
  async act({ deps, of, form }) {
    const typed = () => parseRun(text(form, 'rut_representante'));
    const { rut_representante } = readAll({ rut_representante: askedOf('representative', typed) });
    await nameRepresentative(deps, of, rut_representante);
  },
};

/** The number of the card. */
export const serialStep: Step = {
  show: () => ({ serial: 'required' }),
  async act({ deps, ctx, of, form }) {
    const { serie } = readAll({ serie: () => requireSerial(text(form, 'serie')) });
    await showCedula(deps, of, serie, cardVisitorOf(deps, ctx, form));
  },
};

/** «El email es correcto?» */
export const emailStep: Step = {
  show: async ({ deps, journey }) => ({ maskedEmail: await maskedAddress(deps, journey) }),
  async act({ deps, of, form }) {
    const { correcto } = readAll({ correcto: () => readChoice(text(form, 'correcto')) });
    await confirmAddress(deps, of, correcto);
  },
};

/** «Email Actual» and «Celular Actual»; a company gives no mobile. */
export const contactsStep: Step = {
  async act({ deps, of, journey, form }) {
    const mobile = askedOf('representative', () => parseMobile(text(form, 'celular')));
    const { email, celular } = readAll({
      email: () => parseEmail(text(form, 'email')),
      celular: () => (journey.profile === 'juridica' ? undefined : mobile()),
    });
    await giveContacts(deps, of, { email, mobile: celular });
  },
};

function readChoice(typed: string): boolean {
  if (typed !== 'si' && typed !== 'no') throw new Refusal('choice-missing');
  return typed === 'si';
}
