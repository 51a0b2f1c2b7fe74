import Router from '@koa/router';
import type { Context } from 'koa';
import { confirmRepresentative } from '../../account/confirm-representative.ts';
import { freezeAccount } from '../../account/freeze-account.ts';
import { Refusal } from '../../domain/refusal.ts';
import { isAbout } from '../../http/about-account.ts';
import { assertOwnForm, csrfToken } from '../../http/browser.ts';
import { type Form, readForm, text } from '../../http/form.ts';
import { seeOther, show, textsOf, visitorOf } from '../../http/page.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { LinkPurpose } from '../../ports/accounts.ts';
import type { Visitor } from '../../ports/audit.ts';
import type { Deps } from '../../ports/deps.ts';
import { STOLEN } from './motivo.ts';
import { stoppedByQuery, stoppedQuery } from './stopped-view.ts';
import { confirmContact } from './use-cases/confirm-contact.ts';
import { contactFate, fateIn, fateQuery } from './use-cases/contact-fate.ts';

type Title = keyof Catalogue['pages']['pendingChanges']['titles'];

/** A link in a message and the two pages behind it: what will happen, and that it did. */
interface LinkPage {
  readonly path: string;
  readonly name: string;
  readonly purpose: LinkPurpose;
  /** Titles of the two pages. */
  readonly title: Title;
  readonly done: Title;
  /** Does it; gives what the address of the second page contains besides, or nothing. */
  act(deps: Deps, token: string, visitor: Visitor, form: Form): Promise<string>;
  /** What the first page shows besides; `about` is what the link is about. */
  locals?(deps: Deps, about: string | undefined): Promise<Readonly<Record<string, unknown>>>;
  /** What the second page shows besides. */
  doneLocals?(ctx: Context, deps: Deps): Readonly<Record<string, unknown>>;
}

/** An act that adds nothing to the address of the second page. */
const silently =
  (act: (deps: Deps, token: string, visitor: Visitor) => Promise<unknown>) =>
  async (deps: Deps, token: string, visitor: Visitor): Promise<string> => {
    await act(deps, token, visitor);
    return '';
  };

const linkPages: readonly LinkPage[] = [
  {
    path: '/no-fui-yo',
    name: 'disavow',
    purpose: 'disavow',
    title: 'disavow',
    done: 'stopped',
    act: async (deps, token, visitor, form) =>
      stoppedQuery(await freezeAccount(deps, token, visitor, { stolen: text(form, 'motivo') === STOLEN })),
    doneLocals: (ctx, { now }) => ({ stopped: stoppedByQuery(textsOf(ctx), ctx, now()) }),
  },
  {
    path: '/confirmar-contacto',
    name: 'confirm-contact',
    purpose: 'confirm-contact',
    title: 'confirmContact',
    done: 'confirmed',
    act: async (deps, token, visitor) => fateQuery(await confirmContact(deps, token, visitor)),
    locals: async (deps, about) => ({
      atOnce: (await deps.pendingChanges.updateOf(about ?? ''))?.agreed !== undefined,
      fate: await contactFate(deps, about ?? ''),
    }),
    doneLocals: ({ query }) => ({ fate: fateIn(query) }),
  },
  {
    path: '/confirmar-representante',
    name: 'confirm-representative',
    purpose: 'confirm-representative',
    title: 'confirmRepresentative',
    done: 'confirmed',
    act: silently(confirmRepresentative),
  },
];

/** Pages behind links in messages: the link shows what will happen, only the button does it (floor 7). */
export function linkPageRoutes(deps: Deps): Router {
  const router = new Router();
  for (const page of linkPages) addLinkPage(router, deps, page);
  return router;
}

function addLinkPage(router: Router, deps: Deps, page: LinkPage): void {
  const { path, name, purpose, title, done, act } = page;
  const titles = (ctx: Context) => textsOf(ctx).pages.pendingChanges.titles;
  router.get(`${path}/listo`, (ctx) =>
    show(ctx, `pending-changes/${name}/done`, { title: titles(ctx)[done], ...page.doneLocals?.(ctx, deps) }),
  );
  router.get(`${path}/vencido`, (ctx) =>
    show(ctx, 'pending-changes/disavow/expired', { title: titles(ctx).linkSpent }),
  );

  router.get(`${path}/:token`, async (ctx) => {
    const token = String(ctx.params.token);
    const link = await deps.links.peek(purpose, token);
    if (!link) return ctx.redirect(`${path}/vencido`);
    isAbout(ctx, { accountId: link.accountId });
    show(ctx, `pending-changes/${name}/confirm`, {
      title: titles(ctx)[title],
      token,
      formAction: path,
      csrfToken: csrfToken(deps, ctx, name),
      ...(await page.locals?.(deps, link.about)),
    });
  });

  router.post(path, async (ctx) => {
    const form = await readForm(ctx);
    assertOwnForm(deps, ctx, form, name);
    try {
      seeOther(ctx, `${path}/listo${await act(deps, text(form, 'token'), visitorOf(ctx), form)}`);
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'link-spent') throw error;
      seeOther(ctx, `${path}/vencido`);
    }
  });
}
