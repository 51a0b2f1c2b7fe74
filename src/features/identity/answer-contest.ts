import Router from '@koa/router';
import type { Context } from 'koa';
import { answerContest, contestOfLink } from '../../account/answer-contest.ts';
import { folioAtDesk } from '../../account/folio-at-desk.ts';
import { requireSerial } from '../../domain/cedula.ts';
import { Refusal } from '../../domain/refusal.ts';
import { parseRun } from '../../domain/rut.ts';
import { isAbout } from '../../http/about-account.ts';
import { assertOwnForm, csrfToken, deviceOfBrowser } from '../../http/browser.ts';
import { cardVisitorOf } from '../../http/card-visitor.ts';
import { type Form, readAll, readForm, text } from '../../http/form.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { typedRut } from '../../http/forms/typed-rut.ts';
import { seeOther, show, textsOf } from '../../http/page.ts';
import { askedOf } from '../../http/words/asked-of.ts';
import type { Deps } from '../../ports/deps.ts';

const PATH = '/disputa';
const FORM = 'answer-contest';

const fields = {
  fieldOf: { 'cedula-mismatch': 'serie', 'not-representative': 'rut_representante' },
  first: 'serie',
} as const;

/** The page behind the link of a contest's notice: the card is shown there, and the link alone acts on nothing. */
export function answerContestRoutes(deps: Deps): Router {
  const router = new Router({ prefix: PATH });

  router.get('/comprobada', (ctx) =>
    show(ctx, 'identity/answer-contest/done', { title: textsOf(ctx).pages.identity.titles.proved }),
  );
  router.get('/en-persona', (ctx) => {
    const folio = deps.tokens.unpack(FORM, String(ctx.query.caso ?? ''));
    show(ctx, 'identity/answer-contest/done', { title: textsOf(ctx).pages.identity.titles.atDesk, desk: true, folio });
  });
  router.get('/vencido', (ctx) =>
    show(ctx, 'pending-changes/disavow/expired', { title: textsOf(ctx).pages.pendingChanges.titles.linkSpent }),
  );
  router.get('/:token', (ctx) => showForm(deps, ctx, String(ctx.params.token), {}));

  router.post('/', async (ctx) => {
    const form = await readForm(ctx);
    assertOwnForm(deps, ctx, form, FORM);
    const token = text(form, 'token');
    const again = (wrong: Partial<Wrong>) => showForm(deps, ctx, token, wrong, form);
    await showAgain(ctx, fields, again, async () => seeOther(ctx, `${PATH}/${await answer(deps, ctx, token, form)}`));
  });

  return router;
}

async function answer(deps: Deps, ctx: Context, token: string, form: Form): Promise<string> {
  const seen = await contestOfLink(deps, token);
  if (!seen) return 'vencido';
  const company = seen.account.profile === 'juridica';
  const representative = askedOf('representative', () => parseRun(text(form, 'rut_representante')));
  const { serie, rut_representante } = readAll({
    ...(company ? { rut_representante: representative } : {}),
    serie: () => requireSerial(text(form, 'serie')),
  });
  const shown = { token, serial: serie, representative: rut_representante, device: deviceOfBrowser(deps, ctx) };
  try {
    if ((await answerContest(deps, shown, cardVisitorOf(deps, ctx, form))) === 'proved') return 'comprobada';
    const folio = await folioAtDesk(deps, seen.hold, 'identidad-disputada');
    return `en-persona?caso=${encodeURIComponent(deps.tokens.pack(FORM, folio))}`;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'link-spent') return 'vencido';
    throw error;
  }
}

async function showForm(deps: Deps, ctx: Context, token: string, wrong: Partial<Wrong>, form?: Form): Promise<void> {
  const seen = await contestOfLink(deps, token);
  if (!seen) return ctx.redirect(`${PATH}/vencido`);
  const { hold, account } = seen;
  isAbout(ctx, { accountId: account.id });
  show(ctx, 'identity/answer-contest/form', {
    title: textsOf(ctx).pages.identity.titles.contested,
    profile: account.profile,
    stopped: account.state === 'congelada',
    until: textsOf(ctx).formats.instant(hold.dueAt),
    folio: hold.folio,
    token,
    formAction: PATH,
    csrfToken: csrfToken(deps, ctx, FORM),
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    refusal: wrong.refusal,
    values: {
      serie: form ? text(form, 'serie') : '',
      rut_representante: form ? typedRut(text(form, 'rut_representante')) : '',
    },
  });
}
