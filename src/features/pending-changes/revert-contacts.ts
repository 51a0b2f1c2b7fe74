import Router from '@koa/router';
import type { Context } from 'koa';
import { folioAtDesk } from '../../account/folio-at-desk.ts';
import { requireSerial } from '../../domain/cedula.ts';
import { Refusal } from '../../domain/refusal.ts';
import { parseRun } from '../../domain/rut.ts';
import { isAbout } from '../../http/about-account.ts';
import { assertOwnForm, csrfToken } from '../../http/browser.ts';
import { cardVisitorOf } from '../../http/card-visitor.ts';
import { type Form, readAll, readForm, text } from '../../http/form.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { typedRut } from '../../http/forms/typed-rut.ts';
import { seeOther, show, textsOf } from '../../http/page.ts';
import { askedOf } from '../../http/words/asked-of.ts';
import type { Deps } from '../../ports/deps.ts';
import { stoppedByQuery, stoppedQuery } from './stopped-view.ts';
import { disputeChange, disputedByLink } from './use-cases/dispute-change.ts';
import { revertContacts } from './use-cases/revert-contacts.ts';

const PATH = '/revertir';
const FORM = 'revert-contacts';
const fieldOf = {
  'cedula-mismatch': 'serie',
  'card-stolen': 'serie',
  'not-representative': 'rut_representante',
} as const;

/**
 * What a replaced contact can do for seven days: the link shows it, a button freezes the account and opens a case, and
 * the card, shown on the next page, restores contacts and question (floor 5).
 */
export function revertContactsRoutes(deps: Deps): Router {
  const router = new Router({ prefix: PATH });
  const expired = (ctx: Context) => seeOther(ctx, `${PATH}/vencido`);

  router.get('/listo', (ctx) => {
    const stopped = stoppedByQuery(textsOf(ctx), ctx, deps.now());
    show(ctx, 'pending-changes/revert-contacts/done', {
      title: textsOf(ctx).pages.pendingChanges.titles.reverted,
      stopped,
    });
  });
  router.get('/vencido', (ctx) =>
    show(ctx, 'pending-changes/disavow/expired', { title: textsOf(ctx).pages.pendingChanges.titles.linkSpent }),
  );

  router.get('/:token', async (ctx) => {
    if (!(await showChange(deps, ctx, String(ctx.params.token), {}))) expired(ctx);
  });

  router.post('/', async (ctx) => {
    const form = await readForm(ctx);
    assertOwnForm(deps, ctx, form, FORM);
    const token = text(form, 'token');
    const again = async (wrong: Wrong) => {
      if (!(await showChange(deps, ctx, token, wrong, form))) expired(ctx);
    };
    await showAgain(ctx, { fieldOf, first: 'contenido' }, again, async () => {
      try {
        seeOther(ctx, await act(deps, ctx, form, token));
      } catch (error) {
        if (!(error instanceof Refusal) || error.code !== 'link-spent') throw error;
        expired(ctx);
      }
    });
  });

  return router;
}

/** Freezes, or restores by the card; gives the next page. */
async function act(deps: Deps, ctx: Context, form: Form, token: string): Promise<string> {
  const visitor = cardVisitorOf(deps, ctx, form);
  if (text(form, 'accion') !== 'cedula') {
    await disputeChange(deps, token, visitor);
    return `${PATH}/${encodeURIComponent(token)}`;
  }
  const typed = text(form, 'rut_representante');
  const account = (await disputedByLink(deps, token))?.account;
  const company = account?.profile === 'juridica';
  const { serie, rut_representante } = readAll({
    ...(company ? { rut_representante: askedOf('representative', () => parseRun(typed)) } : {}),
    serie: () => requireSerial(text(form, 'serie')),
  }) as { serie: ReturnType<typeof requireSerial>; rut_representante?: ReturnType<typeof parseRun> };
  await revertContacts(deps, { token, serial: serie, representative: rut_representante }, visitor);
  return `${PATH}/listo${account ? stoppedQuery(account) : ''}`;
}

/**
 * The page of a change: what the button does, or once the account is frozen the card; `false` where the link is not
 * valid any more.
 */
async function showChange(
  deps: Deps,
  ctx: Context,
  token: string,
  wrong: Partial<Wrong>,
  form?: Form,
): Promise<boolean> {
  const disputed = await disputedByLink(deps, token);
  if (!disputed) return false;
  const { account, hold, way } = disputed;
  isAbout(ctx, { accountId: account.id });
  show(ctx, hold.disputedAt ? 'pending-changes/revert-contacts/card' : 'pending-changes/revert-contacts/confirm', {
    title: hold.disputedAt
      ? textsOf(ctx).pages.pendingChanges.titles.disputed
      : textsOf(ctx).pages.pendingChanges.titles.dispute,
    way,
    folio: hold.disputedAt ? await folioAtDesk(deps, hold, 'identidad-disputada') : hold.folio,
    company: account.profile === 'juridica',
    phoneNow: textsOf(ctx).telephone.now(deps.now()),
    token,
    formAction: PATH,
    csrfToken: csrfToken(deps, ctx, FORM),
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    refusal: wrong.refusal,
    values: {
      serie: form ? text(form, 'serie') : '',
      rut_representante: typedRut(form ? text(form, 'rut_representante') : ''),
    },
  });
  return true;
}
