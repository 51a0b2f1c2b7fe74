import Router from '@koa/router';
import type { Context } from 'koa';
import type { JourneyOrigin } from '../../domain/journey-origin.ts';
import { assertRepeated, chooseKey } from '../../domain/key.ts';
import { assertOwnForm, formToken } from '../../http/browser.ts';
import { continueIn, originIn, sealOrigin, withOrigin } from '../../http/flows/journey-origin.ts';
import { readAll, readForm, text } from '../../http/form.ts';
import { readCode } from '../../http/forms/read-code.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { keepProfile } from '../../http/last-profile.ts';
import { browserOf, seeOther, show, visitorOf } from '../../http/page.ts';
import { deliveriesOf } from '../../http/words/deliveries.ts';
import { when } from '../../http/words/said.ts';
import type { ProvisionalKey } from '../../ports/provisional-keys.ts';
import type { World } from '../../ports/world.ts';
import { recoverByLink, recoveryOfLink } from './use-cases/recover-by-link.ts';
import { anotherCode, resendCode } from './use-cases/resend-code.ts';

const FORM = 'recover-by-link';
/** Where it is said that no other code was sent. */
const sending = { 'resend-early': 'codigo', 'too-many-codes': 'codigo' };

/** The page behind the link of a recovery's e-mail: code of the SMS and a new key; the link alone acts on nothing. */
export function recoverByLinkRoutes(world: World): Router {
  const router = new Router({ prefix: '/recuperar/clave' });

  router.get('/listo', (ctx) => {
    const continuar = continueIn(world, originIn(world, ctx));
    show(ctx, 'recovery/link-done', { title: 'Su clave nueva está lista', continuar });
  });

  router.get('/:token', (ctx) => showLink(world, ctx, {}));

  router.post('/:token', async (ctx) => {
    const form = await readForm(ctx);
    assertOwnForm(world, ctx, form, FORM);
    const where = { fieldOf: { 'code-wrong': 'codigo', 'key-guessable': 'clave', ...sending }, first: 'clave' };
    await showAgain(
      ctx,
      where,
      (wrong) => showLink(world, ctx, wrong),
      async () => {
        const token = String(ctx.params.token);
        if (text(form, 'accion') === 'reenviar') {
          await resendCode(world, token, visitorOf(ctx));
          return seeOther(ctx, ctx.path);
        }
        const alone = (await recoveryOfLink(world, token))?.kind === 'link';
        const { codigo, clave } = readAll({
          codigo: () => (alone ? '' : readCode(text(form, 'codigo'))),
          clave: () => chooseKey(text(form, 'clave'), world.policy, []),
          clave2: () => assertRepeated(text(form, 'clave'), text(form, 'clave2')),
        });
        const browser = browserOf(ctx);
        const origin = (await world.links.peek('recover-key', token))?.origin;
        const { profile } = await recoverByLink(world, { token, code: codigo, chosen: clave, browser }, visitorOf(ctx));
        keepProfile(world, ctx, profile);
        seeOther(ctx, withOrigin('/recuperar/clave/listo', sealedNow(world, origin)));
      },
    );
  });

  return router;
}

/** The origin of a letter's link, for the page of the same browser that comes next. */
const sealedNow = (world: World, origin: JourneyOrigin | undefined): string | undefined =>
  origin && sealOrigin(world, { ...origin, at: world.now().toISOString() });

async function showLink(world: World, ctx: Context, wrong: Partial<Wrong>): Promise<void> {
  const sent = await recoveryOfLink(world, String(ctx.params.token));
  if (!sent) return show(ctx, 'recovery/link-expired', { title: 'El enlace venció o ya se usó' });
  const { key } = world.policy;
  show(ctx, 'recovery/link', {
    title: 'Cree su clave nueva',
    formAction: ctx.path,
    formToken: formToken(world, ctx, FORM),
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    values: {},
    keyMin: key.min,
    keyMax: key.max,
    asksCode: sent.kind === 'code',
    ...(sent.kind === 'code' ? await codeLocals(world, sent) : {}),
  });
}

/** What the page says of the code: how it stands with its SMS, and when another one may be asked for. */
async function codeLocals(world: World, sent: ProvisionalKey): Promise<Readonly<Record<string, unknown>>> {
  const [[delivery], { from, left, again }] = await Promise.all([
    deliveriesOf(world, { sms: sent.sms }),
    anotherCode(world, sent),
  ]);
  return {
    delivery,
    codeAgain: again,
    codesLeft: left,
    mayResend: left > 0 && from <= world.now(),
    resendAt: when(from),
  };
}
