import { maskEmail } from '../../domain/email.ts';
import { isInternalClient } from '../../domain/internal-clients.ts';
import { text } from '../../http/form.ts';
import { show, textsOf, visitorOf } from '../../http/page.ts';
import { frameOf } from './frame.ts';
import type { Step } from './interaction.ts';
import { toCuentaAndBack } from './leave.ts';
import { sessionHolder } from './session-holder.ts';
import { answerEmailCheck } from './use-cases/email-check.ts';

/** Where contacts are changed. */
const CONTACTS = '/cuenta/datos/contacto';

/** Twice a year: asks whether the e-mail on file is still used, once in a sign-in; it can be put off. */
export const emailCheckStep: Step = {
  fieldOf: {},
  first: 'contenido',

  async show(deps, ctx, interaction, { errors = [], faults = {}, refusal, refused }) {
    const { account } = await sessionHolder(deps, interaction);
    const { titles } = textsOf(ctx).pages.signIn;
    show(ctx, 'sign-in/email-check', {
      title: titles.emailCheck(maskEmail(account.personal.email, deps.policy.mask)),
      ...(await frameOf(deps, ctx, interaction, { refused })),
      own: isInternalClient(interaction.client.clientId),
      forCompany: account.profile === 'juridica',
      errors,
      faults,
      refusal,
      values: {},
    });
  },

  async post(deps, ctx, interaction, form) {
    const holder = await sessionHolder(deps, interaction);
    const action = text(form, 'accion');
    await answerEmailCheck(deps, holder, action === 'usa' ? 'used' : 'later', visitorOf(ctx));
    if (action === 'cambiar') return toCuentaAndBack(deps, ctx, interaction, CONTACTS);
    return { emailAsked: true };
  },
};
