import { parseAnswer, parseQuestion } from '../../domain/secret-question.ts';
import type { FlowStep } from '../../http/flows/flow.ts';
import { readAll, text } from '../../http/form.ts';
import { textsOf } from '../../http/page.ts';
import { questionsOf } from '../../http/words/secret-questions.ts';
import type { StoredDraft } from '../../ports/facilitador-drafts.ts';
import { personReaders, toPerson, valuesOfPerson } from './form.ts';
import { countryOptions, sexOptions } from './options.ts';
import { acceptPerson, discardQuestion } from './use-cases/fill-draft.ts';

/** «Datos del Facilitador»: the person. */
export const personStep: FlowStep<StoredDraft> = {
  show: ({ deps, ctx, journey }) => ({
    asksChildren: deps.policy.asksChildren,
    sexes: sexOptions(textsOf(ctx)),
    countries: countryOptions(textsOf(ctx)),
    values: valuesOfPerson(journey.person),
  }),
  async act({ deps, of, form }) {
    await acceptPerson(deps, of, toPerson(readAll(personReaders(form, deps.policy, deps.now()))));
  },
};

/** «Pregunta Secreta», which the guide asks: it is read as the guide says, and nothing of it is kept. */
export const questionStep: FlowStep<StoredDraft> = {
  show: ({ ctx }) => ({ questions: questionsOf(textsOf(ctx)), asksQuestion: true }),
  async act({ deps, of, form }) {
    readAll({
      pregunta: () => parseQuestion(text(form, 'pregunta')),
      respuesta: () => parseAnswer(text(form, 'respuesta')),
    });
    await discardQuestion(deps, of);
  },
};
