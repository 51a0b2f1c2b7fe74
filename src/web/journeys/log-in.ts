import Router from '@koa/router';
import type Provider from 'oidc-provider';
import type { World } from '../../ports/world.ts';
import { assertOwnForm } from '../browser.ts';
import { readForm, text } from '../form.ts';
import { showAgain, type Wrong } from '../show-again.ts';
import { consentStep } from '../sign-in/consent.ts';
import { identidadStep } from '../sign-in/identidad.ts';
import { cancelled, finish, type Interaction, interactionOf, type Step } from '../sign-in/interaction.ts';
import { keyStep } from '../sign-in/key-step.ts';
import { provisionalKeyRoutes, toProvisionalPage } from '../sign-in/provisional-key.ts';
import { stoppedStep } from '../sign-in/stopped.ts';

/** The pages of a sign-in, chosen by what the provider waits for. */
const steps: Readonly<Record<string, Step>> = {
  login: keyStep,
  consent: consentStep,
  identidad: identidadStep,
  stopped: stoppedStep,
};

/** Ingreso: one address for each sign-in that a platform began; it shows what comes next and takes the answer. */
export function logInRoutes(world: World, provider: Provider): Router {
  const router = new Router({ prefix: '/ingresar' });

  router.get('/', (ctx) => ctx.redirect('/cuenta'));

  router.get('/:uid', async (ctx) => {
    const interaction = await interactionOf(provider, ctx);
    await stepOf(interaction).show(world, ctx, interaction, {});
  });

  router.post('/:uid', async (ctx) => {
    const form = await readForm(ctx);
    assertOwnForm(world, ctx, form, 'log-in');
    const interaction = await interactionOf(provider, ctx);
    if (text(form, 'accion') === 'cancelar') return finish(provider, ctx, cancelled);
    const step = stepOf(interaction);
    const values = Object.fromEntries(
      ['perfil', 'rut', 'rut_representante', 'serie'].map((name) => [name, text(form, name)]),
    );
    const again = (wrong: Partial<Wrong>) => step.show(world, ctx, interaction, { ...wrong, values });
    await showAgain(ctx, step, again, async () => {
      try {
        await finish(provider, ctx, await step.post(world, ctx, interaction, form));
      } catch (error) {
        toProvisionalPage(world, ctx, interaction, error);
      }
    });
  });

  provisionalKeyRoutes(router, world, provider);
  return router;
}

function stepOf({ prompt }: Interaction): Step {
  const step = steps[prompt];
  if (!step) throw new Error(`no page for the prompt ${prompt}`);
  return step;
}
