import type Router from '@koa/router';
import { parseAnswer, parseQuestion } from '../../domain/secret-question.ts';
import { readAll, text } from '../../http/form.ts';
import { visitorOf } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { donePath } from '../../http/signed-in/done-words.ts';
import { addFormPage } from '../../http/signed-in/form-page.ts';
import { asksFactor, proofFaults, proofReaders, proveAgain } from '../../http/signed-in/proof-again.ts';
import { questionsOf } from '../../http/words/secret-questions.ts';
import { changeQuestion } from './use-cases/change-question.ts';

const HOME = '/cuenta/seguridad';

/** Cambiar mi pregunta secreta, where the policy has one: with the key, and the factor of who has one. */
export function changeQuestionRoutes(router: Router, cuenta: Cuenta): void {
  const { deps } = cuenta;
  addFormPage(router, cuenta, {
    path: '/seguridad/pregunta',
    tab: 'security',
    view: 'change-question',
    titleIn: ({ pages }) => pages.myAccount.titles.changeQuestion,
    fieldOf: proofFaults,
    provesAgain: true,
    first: 'pregunta',
    kept: ['pregunta', 'respuesta'],
    done: donePath(HOME, 'pregunta'),
    instead: () => (deps.policy.asksQuestion ? undefined : HOME),
    values: ({ account }) => ({ pregunta: String(account.question?.id ?? '') }),
    locals: (_here, texts) => ({ asksQuestion: true, questions: questionsOf(texts) }),
    async act(ctx, here, form) {
      const { pregunta, respuesta, ...typed } = readAll({
        pregunta: () => parseQuestion(text(form, 'pregunta')),
        respuesta: () => parseAnswer(text(form, 'respuesta')),
        ...proofReaders(form, here, await asksFactor(deps, here)),
      });
      const proved = await proveAgain(deps, ctx, here, typed);
      await changeQuestion(deps, proved, { id: pregunta, answer: respuesta }, visitorOf(ctx));
    },
  });
}
