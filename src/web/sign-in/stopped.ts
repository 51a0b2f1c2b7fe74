import { formToken } from '../browser.ts';
import { show } from '../page.ts';
import type { Step } from './interaction.ts';

/** Tells an owner who signs in that this stopped a recovery which waited (floor 5); then the sign-in goes on. */
export const stoppedStep: Step = {
  fieldOf: {},
  first: 'contenido',

  async show(world, ctx, { uid, platform }) {
    show(ctx, 'log-in/stopped', {
      title: 'Detuvimos una solicitud',
      formAction: `/ingresar/${uid}`,
      formToken: formToken(world, ctx, 'log-in'),
      platform,
    });
  },

  post: async () => ({ told: true }),
};
