import Router from '@koa/router';
import { isAbout } from '../../http/about-account.ts';
import { show, textsOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import { answerView } from './answer-view.ts';
import { answerOfLink } from './use-cases/tell-answer.ts';

/**
 * The answer of a case whose person has no page of it: decision, reasons, and how another review is asked for. It is only
 * read, as often as its link is opened: nothing is done by it (floor 7).
 */
export function caseAnswerRoutes(deps: Deps): Router {
  const router = new Router();
  router.get('/caso/respuesta/:token', async (ctx) => {
    const found = await answerOfLink(deps, String(ctx.params.token));
    const texts = textsOf(ctx);
    if (!found) {
      ctx.status = 404;
      return show(ctx, 'cases/own-gone', { title: texts.cases.titles.ownGone });
    }
    isAbout(ctx, { accountId: found.one.accountId });
    show(ctx, 'cases/answer', { title: texts.cases.titles.answer, ...answerView(texts, found, deps.now()) });
  });
  return router;
}
