import type Router from '@koa/router';
import type { Context } from 'koa';
import type { default as Provider } from 'oidc-provider';
import type { AuthErrorCode } from '../../domain/authorization-errors.ts';
import { Refusal } from '../../domain/refusal.ts';
import { deviceOfBrowser } from '../../http/browser.ts';
import type { Form } from '../../http/form.ts';
import { factorFields, passkeyIn } from '../../http/forms/factor-shown.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { asksToRemember, isKnown } from '../../http/known-device.ts';
import { type PageState, seeOther, visitorOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import { toAuthError } from './answer.ts';
import { completeSignIn } from './complete.ts';
import type { Interaction } from './interaction.ts';
import { keyStep, profilesFor } from './key-step.ts';
import { ledOn } from './led-on.ts';
import { readPageForm, refuseSpent } from './page-form.ts';
import type { ProvedSignIn } from './proof-ticket.ts';
import { takePasskey } from './use-cases/take-passkey.ts';

/** Below the address of a sign-in; its form is that of the key. */
const PATH = '/:uid/clave-de-acceso';

/** The page of the key is that of the passkey too. */
const PROMPTS: ReadonlySet<string> = new Set(['login', 'select_account', 'create']);

const fields = { fieldOf: factorFields.fieldOf, first: 'rut' } as const;

/** Ingresar con una clave de acceso: no number and no key are asked; all else as after a right key. */
export function passkeySignInRoutes(router: Router, deps: Deps, provider: Provider): void {
  router.get(PATH, (ctx) => seeOther(ctx, `/ingresar/${ctx.params.uid}`));

  router.post(PATH, async (ctx) => {
    const sent = await readPageForm(deps, provider, ctx, 'log-in');
    if (!sent) return;
    const { form, interaction } = sent;
    // A second click waits for the first, and is led on with it.
    const end = await deps.throttles.turn('passkey', interaction.uid);
    try {
      const onward = await ledOn(provider, ctx);
      if (onward) return seeOther(ctx, onward);
      if (!PROMPTS.has(interaction.prompt)) return seeOther(ctx, `/ingresar/${interaction.uid}`);
      await takeForm(deps, ctx, interaction, form);
    } finally {
      end();
    }
  });
}

async function takeForm(deps: Deps, ctx: Context, interaction: Interaction, form: Form): Promise<void> {
  let refused: AuthErrorCode | undefined;
  const again = (wrong: Wrong) => keyStep.show(deps, ctx, interaction, { ...wrong, refused });
  await showAgain(ctx, fields, again, async () => {
    try {
      refuseSpent(ctx);
      const proved = await prove(deps, ctx, interaction, form);
      (ctx.state as PageState).signedIn = true;
      await completeSignIn(deps, ctx, interaction, proved);
    } catch (error) {
      refused = toAuthError(error);
      throw error;
    }
  });
}

async function prove(deps: Deps, ctx: Context, interaction: Interaction, form: Form): Promise<ProvedSignIn> {
  const answer = passkeyIn(form, interaction.uid);
  if (!answer) throw new Refusal('passkey-missing');
  const { account, actor, reaches, amr } = await takePasskey(deps, {
    answer,
    device: deviceOfBrowser(deps, ctx),
    visitor: visitorOf(ctx),
  });
  if (!profilesFor(interaction).some(({ value }) => value === account.profile)) throw new Refusal('passkey-profile');
  return {
    account,
    actor: actor?.subject,
    known: isKnown(deps, ctx, account),
    by: 'passkey',
    remember: asksToRemember(form),
    given: ['second-factor'],
    factor: { by: 'passkey', reaches, amr },
  };
}
