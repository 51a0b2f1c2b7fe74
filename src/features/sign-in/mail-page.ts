import type Router from '@koa/router';
import type { Context } from 'koa';
import type { default as Provider } from 'oidc-provider';
import type { KeyChangingProfile } from '../../domain/key-change.ts';
import { aboutTyped } from '../../http/about-account.ts';
import { profiles } from '../../http/flows/flow.ts';
import { text } from '../../http/form.ts';
import { readIdentifier } from '../../http/forms/identifier-fields.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { typedRut } from '../../http/forms/typed-rut.ts';
import { browserOf, seeOther, show, textsOf, visitorOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import { frameOf } from './frame.ts';
import { type Interaction, interactionOf } from './interaction.ts';
import { readPageForm, refuseSpent } from './page-form.ts';
import { endWith } from './result.ts';
import { sendSignInLink } from './use-cases/sign-in-link.ts';

const FORM = 'sign-in-link';

/** «Recibir un enlace en mi correo»: instead of work, for users without script. It signs no user in. */
export function mailPageRoutes(router: Router, deps: Deps, provider: Provider): void {
  router.get('/:uid/correo', async (ctx) => {
    const interaction = await interactionOf(provider, ctx);
    if (interaction.late) return endWith(provider, ctx, 'inactividad');
    await showMail(deps, ctx, interaction, String(ctx.query.perfil ?? ''), {});
  });

  router.post('/:uid/correo', async (ctx) => {
    const sent = await readPageForm(deps, provider, ctx, FORM);
    if (!sent) return;
    const { form, interaction } = sent;
    const profile = profileOf(text(form, 'perfil'));
    const again = (wrong: Partial<Wrong>) =>
      showMail(deps, ctx, interaction, profile, { ...wrong, rut: typedRut(text(form, 'rut')) });
    await showAgain(ctx, { fieldOf: {}, first: 'rut' }, again, async () => {
      refuseSpent(ctx);
      const { rut } = readIdentifier(profile, form);
      const typed = { profile, identifier: rut };
      await aboutTyped(ctx, typed, () => sendSignInLink(deps, { ...typed, browser: browserOf(ctx) }, visitorOf(ctx)));
      seeOther(ctx, `${ctx.path}?perfil=${profile}&listo=si`);
    });
  });
}

const profileOf = (typed: string): KeyChangingProfile => profiles.find((one) => one === typed) ?? 'natural';

async function showMail(
  deps: Deps,
  ctx: Context,
  interaction: Interaction,
  typed: string,
  { rut, ...wrong }: Partial<Wrong> & { readonly rut?: string },
): Promise<void> {
  const profile = profileOf(typed);
  const frame = await frameOf(deps, ctx, interaction, { form: FORM });
  show(ctx, 'sign-in/mail', {
    ...frame,
    title: textsOf(ctx).pages.signIn.titles[ctx.query.listo === 'si' ? 'mailSent' : 'mail'],
    perfil: profile,
    asked: ctx.query.listo === 'si',
    back: `/ingresar/${interaction.uid}?perfil=${profile}`,
    errors: wrong.errors ?? [],
    refusal: wrong.refusal,
    faults: wrong.faults ?? {},
    values: { rut },
  });
}
