import { show, textsOf } from '../../http/page.ts';
import { frameOf } from './frame.ts';
import type { Step } from './interaction.ts';
import { keyStep, profilesFor } from './key-step.ts';
import { originOf } from './origin.ts';

/**
 * `prompt=create` (Initiating User Registration via OpenID Connect 1.0): the choice of a registration comes first. The
 * key is asked of a user who has an account, or comes back with a new one.
 */
export const createStep: Step = {
  ...keyStep,

  async show(deps, ctx, interaction, again) {
    const returned = Boolean(originOf(deps, ctx, interaction.uid)?.typed?.perfil);
    if (again.values || ctx.query.perfil || returned) return keyStep.show(deps, ctx, interaction, again);
    const { profiles, titles } = textsOf(ctx).pages.signIn;
    const registered = profilesFor(interaction).filter(({ value }) => value !== 'facilitador');
    show(ctx, 'sign-in/create', {
      title: titles.create,
      ...(await frameOf(deps, ctx, interaction)),
      options: registered.map(({ value }) => ({ action: `registro-${value}`, name: profiles[value] })),
      keyPage: `/ingresar/${interaction.uid}?perfil=natural`,
      errors: again.errors ?? [],
    });
  },
};
