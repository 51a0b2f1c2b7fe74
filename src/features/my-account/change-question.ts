import type Router from '@koa/router';
import { readKey } from '../../domain/key.ts';
import { parseAnswer, parseQuestion } from '../../domain/secret-question.ts';
import { readAll, text } from '../../http/form.ts';
import { visitorOf } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { currentKeyFaults, proveCurrentKey } from '../../http/signed-in/current-key.ts';
import { donePath } from '../../http/signed-in/done-words.ts';
import { addFormPage } from '../../http/signed-in/form-page.ts';
import { questionsOf } from '../../http/words/secret-questions.ts';
import { changeQuestion } from './use-cases/change-question.ts';

const HOME = '/cuenta/seguridad';

/** Cambiar mi pregunta secreta, where the policy has one. */
export function changeQuestionRoutes(router: Router, cuenta: Cuenta): void {
  const { deps } = cuenta;
  addFormPage(router, cuenta, {
    path: '/seguridad/pregunta',
    tab: 'security',
    view: 'change-question',
    titleIn: ({ pages }) => pages.myAccount.titles.changeQuestion,
    fieldOf: currentKeyFaults,
    first: 'pregunta',
    kept: ['pregunta', 'respuesta'],
    done: donePath(HOME, 'pregunta'),
    instead: () => (deps.policy.asksQuestion ? undefined : HOME),
    values: ({ account }) => ({ pregunta: String(account.question?.id ?? '') }),
    locals: (_here, texts) => ({ asksQuestion: true, questions: questionsOf(texts) }),
    async act(ctx, here, form) {
      const { pregunta, respuesta, actual } = readAll({
        pregunta: () => parseQuestion(text(form, 'pregunta')),
        respuesta: () => parseAnswer(text(form, 'respuesta')),
        actual: () => readKey(text(form, 'actual')),
      });
      const account = await proveCurrentKey(deps, ctx, here, actual);
      const question = { id: pregunta, answer: respuesta, actor: here.actor?.subject };
      await changeQuestion(deps, account, question, visitorOf(ctx));
    },
  });
}
