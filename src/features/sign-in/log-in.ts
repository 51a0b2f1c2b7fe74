import Router from '@koa/router';
import type { Context } from 'koa';
import type Provider from 'oidc-provider';
import type { AuthErrorCode } from '../../domain/authorization-errors.ts';
import { Refusal, type RefusalCode } from '../../domain/refusal.ts';
import { comesFromUs, isOwnForm, refuseForm } from '../../http/browser.ts';
import { type Form, readForm, text } from '../../http/form.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { textsOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import { answerOf, toAuthError } from './answer.ts';
import { codePageRoutes, toCodePage } from './code-page.ts';
import { companyPageRoutes } from './company-page.ts';
import { consentStep } from './consent.ts';
import { continueRoutes } from './continue.ts';
import { createStep } from './create-step.ts';
import { emailCheckStep } from './email-check.ts';
import { factorRoutes } from './factor-page.ts';
import { factorStep } from './factor-step.ts';
import { type SignedInHere, showGoneInstead } from './gone.ts';
import { identidadStep } from './identidad.ts';
import { type Interaction, interactionOf, openHere, type Step } from './interaction.ts';
import { changeTab, keyStep } from './key-step.ts';
import { leave } from './leave.ts';
import { longerKeyRoutes } from './longer-key.ts';
import { mailPageRoutes } from './mail-page.ts';
import { mobileStep } from './mobile.ts';
import { newDeviceRoutes } from './new-device.ts';
import { showOtherPerson } from './other-person.ts';
import { refuseSpent } from './page-form.ts';
import { passkeySignInRoutes } from './passkey-sign-in.ts';
import { provisionalKeyRoutes, toProvisionalPage } from './provisional-key.ts';
import { endWith, finish } from './result.ts';
import { wayBackOfShut } from './shut.ts';
import { stoppedStep } from './stopped.ts';

/** The pages of a sign-in, chosen by what the provider waits for. */
const steps: Readonly<Record<string, Step>> = {
  login: keyStep,
  select_account: keyStep,
  create: createStep,
  consent: consentStep,
  identidad: identidadStep,
  stopped: stoppedStep,
  celular: mobileStep,
  correo: emailCheckStep,
  factor: factorStep,
};

/** Pages of another feature within a sign-in. */
type MoreRoutes = (router: Router, deps: Deps, provider: Provider) => void;

/** Ingreso: one address for each sign-in that a client began; it shows what comes next and takes the answer. */
export function logInRoutes(deps: Deps, provider: Provider, session: SignedInHere, more: MoreRoutes): Router {
  const router = new Router({ prefix: '/ingresar' });
  router.use(showGoneInstead(deps, provider, session));
  router.use(wayBackOfShut(deps, provider));

  router.get('/', (ctx) => ctx.redirect('/cuenta'));

  router.get('/:uid', async (ctx) => {
    const interaction = await interactionOf(provider, ctx);
    if (interaction.late) return endWith(provider, ctx, 'inactividad');
    if (interaction.somebodyElse && !ctx.query.perfil) return showOtherPerson(deps, ctx, interaction);
    await stepOf(interaction).show(deps, ctx, interaction, {});
  });

  router.post('/:uid', async (ctx) => {
    const form = await readForm(ctx);
    if (!isOwnForm(deps, ctx, form, 'log-in')) return showAnew(deps, provider, ctx, form);
    const interaction = await interactionOf(provider, ctx);
    if (text(form, 'accion') === 'cancelar') return endWith(provider, ctx, answerOf(deps, interaction, form));
    if (leave(deps, ctx, interaction, form)) return;
    if (interaction.late) return endWith(provider, ctx, 'inactividad');
    if (changeTab(deps, ctx, interaction, form)) return;
    await takeStep(deps, ctx, interaction, form);
  });

  continueRoutes(router, deps, provider, session);
  provisionalKeyRoutes(router, deps, provider);
  newDeviceRoutes(router, deps, provider);
  longerKeyRoutes(router, deps, provider);
  companyPageRoutes(router, deps, provider);
  factorRoutes(router, deps, provider);
  passkeySignInRoutes(router, deps, provider);
  codePageRoutes(router, deps, provider);
  mailPageRoutes(router, deps, provider);
  more(router, deps, provider);
  return router;
}

/**
 * A form that is out of date has no effect. Where its sign-in is open here the page is shown again with the current
 * form: of pages that a new browser requests at once, each sets another cookie, and the last one stays.
 */
async function showAnew(deps: Deps, provider: Provider, ctx: Context, form: Form): Promise<void> {
  const interaction = comesFromUs(deps, ctx) ? await openHere(provider, ctx) : undefined;
  if (!interaction) return refuseForm(deps, ctx);
  if (interaction.late) return endWith(provider, ctx, 'inactividad');
  const step = stepOf(interaction);
  ctx.status = 403;
  const errors = [{ id: step.first, text: textsOf(ctx).pages.signIn.formOfBefore }];
  await step.show(deps, ctx, interaction, { errors, values: typedIn(form) });
}

/** What is not lost when the page is shown again; never a key. */
const typedIn = (form: Form): Record<string, string> =>
  Object.fromEntries(
    ['perfil', 'rut', 'rut_representante', 'serie', 'mi_equipo'].map((name) => [name, text(form, name)]),
  );

/** Acts on the form; when it is refused the page is shown again, and its way back carries the reason. */
async function takeStep(deps: Deps, ctx: Context, interaction: Interaction, form: Form): Promise<void> {
  const step = stepOf(interaction);
  const values = typedIn(form);
  let refused: AuthErrorCode | undefined;
  let code: RefusalCode | undefined;
  const again = (wrong: Partial<Wrong>) => step.show(deps, ctx, interaction, { ...wrong, values, refused, code });
  await showAgain(ctx, step, again, async () => {
    try {
      refuseSpent(ctx);
      const result = await step.post(deps, ctx, interaction, form);
      if (result) await finish(interaction.provider, ctx, result);
    } catch (error) {
      refused = toAuthError(error);
      code = error instanceof Refusal ? error.code : undefined;
      if (code === 'contact-code-needed') return toCodePage(deps, ctx, interaction, error as Refusal);
      toProvisionalPage(deps, ctx, interaction, form, error);
    }
  });
}

function stepOf({ prompt }: Interaction): Step {
  const step = steps[prompt];
  if (!step) throw new Error(`no page for the prompt ${prompt}`);
  return step;
}
