import Router from '@koa/router';
import type { Context } from 'koa';
import { type FactorWays, factorWays } from '../../account/factor-ways.ts';
import { readKey } from '../../domain/key.ts';
import { Refusal } from '../../domain/refusal.ts';
import { isAbout } from '../../http/about-account.ts';
import { assertOwnForm, csrfToken, deviceOfBrowser } from '../../http/browser.ts';
import { type Form, readAll, readForm, text } from '../../http/form.ts';
import { factorFields, factorIfShown } from '../../http/forms/factor-shown.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { show, textsOf, visitorOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import { exportFormats, sendCopy } from './send-copy.ts';
import { accountOfLink, exportOfLink, fetchByLink } from './use-cases/fetch-export.ts';

const FORM = 'export-link';
const fieldOf = {
  'key-wrong': 'actual',
  'credentials-wrong': 'actual',
  'legacy-key': 'actual',
  'key-provisional': 'actual',
  ...factorFields.fieldOf,
};

/** The page behind the link of the message: it shows, and only the key and a button give the copy. */
export function exportLinkRoutes(deps: Deps): Router {
  const router = new Router({ prefix: '/descarga' });
  router.get('/:token', (ctx) => showLink(deps, ctx, {}));
  router.post('/:token', async (ctx) => {
    const form = await readForm(ctx);
    assertOwnForm(deps, ctx, form, FORM);
    const again = async (wrong: Wrong, fault: unknown) =>
      showLink(deps, ctx, wrong, await waysOf(deps, ctx, form, fault));
    await showAgain(ctx, { fieldOf, first: 'actual' }, again, () => give(deps, ctx, form));
  });
  return router;
}

/** What the page shows of a factor: only a right key shows that there is one, and how it can be proved. */
async function waysOf(deps: Deps, ctx: Context, form: Form, fault: unknown): Promise<FactorWays | undefined> {
  const known = fault instanceof Refusal && fault.code in factorFields.fieldOf;
  if (!known) return form.has('codigo') ? { app: true, printed: true, passkey: undefined } : undefined;
  const account = await accountOfLink(deps, String(ctx.params.token));
  return account && factorWays(deps, { account, actor: undefined }, placeOf(ctx));
}

/** Where a passkey is asked for. */
const placeOf = ({ params }: Context): string => `export ${params.token}`;

async function give(deps: Deps, ctx: Context, form: Form): Promise<void> {
  const format = exportFormats.find((one) => one === text(form, 'accion')) ?? 'html';
  const { actual } = readAll({ actual: () => readKey(text(form, 'actual')) });
  const again = { key: actual, factor: factorIfShown(form, placeOf(ctx)), device: deviceOfBrowser(deps, ctx) };
  const asked = { token: String(ctx.params.token), format, ...again };
  try {
    sendCopy(ctx, await fetchByLink(deps, asked, visitorOf(ctx)), format, deps.now());
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'link-spent') throw error;
    showExpired(ctx);
  }
}

async function showLink(deps: Deps, ctx: Context, wrong: Partial<Wrong>, ways?: FactorWays): Promise<void> {
  const found = await exportOfLink(deps, String(ctx.params.token));
  if (!found) return showExpired(ctx);
  isAbout(ctx, { accountId: found.accountId });
  show(ctx, 'privacy/export/link', {
    title: textsOf(ctx).pages.privacy.titles.exportLink,
    formAction: ctx.path,
    csrfToken: csrfToken(deps, ctx, FORM),
    until: textsOf(ctx).formats.instant(found.expiresAt),
    company: found.actor !== undefined,
    ways,
    values: {},
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    refusal: wrong.refusal,
  });
}

function showExpired(ctx: Context): void {
  ctx.status = 404;
  show(ctx, 'privacy/export/expired', { title: textsOf(ctx).pages.privacy.titles.exportGone });
}
