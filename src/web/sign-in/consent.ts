import { type Scope, scopeOf } from '../../domain/claims.ts';
import { parseHolderId } from '../../domain/holder-id.ts';
import type { World } from '../../ports/world.ts';
import { text } from '../form.ts';
import { show, visitorOf } from '../page.ts';
import { type Told, toldBy } from '../told-by-scope.ts';
import { frameOf } from './frame.ts';
import type { Interaction, Step } from './interaction.ts';
import { answerWith } from './result.ts';

/** Permisos: what a platform outside SENCE will know, with the values, before it knows them. */
export const consentStep: Step = {
  fieldOf: {},
  first: 'contenido',

  async show(world, ctx, interaction) {
    const { accountId, platform, details } = interaction;
    show(ctx, 'consent', {
      title: `${platform.name} pide conocer estos datos`,
      ...(await frameOf(world, ctx, interaction)),
      items: [
        ...(accountId ? await itemsFor(world, accountId, interaction) : []),
        ...apisIn(details).map(([api, scopes]) => ({ name: `Actuar por usted en ${api}`, value: scopes.join(', ') })),
      ],
    });
  },

  async post(world, ctx, { provider, accountId, client, grantId, details }, form) {
    const allowed = text(form, 'accion') === 'permitir';
    const holder = parseHolderId(accountId ?? '');
    await world.audit.record({
      act: allowed ? 'consent.given' : 'consent.refused',
      accountId: holder.accountId || undefined,
      clientId: client.clientId,
      visitor: visitorOf(ctx),
      ...(holder.actorSubject ? { details: { actor: holder.actorSubject } } : {}),
    });
    if (!allowed || !accountId) return answerWith('sin-consentimiento');
    const known = grantId ? await provider.Grant.find(grantId) : undefined;
    const grant = known ?? new provider.Grant({ accountId, clientId: client.clientId });
    grant.addOIDCScope(((details.missingOIDCScope ?? []) as readonly string[]).join(' '));
    grant.addOIDCClaims([...((details.missingOIDCClaims ?? []) as readonly string[])]);
    for (const [api, scopes] of apisIn(details)) grant.addResourceScope(api, scopes.join(' '));
    return { consent: { grantId: await grant.save() } };
  },
};

/** APIs that the platform will call in the person's name, with the scopes that it asks of each (RFC 8707). */
const apisIn = (details: Interaction['details']): [string, readonly string[]][] =>
  Object.entries((details.missingResourceScopes ?? {}) as Readonly<Record<string, readonly string[]>>);

/** Scopes and claims that wait for a yes; all that is asked, where the platform wants a yes to what was allowed before. */
function askedOf({ details, row }: Interaction): readonly string[] {
  const waiting = [details.missingOIDCScope, details.missingOIDCClaims].flat() as (string | undefined)[];
  if (waiting.some((name) => name !== undefined)) return waiting.flatMap((name) => name ?? []);
  const { userinfo, id_token } = JSON.parse(String(row.params.claims ?? '{}'));
  return [...String(row.params.scope).split(' '), ...Object.keys({ ...userinfo, ...id_token })];
}

/** One line for each scope that is asked, by name or by one of its claims. */
async function itemsFor(world: World, holder: string, interaction: Interaction): Promise<readonly Told[]> {
  const { accountId, actorSubject: subject } = parseHolderId(holder);
  const account = await world.accounts.find(accountId);
  if (!account) return [];
  const actor = subject ? await world.companies.findActor(accountId, { subject }) : undefined;
  // ClaveÚnica's scope "name" is called as the claim is.
  const asked = askedOf(interaction);
  const open = (interaction.client.scope ?? '').split(' ');
  const scopes = [...new Set([...asked, ...asked.flatMap((name) => scopeOf(name, open) ?? [])])];
  return toldBy(scopes as readonly Scope[], account, actor);
}
