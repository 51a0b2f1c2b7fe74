import type { Context } from 'koa';
import { type Form, text } from '../../http/form.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { seeOther, textsOf } from '../../http/page.ts';
import { sendPixels } from '../../http/send-pixels.ts';
import type { DeskHere, DeskPage } from '../../http/staff/desk-page.ts';
import { showDesk } from '../../http/staff/show-desk.ts';
import type { Deps } from '../../ports/deps.ts';
import { copyPageView, looksOf } from './copy-view.ts';
import { openedCase } from './opened-case.ts';
import { memberNames } from './queue.ts';
import { readParts, typedParts } from './request-form.ts';
import { partFields, requestPageView } from './request-view.ts';
import { compareMrz } from './use-cases/compare-mrz.ts';
import { observeRequest, whyNotObserve } from './use-cases/observe-request.ts';
import { copyOf, pixelsOf } from './use-cases/read-copy.ts';
import { requestOfCase } from './use-cases/request-of-case.ts';
import type { MemberAt } from './use-cases/step-case.ts';

const QUEUE = '/mesa/casos';
const roles = ['agente', 'revisor'] as const;
const fields = {
  fieldOf: { 'mrz-unreadable': 'zona', 'parts-missing': partFields.declaration },
  first: 'contenido',
} as const;

/** La copia: a page of what was sent beside the data of the account or of the request, and what the zone says. */
export const copyPage: DeskPage = {
  path: '/mesa/casos/caso/:boleto/copia/:pagina',
  roles,
  show: (deps, ctx, here) => showCopy(deps, ctx, here, {}),
  async act(deps, ctx, here, form) {
    const opened = await openHere(deps, ctx, here);
    if (!opened) return seeOther(ctx, QUEUE);
    const at = { ...opened, version: Number(text(form, 'version')) };
    const act = text(form, 'accion') === 'observar' ? observe : compare;
    await showAgain(
      ctx,
      fields,
      (wrong) => showCopy(deps, ctx, here, wrong, form),
      async () => seeOther(ctx, await act(deps, ctx, at, form)),
    );
  },
};

async function compare(deps: Deps, ctx: Context, at: MemberAt, form: Form): Promise<string> {
  await compareMrz(deps, at, { typed: text(form, 'zona'), reviewed: text(form, 'revisado') });
  return `${ctx.path}?hecho=compare#zona-leida`;
}

/** «Pedir que corrija»: the parts beside which a reason was typed. */
async function observe(deps: Deps, ctx: Context, at: MemberAt, form: Form): Promise<string> {
  const { cases, pages } = textsOf(ctx);
  const parts = readParts(form);
  const named = parts.map(({ part, reason }) => ({ name: pages.facilitador.parts[part], reason }));
  await observeRequest(deps, at, { parts, text: cases.request.message(named) });
  return `${backOf(ctx)}?hecho=observe`;
}

/** The pixels of a page: a picture that no cache keeps, for the session that opened the case. */
export const pixelsPage: DeskPage = {
  path: '/mesa/casos/caso/:boleto/pixeles/:pagina',
  roles,
  async show(deps, ctx, here) {
    const at = await openHere(deps, ctx, here);
    const pixels = at && (await pixelsOf(deps, at, pageIn(ctx)));
    if (pixels) sendPixels(ctx, pixels);
    else ctx.status = 404;
  },
};

const pageIn = (ctx: Context): number => Number(/^\d{1,2}$/.exec(String(ctx.params.pagina))?.[0] ?? 0);
const backOf = (ctx: Context): string => ctx.path.replace(/\/copia\/[^/]*$/, '');

/** The case of the address, as far as this member may read it now. */
async function openHere(deps: Deps, ctx: Context, here: DeskHere): Promise<MemberAt | undefined> {
  const opened = await openedCase(deps, ctx, here);
  return opened && !opened.closed ? { folio: opened.folio, member: here.member.id, visitor: here.visitor } : undefined;
}

async function showCopy(deps: Deps, ctx: Context, here: DeskHere, wrong: Partial<Wrong>, form?: Form): Promise<void> {
  const at = await openHere(deps, ctx, here);
  const page = pageIn(ctx);
  const back = backOf(ctx);
  if (!at) return seeOther(ctx, QUEUE);
  const read = await copyOf(deps, at, page);
  if (!read) return seeOther(ctx, page !== 1 && (await copyOf(deps, at, 1)) ? `${back}/copia/1` : back);
  const texts = textsOf(ctx);
  const { one, pages } = read;
  const shown = { names: await memberNames(deps), now: deps.now() };
  const request = await requestOfCase(deps, one);
  const holder = one.accountId ? await deps.accounts.find(one.accountId) : undefined;
  showDesk(deps, ctx, here, {
    view: request ? 'cases/request' : 'cases/copy',
    tab: 'cases',
    title: texts.cases.titles[request ? 'request' : 'copy'],
    back,
    done: ctx.query.hecho === 'compare' ? texts.cases.copy.compared : undefined,
    ...copyPageView(texts, { ...read, holder, ...shown }),
    ...(request ? requestPageView(texts, request, read.file, await whyNotObserve(deps, one, read.by)) : {}),
    ...looksOf(ctx.query, { page, pages, back }),
    values: { zona: form ? text(form, 'zona') : '', ...typedParts(form) },
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    refusal: wrong.refusal,
  });
}
