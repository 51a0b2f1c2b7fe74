import { invitationBy } from '../../account/invitations.ts';
import type { Account } from '../../domain/account.ts';
import { type Scope, scopeOf } from '../../domain/claims.ts';
import { parsePrincipalId } from '../../domain/principal-id.ts';
import { text } from '../../http/form.ts';
import { show, textsOf, visitorOf } from '../../http/page.ts';
import { type SharedData, sharedBy } from '../../http/words/shared-by-scope.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { Agreement } from '../../ports/consents.ts';
import type { Deps } from '../../ports/deps.ts';
import { type ConsentAsked, consentAsked, markOf, purposeOf } from './consent-asked.ts';
import { frameOf } from './frame.ts';
import type { Interaction, Step } from './interaction.ts';
import { answerWith } from './result.ts';

/**
 * Permisos: what a client outside SENCE will know, with the values, and for which purpose, before it knows them. What
 * was agreed to before is shown apart; a no leaves it as it is. A yes counts for the purpose that was shown.
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
      ...(asked ? await listsOf(deps, textsOf(ctx), asked, interaction, changed) : { items: [], agreed: [] }),
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
        await deps.consents.give(asked.accountId, asked.key, asked.all);
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

/** What is new; and what the client knows already, or, where nothing is new, all that it asks again. */
async function listsOf(
  deps: Deps,
  texts: Catalogue,
  { fresh, before, all }: ConsentAsked,
  interaction: Interaction,
  changed: boolean,
): Promise<{ items: readonly SharedData[]; agreed: readonly SharedData[] }> {
  const items = await itemsFor(deps, texts, fresh, interaction);
  const agreed = before && !changed ? await itemsFor(deps, texts, before, interaction) : [];
  const isNew = new Set(items.map(({ name }) => name));
  const known = agreed.filter(({ name }) => !isNew.has(name));
  return items.length + known.length > 0
    ? { items, agreed: known }
    : { items: await itemsFor(deps, texts, all, interaction), agreed: [] };
}

/**
 * One line for each scope, by name or by one of its claims; for each API; and for access that remains after the
 * session.
 */
async function itemsFor(
  deps: Deps,
  texts: Catalogue,
  { scopes, claims, apiScopes }: Agreement,
  { accountId: holder, client }: Interaction,
): Promise<readonly SharedData[]> {
  const { accountId, actorSubject: subject } = parsePrincipalId(holder ?? '');
  const account = await deps.accounts.find(accountId);
  if (!account) return [];
  const beside = await besideAccount(deps, account, subject);
  const open = (client.scope ?? '').split(' ');
  // ClaveÚnica's scope "name" has the name of the claim.
  const named = [...scopes, ...claims];
  const all = new Set([...named, ...named.flatMap((name) => scopeOf(name, open) ?? [])]);
  return [
    ...sharedBy(texts, [...all] as readonly Scope[], account, beside),
    ...apisIn(texts, apiScopes),
    // OpenID Connect Core 1.0, 11; src/oidc/lifetimes.ts has the time.
    ...(all.has('offline_access') ? [texts.pages.signIn.offline] : []),
  ];
}

/** Who acts for a company, or which company lets a facilitador in. */
async function besideAccount(deps: Deps, account: Account, subject: string | undefined) {
  if (subject === undefined) return undefined;
  if (account.profile !== 'facilitador') return deps.companies.findActor(account.id, { subject });
  return (await invitationBy(deps, account, subject))?.mandate.organisation;
}

/** APIs that the client will call in the user's name, with the scopes that it asks of each (RFC 8707). */
function apisIn({ pages }: Catalogue, apiScopes: readonly string[]): readonly SharedData[] {
  const apis = new Map<string, string[]>();
  for (const [api = '', scope = ''] of apiScopes.map((each) => each.split(' ')))
    apis.set(api, [...(apis.get(api) ?? []), scope]);
  return [...apis].map(([api, scopes]) => ({ name: pages.signIn.actsAt(api), value: scopes.join(', ') }));
}
