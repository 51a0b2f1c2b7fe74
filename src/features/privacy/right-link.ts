import Router from '@koa/router';
import type { Context } from 'koa';
import { liftBlock, rightOfLink } from '../../account/lift-block.ts';
import { readKey } from '../../domain/key.ts';
import { Refusal } from '../../domain/refusal.ts';
import { isAbout } from '../../http/about-account.ts';
import { assertOwnForm, csrfToken, deviceOfBrowser } from '../../http/browser.ts';
import { readAll, readForm, text } from '../../http/form.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { seeOther, show, textsOf, visitorOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import { rightView } from './right-words.ts';
import { letterOf } from './use-cases/letter-link.ts';

const FORM = 'right-link';
const fieldOf = {
  'key-wrong': 'actual',
  'credentials-wrong': 'actual',
  'legacy-key': 'actual',
  'key-provisional': 'actual',
};

/**
 * The state of a request, for a reader of the message: no word of what was asked or answered; a block is lifted with
 * the key. An answer that no account opens has its letter.
 */
export function rightLinkRoutes(deps: Deps): Router {
  const router = new Router({ prefix: '/derechos' });
  router.get('/carta/:token', (ctx) => showLetter(deps, ctx));
  router.get('/:token', (ctx) => showState(deps, ctx, {}));
  router.post('/:token', async (ctx) => {
    const form = await readForm(ctx);
    assertOwnForm(deps, ctx, form, FORM);
    const again = (wrong: Wrong) => showState(deps, ctx, wrong);
    await showAgain(ctx, { fieldOf, first: 'actual' }, again, async () => {
      const { actual } = readAll({ actual: () => readKey(text(form, 'actual')) });
      await lift(deps, ctx, actual);
      seeOther(ctx, ctx.path);
    });
  });
  return router;
}

/** The answer as a letter, without an account: only what the mail of the link says too. */
async function showLetter(deps: Deps, ctx: Context): Promise<void> {
  const letter = await letterOf(deps, String(ctx.params.token));
  if (!letter) return showGone(ctx);
  const { request, block } = letter;
  isAbout(ctx, { accountId: request.accountId });
  const { reasons, extension } = await deps.rights.wordsOf(request.id);
  show(ctx, 'privacy/rights/letter-page', {
    title: textsOf(ctx).pages.privacy.titles.letterByLink(request.folio),
    request: rightView(textsOf(ctx), request, deps.now()),
    reasons,
    extension,
    block: block && request.kind === 'bloqueo' && !request.liftedAt ? `/derechos/${block}` : undefined,
  });
}

function showGone(ctx: Context): void {
  ctx.status = 404;
  show(ctx, 'privacy/rights/gone', { title: textsOf(ctx).pages.privacy.titles.requestGone });
}

/** A block that ended meanwhile is shown as it is now. */
async function lift(deps: Deps, ctx: Context, key: ReturnType<typeof readKey>): Promise<void> {
  const asked = { token: String(ctx.params.token), key, device: deviceOfBrowser(deps, ctx) };
  try {
    await liftBlock(deps, asked, visitorOf(ctx));
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'link-spent') throw error;
  }
}

async function showState(deps: Deps, ctx: Context, wrong: Partial<Wrong>): Promise<void> {
  const request = await rightOfLink(deps, String(ctx.params.token));
  if (!request) return showGone(ctx);
  isAbout(ctx, { accountId: request.accountId });
  show(ctx, 'privacy/rights/state', {
    title: textsOf(ctx).pages.privacy.titles.requestState,
    formAction: ctx.path,
    csrfToken: csrfToken(deps, ctx, FORM),
    request: rightView(textsOf(ctx), request, deps.now()),
    received: ctx.query.recibida !== undefined,
    closed: (await deps.accounts.find(request.accountId))?.state === 'cerrada',
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    refusal: wrong.refusal,
  });
}
