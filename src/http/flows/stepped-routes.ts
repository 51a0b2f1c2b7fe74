import Router from '@koa/router';
import type { Context } from 'koa';
import type { Deps } from '../../ports/deps.ts';
import { csrfToken } from '../browser.ts';
import { text } from '../form.ts';
import { browserOf, seeOther, show, visitorOf } from '../page.ts';
import { begin, showBegin } from './stepped-begin.ts';
import type { Profile, SteppedJourney, Stored } from './stepped-journey.ts';
import { type At, readOwnForm } from './stepped-parts.ts';
import { showStep, takeStep } from './stepped-step.ts';

/** Routes of a journey: read, act, redirect; reload, back and a second tab land on the step where the person stands. */
export function steppedRoutes<S extends Stored, Step extends string>(
  deps: Deps,
  kind: SteppedJourney<S, Step>,
): Router {
  const at = { deps, kind };
  const router = new Router({ prefix: kind.prefix });
  for (const profile of Object.keys(kind.titles) as Profile[]) {
    router.get(`/${profile}`, (ctx) => showBegin(at, ctx, profile, {}));
    router.post(`/${profile}`, (ctx) => begin(at, ctx, profile));
    router.get(`/${profile}/:id`, (ctx) => showStep(at, ctx, profile, {}));
    router.post(`/${profile}/:id`, (ctx) => takeStep(at, ctx, profile));
  }
  router.get('/correo/:token', (ctx) => showMailbox(at, ctx));
  router.post('/correo', async (ctx) => {
    const form = await readOwnForm(at, ctx);
    seeOther(ctx, await kind.openMailbox(deps, text(form, 'token'), browserOf(ctx), visitorOf(ctx)));
  });
  return router;
}

/** The page that the link in the mailbox opens: it shows, and only its button acts. */
async function showMailbox<S extends Stored, Step extends string>(
  { deps, kind }: At<S, Step>,
  ctx: Context,
): Promise<void> {
  const token = String(ctx.params.token);
  const open = await deps.links.peek('mailbox', token);
  const told = open ? { title: kind.mailTitle } : kind.spentLink;
  const form = { formAction: `${kind.prefix}/correo`, csrfToken: csrfToken(deps, ctx, kind.name) };
  show(ctx, `${kind.views}/${open ? 'mailbox' : 'over'}`, { ...told, token, again: kind.prefix, ...form });
}
