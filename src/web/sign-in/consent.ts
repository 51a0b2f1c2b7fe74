import { type Scope, scopeOf } from '../../domain/claims.ts';
import { parseHolderId } from '../../domain/holder-id.ts';
import type { World } from '../../ports/world.ts';
import { formToken } from '../browser.ts';
import { text } from '../form.ts';
import { show, visitorOf } from '../page.ts';
import { type Told, toldBy } from '../told-by-scope.ts';
import type { Interaction, Step } from './interaction.ts';

/** Permisos: what a platform outside SENCE will know, with the values, before it knows them. */
export const consentStep: Step = {
  fieldOf: {},
  first: 'contenido',

  async show(world, ctx, { uid, accountId, details, platform }) {
    show(ctx, 'consent', {
      title: `${platform.name} pide conocer estos datos`,
      action: `/ingresar/${uid}`,
      formAction: `/ingresar/${uid}`,
      formToken: formToken(world, ctx, 'log-in'),
      platform,
      items: [
        ...(accountId ? await itemsFor(world, accountId, details) : []),
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
    if (!allowed || !accountId) return { error: 'access_denied', error_description: 'the person did not give consent' };
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

/** One line for each scope that is asked, by name or by one of its claims. */
async function itemsFor(world: World, holder: string, details: Interaction['details']): Promise<readonly Told[]> {
  const { accountId, actorSubject: subject } = parseHolderId(holder);
  const account = await world.accounts.find(accountId);
  if (!account) return [];
  const actor = subject ? await world.companies.findActor(accountId, { subject }) : undefined;
  const { missingOIDCScope = [], missingOIDCClaims = [] } = details as Readonly<Record<string, readonly string[]>>;
  const asked = [...missingOIDCScope, ...missingOIDCClaims];
  // ClaveÚnica's scope "name" is called as the claim is.
  const scopes = [...new Set([...asked, ...asked.flatMap((name) => scopeOf(name) ?? [])])];
  return toldBy(scopes as readonly Scope[], account, actor);
}
