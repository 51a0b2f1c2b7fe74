import { proveIdentity } from '../../account/prove-identity.ts';
import { parseSerial } from '../../domain/cedula.ts';
import { Refusal } from '../../domain/refusal.ts';
import { formToken } from '../browser.ts';
import { readAll, text } from '../form.ts';
import { show, visitorOf } from '../page.ts';
import type { Step } from './interaction.ts';

/** The platform does not take a declared identity: the person shows the number of the card, and the sign-in goes on. */
export const identidadStep: Step = {
  fieldOf: { 'cedula-mismatch': 'serie' },
  first: 'serie',

  async show(world, ctx, { uid, platform }, { errors = [], faults = {}, values = {} }) {
    const formAction = `/ingresar/${uid}`;
    show(ctx, 'log-in/identidad', {
      title: 'Compruebe su identidad',
      formAction,
      formToken: formToken(world, ctx, 'log-in'),
      platform,
      errors,
      faults,
      values,
    });
  },

  async post(world, ctx, { accountId }, form) {
    const { serie } = readAll({ serie: () => parseSerial(text(form, 'serie')) ?? missing() });
    if (!accountId) throw new Refusal('form-stale');
    await proveIdentity(world, accountId, serie, visitorOf(ctx));
    return { identidad: {} };
  },
};

function missing(): never {
  throw new Refusal('serial-missing');
}
