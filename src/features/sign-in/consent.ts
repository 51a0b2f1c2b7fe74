import { type Form, text } from '../../http/form.ts';
import { show, textsOf, visitorOf } from '../../http/page.ts';
import { agreementOf, consentAsked, markOf, purposeOf } from './consent-asked.ts';
import { BOX, listsOf } from './consent-lists.ts';
import { frameOf } from './frame.ts';
import type { Step } from './interaction.ts';
import { answerWith } from './result.ts';

/**
 * Permisos: what a client outside SENCE will know, with the values, and for which purpose, before it knows them. What
 * was agreed to before is shown apart; a no leaves it as it is. A yes counts for the purpose that was shown, and of the
 * optional data for what was ticked.
 */
export const consentStep: Step = {
  fieldOf: {},
  first: 'contenido',

  async show(deps, ctx, interaction) {
    const { askingClient, client } = interaction;
    const asked = await consentAsked(deps, interaction);
    const before = asked?.before;
    const changed = before !== undefined && before.purpose !== purposeOf(client);
    show(ctx, 'sign-in/consent', {
      title: textsOf(ctx).pages.signIn.titles.consent(askingClient.name),
      ...(await frameOf(deps, ctx, interaction)),
      ...(asked
        ? await listsOf(deps, textsOf(ctx), asked, interaction, changed)
        : { items: [], agreed: [], options: [] }),
      purpose: purposeOf(client),
      mark: markOf(client),
      since: before && textsOf(ctx).formats.longDay(before.firstAt),
      changed,
    });
  },

  async post(deps, ctx, interaction, form) {
    const { client } = interaction;
    const allowed = text(form, 'accion') === 'permitir';
    // The file has another purpose than the page had: the page is shown again, with the current one.
    if (allowed && text(form, 'finalidad') !== markOf(client)) return {};
    const asked = await consentAsked(deps, interaction);
    await deps.atomically(async () => {
      // SENCE's own clients rest on the law: a page that they show on request is no consent.
      if (allowed && asked && client.first_party !== true)
        await deps.consents.give(asked.accountId, asked.key, agreementOf(asked, tickedIn(form), client));
      await deps.audit.record({
        act: allowed ? 'consent.given' : 'consent.refused',
        accountId: asked?.accountId,
        clientId: client.clientId,
        visitor: visitorOf(ctx),
        ...(asked?.key.actor ? { details: { actor: asked.key.actor } } : {}),
      });
    });
    return allowed && asked ? { consent: {} } : answerWith('sin-consentimiento');
  },
};

/** The scopes of the boxes that the user ticked. */
const tickedIn = (form: Form): readonly string[] =>
  [...form].filter(([name, value]) => name.startsWith(BOX) && value === 'si').map(([name]) => name.slice(BOX.length));
