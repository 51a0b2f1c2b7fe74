import { type Account, formatIdentifier, fullName, holderName } from '../../domain/account.ts';
import { type Scope, scopeOf } from '../../domain/claims.ts';
import { parseHolderId } from '../../domain/holder-id.ts';
import type { Actor } from '../../ports/companies.ts';
import type { World } from '../../ports/world.ts';
import { formToken } from '../browser.ts';
import { text } from '../form.ts';
import { show, visitorOf } from '../page.ts';
import type { Interaction, Step } from './interaction.ts';

interface Item {
  readonly name: string;
  readonly value: string;
}

/** What a person reads of each scope, with the value that the platform will get. */
const items: Readonly<Partial<Record<Scope, (account: Account, actor: Actor | undefined) => Item>>> = {
  profile: ({ personal }) => ({ name: 'Nombre', value: holderName(personal) }),
  run: ({ identifier, kind }) => ({ name: kind === 'NIE' ? 'NIE' : 'RUT', value: formatIdentifier(identifier) }),
  empresa: (_account, actor) => ({
    name: 'Representante',
    value: actor ? `${fullName(actor.name)}, RUT ${formatIdentifier(actor.run)}` : 'No actúa por una empresa',
  }),
  email: ({ personal }) => ({ name: 'Correo electrónico', value: personal.email }),
  phone: ({ personal }) => ({ name: 'Celular', value: personal.mobile ?? 'Sin celular' }),
  address: ({ personal }) => ({ name: 'Domicilio', value: `${personal.address.street} ${personal.address.number}` }),
};

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
      items: accountId ? await itemsFor(world, accountId, details) : [],
    });
  },

  async post(world, ctx, { provider, accountId, client, grantId, details }, form) {
    const allowed = text(form, 'accion') === 'permitir';
    await world.audit.record({
      act: allowed ? 'consent.given' : 'consent.refused',
      accountId: accountId && parseHolderId(accountId).accountId,
      clientId: client.clientId,
      visitor: visitorOf(ctx),
    });
    if (!allowed || !accountId) return { error: 'access_denied', error_description: 'the person did not give consent' };
    const known = grantId ? await provider.Grant.find(grantId) : undefined;
    const grant = known ?? new provider.Grant({ accountId, clientId: client.clientId });
    grant.addOIDCScope(((details.missingOIDCScope ?? []) as readonly string[]).join(' '));
    grant.addOIDCClaims([...((details.missingOIDCClaims ?? []) as readonly string[])]);
    return { consent: { grantId: await grant.save() } };
  },
};

/** One line for each scope that is asked, by name or by one of its claims. */
async function itemsFor(world: World, holder: string, details: Interaction['details']): Promise<Item[]> {
  const { accountId, actorSubject: subject } = parseHolderId(holder);
  const account = await world.accounts.find(accountId);
  if (!account) return [];
  const actor = subject ? await world.companies.findActor(accountId, { subject }) : undefined;
  const claims = ((details.missingOIDCClaims ?? []) as readonly string[]).flatMap((claim) => scopeOf(claim) ?? []);
  const scopes = new Set([...((details.missingOIDCScope ?? []) as readonly Scope[]), ...claims]);
  return [...scopes].flatMap((scope) => items[scope]?.(account, actor) ?? []);
}
