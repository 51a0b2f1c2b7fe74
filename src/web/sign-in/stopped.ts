import { show } from '../page.ts';
import { frameOf } from './frame.ts';
import type { Step } from './interaction.ts';

/** Tells an owner who signs in that this stopped a recovery which waited (floor 5); then the sign-in goes on. */
export const stoppedStep: Step = {
  fieldOf: {},
  first: 'contenido',

  async show(world, ctx, interaction) {
    show(ctx, 'log-in/stopped', {
      title: 'Detuvimos una solicitud',
      ...(await frameOf(world, ctx, interaction)),
    });
  },

  post: async () => ({ told: true }),
};
