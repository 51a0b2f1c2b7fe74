import Router from '@koa/router';
import type { Context } from 'koa';
import { formatIdentifier } from '../../domain/account.ts';
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
import { recreationOf } from './use-cases/legacy-recreation.ts';
import { stopRecreation } from './use-cases/stop-recreation.ts';

const FORM = 'stop-recreation';
const fields = {
  fieldOf: { 'cedula-mismatch': 'serie', 'not-representative': 'rut_representante' },
  first: 'contenido',
} as const;

/** Behind the link to an imported contact: a reader who did not ask shows the card, and two people decide. */
export function stopRecreationRoutes(deps: Deps): Router {
  const router = new Router({ prefix: '/clave-antigua' });

  router.get('/vencido', (ctx) =>
    show(ctx, 'pending-changes/disavow/expired', { title: textsOf(ctx).pages.pendingChanges.titles.linkSpent }),
  );
  router.get('/listo/:packed', (ctx) => {
    const folio = deps.tokens.unpack(FORM, String(ctx.params.packed));
    if (typeof folio !== 'string') return ctx.redirect('/clave-antigua/vencido');
    show(ctx, 'registration/stop-recreation/done', { title: textsOf(ctx).pages.registration.titles.atDesk, folio });
  });
  router.get('/:token', (ctx) => showForm(deps, ctx, String(ctx.params.token), {}));

  router.post('/', async (ctx) => {
    const form = await readForm(ctx);
    assertOwnForm(deps, ctx, form, FORM);
    const token = text(form, 'token');
    const again = (wrong: Wrong) => showForm(deps, ctx, token, wrong, form);
    await showAgain(ctx, fields, again, async () => seeOther(ctx, await stopped(deps, ctx, token, form)));
  });

  return router;
}

async function stopped(deps: Deps, ctx: Context, token: string, form: Form): Promise<string> {
  const company = (await recreationOf(deps, token))?.account.profile === 'juridica';
  const { serie, rut_representante } = readAll({
    rut_representante: askedOf('representative', () =>
      company ? parseRun(text(form, 'rut_representante')) : undefined,
    ),
    serie: () => requireSerial(text(form, 'serie')),
  });
  try {
    const shown = { token, run: rut_representante, serial: serie };
    const folio = await stopRecreation(deps, shown, cardVisitorOf(deps, ctx, form));
    return `/clave-antigua/listo/${deps.tokens.pack(FORM, folio)}`;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'link-spent') return '/clave-antigua/vencido';
    throw error;
  }
}

async function showForm(deps: Deps, ctx: Context, token: string, wrong: Partial<Wrong>, form?: Form): Promise<void> {
  const found = await recreationOf(deps, token);
  if (!found) return ctx.redirect('/clave-antigua/vencido');
  const { account, hold } = found;
  isAbout(ctx, { accountId: account.id });
  show(ctx, 'registration/stop-recreation/form', {
    title: textsOf(ctx).pages.registration.titles.recreation,
    token,
    kind: account.kind,
    identifier: formatIdentifier(account.identifier),
    company: account.profile === 'juridica',
    until: textsOf(ctx).formats.instant(hold.dueAt),
    folio: hold.folio,
    formAction: '/clave-antigua',
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
