import Router from '@koa/router';
import type { Context } from 'koa';
import { caseOfLink } from '../../account/tell-of-case.ts';
import { parseOwnWords } from '../../domain/cases/case-words.ts';
import { type OwnAct, ownActs, ownActsOf } from '../../domain/cases/own-page.ts';
import { companyName } from '../../domain/company-name.ts';
import { entryOf } from '../../domain/entry-of.ts';
import { isAbout } from '../../http/about-account.ts';
import { assertOwnForm, csrfToken } from '../../http/browser.ts';
import { type Form, readAll, readForm, text } from '../../http/form.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { seeOther, show, textsOf } from '../../http/page.ts';
import type { DeskCase } from '../../ports/cases.ts';
import type { Deps } from '../../ports/deps.ts';
import { ownCaseView } from './own-view.ts';
import { answerDesk, appealDecision, withdrawCase } from './use-cases/own-case.ts';

const FORM = 'own-case';
const PATH = '/caso';

/** Mi caso: what waits and until when, messages, and what the person may do. The link alone acts on nothing (floor 7). */
export function ownCaseRoutes(deps: Deps): Router {
  const router = new Router();

  router.get(`${PATH}/:token`, (ctx) => showOwn(deps, ctx, String(ctx.params.token), {}));

  router.post(PATH, async (ctx) => {
    const form = await readForm(ctx);
    assertOwnForm(deps, ctx, form, FORM);
    const token = text(form, 'token');
    const again = (wrong: Wrong) => showOwn(deps, ctx, token, wrong, form);
    await showAgain(ctx, { fieldOf: { 'complaint-short': 'texto' }, first: 'contenido' }, again, async () => {
      const one = await caseOfLink(deps, token);
      const act = ownActs.find((name) => name === text(form, 'accion'));
      if (one && act) await actOf(deps, one, act, form);
      seeOther(ctx, `${PATH}/${encodeURIComponent(token)}${one && act ? `?hecho=${act}` : ''}`);
    });
  });
  return router;
}

async function actOf(deps: Deps, one: DeskCase, act: OwnAct, form: Form): Promise<void> {
  const at = { folio: one.folio, account: one.accountId ?? '', actor: one.actor };
  if (act === 'withdraw') return void (await withdrawCase(deps, at));
  const { texto } = readAll({ texto: () => parseOwnWords(text(form, 'texto')) });
  await (act === 'answer' ? answerDesk(deps, at, texto) : appealDecision(deps, at, texto));
}

/** The name of the company whose case it is, as its mails say it. */
async function companyOf({ accounts }: Deps, { accountId }: DeskCase): Promise<string | undefined> {
  const account = accountId ? await accounts.find(accountId) : undefined;
  return account && companyName(account)?.razonSocial;
}

async function showOwn(deps: Deps, ctx: Context, token: string, wrong: Partial<Wrong>, form?: Form): Promise<void> {
  const one = await caseOfLink(deps, token);
  if (one) isAbout(ctx, { accountId: one.accountId });
  const texts = textsOf(ctx);
  if (!one) {
    ctx.status = 404;
    return show(ctx, 'cases/own-gone', { title: texts.cases.titles.ownGone });
  }
  show(ctx, 'cases/own', {
    title: texts.cases.titles.own,
    ...ownCaseView(
      texts,
      one,
      { messages: await deps.cases.messages(one.id), company: await companyOf(deps, one) },
      deps.now(),
    ),
    may: ownActsOf(one, deps.now()),
    done: entryOf<string>(texts.cases.ownDone, String(ctx.query.hecho ?? '')),
    token,
    formAction: PATH,
    csrfToken: csrfToken(deps, ctx, FORM),
    values: { texto: form ? text(form, 'texto') : '' },
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    refusal: wrong.refusal,
  });
}
