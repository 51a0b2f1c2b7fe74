import Router from '@koa/router';
import type { Context } from 'koa';
import { openMailbox } from '../../account/open-mailbox.ts';
import type { Deps } from '../../ports/deps.ts';
import { csrfToken } from '../browser.ts';
import { text } from '../form.ts';
import { browserOf, seeOther, show, visitorOf } from '../page.ts';
import { begin, showBegin } from './first-page.ts';
import { type Flow, type Profile, profiles, type Stored, titlesOf } from './flow.ts';
import { type At, readOwnForm } from './page-parts.ts';
import { showStep } from './step-page.ts';
import { submitStep } from './submit-step.ts';

/**
 * Routes of a flow, of all profiles or `of` some: read, act, redirect; reload, back and a second tab show the current
 * step.
 */
export function flowRoutes<S extends Stored, Step extends string>(
  deps: Deps,
  flow: Flow<S, Step>,
  of: readonly Profile[] = profiles,
): Router {
  const at = { deps, flow };
  const router = new Router({ prefix: flow.prefix });
  for (const profile of of) {
    router.get(`/${profile}`, (ctx) => showBegin(at, ctx, profile, {}));
    router.post(`/${profile}`, (ctx) => begin(at, ctx, profile));
    router.get(`/${profile}/:id`, (ctx) => showStep(at, ctx, profile, {}));
    router.post(`/${profile}/:id`, (ctx) => submitStep(at, ctx, profile));
  }
  router.get('/correo/:token', (ctx) => showMailbox(at, ctx));
  router.post('/correo', async (ctx) => {
    const form = await readOwnForm(at, ctx);
    const page = await openMailbox(deps, flow.byMail(deps), text(form, 'token'), browserOf(ctx), visitorOf(ctx));
    seeOther(ctx, page);
  });
  return router;
}

/** The first page of a profile, at an address of its own. */
export const showFirstAt = <S extends Stored, Step extends string>(
  deps: Deps,
  flow: Flow<S, Step>,
  ctx: Context,
  profile: Profile,
): Promise<void> => showBegin({ deps, flow }, ctx, profile, {});

/** The page that the link in the mailbox opens: it shows, and only its button acts. */
async function showMailbox<S extends Stored, Step extends string>(
  { deps, flow }: At<S, Step>,
  ctx: Context,
): Promise<void> {
  const token = String(ctx.params.token);
  const open = await deps.links.peek('mailbox', token);
  const titles = titlesOf(flow, ctx);
  const shown = open ? { title: titles.mail } : { ...flow.spentLink, title: titles.spentLink };
  const form = { formAction: `${flow.prefix}/correo`, csrfToken: csrfToken(deps, ctx, flow.name) };
  show(ctx, `${flow.views}/${open ? 'mailbox' : 'expired'}`, { ...shown, token, again: flow.prefix, ...form });
}
