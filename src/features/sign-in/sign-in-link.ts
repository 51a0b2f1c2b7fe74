import Router from '@koa/router';
import { Refusal } from '../../domain/refusal.ts';
import { assertOwnForm, csrfToken } from '../../http/browser.ts';
import { readForm } from '../../http/form.ts';
import { browserOf, seeOther, show, textsOf, visitorOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import { openSignInLink, SIGN_IN_LINK } from './use-cases/sign-in-link.ts';

const FORM = 'open-sign-in-link';

/** The page behind the link of a sign-in: its button lets this browser try keys, and signs no user in (floor 7). */
export function signInLinkRoutes(deps: Deps): Router {
  const router = new Router({ prefix: SIGN_IN_LINK });

  router.get('/listo', (ctx) =>
    show(ctx, 'sign-in/link', { title: textsOf(ctx).pages.signIn.titles.linkDone, state: 'done' }),
  );

  router.get('/:token', async (ctx) => {
    const waits = (await deps.links.peek('sign-in', String(ctx.params.token))) !== undefined;
    show(ctx, 'sign-in/link', {
      title: textsOf(ctx).pages.signIn.titles[waits ? 'linkWaits' : 'linkSpent'],
      state: waits ? 'waits' : 'spent',
      formAction: ctx.path,
      csrfToken: csrfToken(deps, ctx, FORM),
    });
  });

  router.post('/:token', async (ctx) => {
    const form = await readForm(ctx);
    assertOwnForm(deps, ctx, form, FORM);
    try {
      await openSignInLink(deps, String(ctx.params.token), browserOf(ctx), visitorOf(ctx));
      seeOther(ctx, `${SIGN_IN_LINK}/listo`);
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'link-spent') throw error;
      seeOther(ctx, ctx.path);
    }
  });

  return router;
}
