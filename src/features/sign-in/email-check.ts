import { maskEmail } from '../../domain/email.ts';
import { isInternalClient } from '../../domain/internal-clients.ts';
import { parsePrincipalId } from '../../domain/principal-id.ts';
import { Refusal } from '../../domain/refusal.ts';
import { text } from '../../http/form.ts';
import { show, textsOf, visitorOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import { frameOf } from './frame.ts';
import type { Interaction, Step } from './interaction.ts';
import { toCuentaAndBack } from './leave.ts';
import { answerEmailCheck } from './use-cases/email-check.ts';

/** Where contacts are changed. */
const CONTACTS = '/cuenta/datos/contacto';

/** Twice a year: asks whether the e-mail on file is still used, once in a sign-in; it can be put off. */
export const emailCheckStep: Step = {
  fieldOf: {},
  first: 'contenido',

  async show(deps, ctx, interaction, { errors = [], faults = {}, refusal, refused }) {
    const { account } = await holderOf(deps, interaction);
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
    const holder = await holderOf(deps, interaction);
    const action = text(form, 'accion');
    await answerEmailCheck(deps, holder, action === 'usa' ? 'used' : 'later', visitorOf(ctx));
    if (action === 'cambiar') return toCuentaAndBack(deps, ctx, interaction, CONTACTS);
    return { emailAsked: true };
  },
};

async function holderOf({ accounts }: Deps, { accountId }: Interaction) {
  const { accountId: id, actorSubject: actor } = parsePrincipalId(accountId ?? '');
  const account = accountId === undefined ? undefined : await accounts.find(id);
  if (!account) throw new Refusal('form-stale');
  return { account, actor };
}
