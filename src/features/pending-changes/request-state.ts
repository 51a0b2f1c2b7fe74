import Router from '@koa/router';
import type { Context } from 'koa';
import { codesOf, confirmNow, sendCodes } from '../../account/confirm-now.ts';
import { folioAtDesk } from '../../account/folio-at-desk.ts';
import { newEmailRefused } from '../../account/new-email-refused.ts';
import { pendingChangeOfLink, withdrawPendingChange } from '../../account/withdraw-pending-change.ts';
import { partsOf } from '../../domain/cases/counter-effect.ts';
import type { ContactKind } from '../../domain/data-update.ts';
import { FieldRefusals, Refusal } from '../../domain/refusal.ts';
import { isAbout } from '../../http/about-account.ts';
import { assertOwnForm, csrfToken } from '../../http/browser.ts';
import { type Form, readAll, readForm, text } from '../../http/form.ts';
import { readCode } from '../../http/forms/read-code.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { seeOther, show, textsOf, visitorOf } from '../../http/page.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { Deps } from '../../ports/deps.ts';
import type { PendingChange } from '../../ports/pending-changes.ts';

const FORM = 'request-state';

/** The field for the code of each contact. */
const fieldOf: Readonly<Record<ContactKind, string>> = { email: 'codigo_correo', mobile: 'codigo_celular' };

/**
 * Estado de mi solicitud: what waits, until when, the button that withdraws it, and for an update the codes that make
 * it immediate. The link alone acts on nothing. A user who has just asked comes with `?recibida`; one who comes by a
 * message may never have asked, and reads how to stop it.
 */
export function requestStateRoutes(deps: Deps): Router {
  const router = new Router({ prefix: '/solicitud' });

  router.get('/:token', (ctx) => showRequest(deps, ctx, String(ctx.params.token), {}));

  router.post('/', async (ctx) => {
    const form = await readForm(ctx);
    assertOwnForm(deps, ctx, form, FORM);
    await unlessGone(() => withdrawPendingChange(deps, text(form, 'token'), visitorOf(ctx)));
    seeOther(ctx, `/solicitud/${encodeURIComponent(text(form, 'token'))}`);
  });

  router.post('/ahora', async (ctx) => {
    const form = await readForm(ctx);
    assertOwnForm(deps, ctx, form, FORM);
    const token = text(form, 'token');
    const again = (wrong: Partial<Wrong>) => showRequest(deps, ctx, token, wrong, form);
    await showAgain(ctx, { fieldOf: {}, first: 'contenido' }, again, async () => {
      await unlessGone(() => confirmOrSend(deps, ctx, form, token));
      const place = text(form, 'accion') === 'confirmar' ? '' : '#ahora';
      seeOther(ctx, `/solicitud/${encodeURIComponent(token)}?recibida${place}`);
    });
  });

  return router;
}

/** «Confirmar ahora»: sends codes, or takes those that were typed. */
async function confirmOrSend(deps: Deps, ctx: Context, form: Form, token: string): Promise<void> {
  if (text(form, 'accion') !== 'confirmar') return sendCodes(deps, token);
  const open = (await codesOf(deps, token)).filter(({ proved }) => !proved);
  // Each contact is confirmed by itself: a code that was not typed counts as no wrong one, except when it is the only
  // one.
  const typed = open.filter(({ contact }) => text(form, fieldOf[contact]) !== '');
  const asked = typed.length > 0 ? typed : open;
  const readers = asked.map(({ contact }) => [contact, () => readCode(text(form, fieldOf[contact]))] as const);
  try {
    await confirmNow(deps, token, readAll(Object.fromEntries(readers)), visitorOf(ctx));
  } catch (error) {
    if (!(error instanceof FieldRefusals)) throw error;
    const named = [...error.byField].map(([contact, refusal]) => [fieldOf[contact as ContactKind], refusal] as const);
    throw new FieldRefusals(new Map(named));
  }
}

/** A link that expired is shown by the page to which it leads. */
async function unlessGone(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'link-spent') throw error;
  }
}

async function showRequest(deps: Deps, ctx: Context, token: string, wrong: Partial<Wrong>, form?: Form): Promise<void> {
  const hold = await pendingChangeOfLink(deps, token);
  if (!hold) return showGone(ctx);
  isAbout(ctx, { accountId: hold.accountId });
  const codes = await codesOf(deps, token);
  const update = await deps.pendingChanges.updateOf(hold.id);
  const decided = await decidedView(deps, textsOf(ctx), hold);
  show(ctx, 'pending-changes/request-state/state', {
    title: textsOf(ctx).pages.pendingChanges.titles.request,
    kind: hold.kind,
    state: hold.state,
    received: form !== undefined || ctx.query.recibida !== undefined,
    folio: hold.state === 'desk' ? await folioAtDesk(deps, hold, deskKind(hold)) : hold.folio,
    asked: textsOf(ctx).formats.instant(hold.createdAt),
    until: textsOf(ctx).formats.instant(hold.dueAt),
    ended: hold.endedAt && textsOf(ctx).formats.instant(hold.endedAt),
    newRefused: await newEmailRefused(deps, hold),
    codes: codes.map((code) => ({ ...code, field: fieldOf[code.contact] })),
    ...decided,
    confirms: update?.replaces.includes('email') === true && !hold.confirmedAt,
    byFactor: update?.agreed === 'factor',
    token,
    formAction: '/solicitud',
    csrfToken: csrfToken(deps, ctx, FORM),
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    refusal: wrong.refusal,
    values: Object.fromEntries(Object.values(fieldOf).map((name) => [name, form ? text(form, name) : ''])),
  });
}

/** The kind of the case in which the desk decides a request. */
const deskKind = ({ kind }: PendingChange) => (kind === 'contest' ? 'identidad-disputada' : 'segunda-detencion');

/** What two people decided, in words, and whether a contact can stop it; nothing for other requests. */
async function decidedView(deps: Deps, { formats, pendingChanges }: Catalogue, { id, accountId }: PendingChange) {
  const final = await deps.pendingChanges.isFinal(id);
  const effect = (await deps.pendingChanges.counterOf(id))?.effect;
  const account = effect && (await deps.accounts.find(accountId));
  if (!effect || !account) return { final };
  const parts = partsOf(effect, account).map((part) => pendingChanges.counterParts[part]);
  return { decided: formats.list(parts), final, returned: effect.number === true };
}

function showGone(ctx: Context): void {
  ctx.status = 404;
  show(ctx, 'pending-changes/request-state/gone', { title: textsOf(ctx).pages.pendingChanges.titles.requestGone });
}
