import Router from '@koa/router';
import type { Context } from 'koa';
import type { JourneyOrigin } from '../../domain/journey-origin.ts';
import { assertRepeated, chooseKey } from '../../domain/key.ts';
import { isAbout } from '../../http/about-account.ts';
import { assertOwnForm, csrfToken } from '../../http/browser.ts';
import { continueIn, originIn, sealOrigin, withOrigin } from '../../http/flows/journey-origin.ts';
import { readAll, readForm, text } from '../../http/form.ts';
import { readCode } from '../../http/forms/read-code.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { keepProfile } from '../../http/last-profile.ts';
import { browserOf, seeOther, show, textsOf, visitorOf } from '../../http/page.ts';
import { deliveriesOf } from '../../http/words/deliveries.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { Deps } from '../../ports/deps.ts';
import type { ProvisionalKey } from '../../ports/provisional-keys.ts';
import { recoverByLink, recoveryOfLink } from './use-cases/recover-by-link.ts';
import { anotherCode, resendCode } from './use-cases/resend-code.ts';

const FORM = 'recover-by-link';
/** Refusals after which the page shows that no other code was sent. */
const sending = { 'resend-early': 'codigo', 'too-many-codes': 'codigo' };

/** The page behind the link of a recovery's e-mail: code of the SMS and a new key; the link alone acts on nothing. */
export function recoverByLinkRoutes(deps: Deps): Router {
  const router = new Router({ prefix: '/recuperar/clave' });

  router.get('/listo', (ctx) => {
    const continuar = continueIn(deps, originIn(deps, ctx));
    show(ctx, 'recovery/link-done', { title: textsOf(ctx).pages.recovery.link.done, continuar });
  });

  router.get('/:token', (ctx) => showLink(deps, ctx, {}));

  router.post('/:token', async (ctx) => {
    const form = await readForm(ctx);
    assertOwnForm(deps, ctx, form, FORM);
    const where = { fieldOf: { 'code-wrong': 'codigo', 'key-guessable': 'clave', ...sending }, first: 'clave' };
    await showAgain(
      ctx,
      where,
      (wrong) => showLink(deps, ctx, wrong),
      async () => {
        const token = String(ctx.params.token);
        if (text(form, 'accion') === 'reenviar') {
          await resendCode(deps, token, visitorOf(ctx));
          return seeOther(ctx, ctx.path);
        }
        const alone = (await recoveryOfLink(deps, token))?.kind === 'link';
        const { codigo, clave } = readAll({
          codigo: () => (alone ? '' : readCode(text(form, 'codigo'))),
          clave: () => chooseKey(text(form, 'clave'), deps.policy, []),
          clave2: () => assertRepeated(text(form, 'clave'), text(form, 'clave2')),
        });
        const browser = browserOf(ctx);
        const origin = (await deps.links.peek('recover-key', token))?.origin;
        const { profile } = await recoverByLink(deps, { token, code: codigo, chosen: clave, browser }, visitorOf(ctx));
        keepProfile(deps, ctx, profile);
        seeOther(ctx, withOrigin('/recuperar/clave/listo', sealedNow(deps, origin)));
      },
    );
  });

  return router;
}

/** The origin of a message's link, for the next page of the same browser. */
const sealedNow = (deps: Deps, origin: JourneyOrigin | undefined): string | undefined =>
  origin && sealOrigin(deps, { ...origin, at: deps.now().toISOString() });

async function showLink(deps: Deps, ctx: Context, wrong: Partial<Wrong>): Promise<void> {
  const sent = await recoveryOfLink(deps, String(ctx.params.token));
  const titles = textsOf(ctx).pages.recovery.link;
  if (!sent) return show(ctx, 'recovery/link-expired', { title: titles.expired });
  isAbout(ctx, { accountId: sent.accountId });
  const { key } = deps.policy;
  show(ctx, 'recovery/link', {
    title: titles.choose,
    formAction: ctx.path,
    csrfToken: csrfToken(deps, ctx, FORM),
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    values: {},
    keyMin: key.min,
    keyMax: key.max,
    asksCode: sent.kind === 'code',
    ...(sent.kind === 'code' ? await codeLocals(deps, textsOf(ctx), sent) : {}),
  });
}

/** What the page shows of the code: the state of its SMS, and when another one may be asked for. */
async function codeLocals(
  deps: Deps,
  texts: Catalogue,
  sent: ProvisionalKey,
): Promise<Readonly<Record<string, unknown>>> {
  const [[delivery], { from, left, again }] = await Promise.all([
    deliveriesOf(deps, { sms: sent.sms }, texts),
    anotherCode(deps, sent),
  ]);
  return {
    delivery,
    codeAgain: again,
    codesLeft: left,
    mayResend: left > 0 && from <= deps.now(),
    resendAt: texts.moments.opensAt(from),
  };
}
