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
import { compareMrz } from './use-cases/compare-mrz.ts';
import { copyOf, pixelsOf } from './use-cases/read-copy.ts';
import type { MemberAt } from './use-cases/step-case.ts';

const QUEUE = '/mesa/casos';
const roles = ['agente', 'revisor'] as const;
const fields = { fieldOf: { 'mrz-unreadable': 'zona' }, first: 'contenido' } as const;

/** La copia: a page of the file beside the data of the account, and what its machine readable zone says. */
export const copyPage: DeskPage = {
  path: '/mesa/casos/caso/:boleto/copia/:pagina',
  roles,
  show: (deps, ctx, here) => showCopy(deps, ctx, here, {}),
  async act(deps, ctx, here, form) {
    const at = await openHere(deps, ctx, here);
    if (!at) return seeOther(ctx, QUEUE);
    await showAgain(
      ctx,
      fields,
      (wrong) => showCopy(deps, ctx, here, wrong, form),
      async () => {
        const version = Number(text(form, 'version'));
        await compareMrz(deps, { ...at, version }, { typed: text(form, 'zona'), reviewed: text(form, 'revisado') });
        seeOther(ctx, `${ctx.path}?hecho=compare#zona-leida`);
      },
    );
  },
};

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

/** The case of the address, as far as this member may read it now. */
async function openHere(deps: Deps, ctx: Context, here: DeskHere): Promise<MemberAt | undefined> {
  const opened = await openedCase(deps, ctx, here);
  return opened && !opened.closed ? { folio: opened.folio, member: here.member.id, visitor: here.visitor } : undefined;
}

async function showCopy(deps: Deps, ctx: Context, here: DeskHere, wrong: Partial<Wrong>, form?: Form): Promise<void> {
  const at = await openHere(deps, ctx, here);
  const read = at && (await copyOf(deps, at));
  const back = ctx.path.replace(/\/copia\/[^/]*$/, '');
  if (!read) return seeOther(ctx, at ? back : QUEUE);
  const page = pageIn(ctx);
  if (page < 1 || page > read.file.pages) return seeOther(ctx, `${back}/copia/1`);
  const texts = textsOf(ctx);
  const holder = read.one.accountId ? await deps.accounts.find(read.one.accountId) : undefined;
  showDesk(deps, ctx, here, {
    view: 'cases/copy',
    tab: 'cases',
    title: texts.cases.titles.copy,
    back,
    done: ctx.query.hecho === 'compare' ? texts.cases.copy.compared : undefined,
    ...copyPageView(texts, { ...read, holder, names: await memberNames(deps), now: deps.now() }),
    ...looksOf(ctx.query, { page, pages: read.file.pages, back }),
    values: { zona: form ? text(form, 'zona') : '' },
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    refusal: wrong.refusal,
  });
}
