import { type Account, formatIdentifier, holderName } from '../../domain/account.ts';
import { parseHolderId } from '../../domain/holder-id.ts';
import { formToken } from '../browser.ts';
import { text } from '../form.ts';
import { show, visitorOf } from '../page.ts';
import type { Step } from './interaction.ts';

/** What a person reads of each scope, with the value that the platform will get. */
const items: Readonly<Record<string, (account: Account) => { name: string; value: string }>> = {
  profile: ({ personal }) => ({ name: 'Nombre', value: holderName(personal) }),
  run: ({ identifier }) => ({ name: 'RUT', value: formatIdentifier(identifier) }),
  email: ({ personal }) => ({ name: 'Correo electrónico', value: personal.email }),
  phone: ({ personal }) => ({ name: 'Celular', value: personal.mobile ?? 'Sin celular' }),
  address: ({ personal }) => ({ name: 'Domicilio', value: `${personal.address.street} ${personal.address.number}` }),
};

/** Permisos: what a platform outside SENCE will know, with the values, before it knows them. */
export const consentStep: Step = {
  fieldOf: {},
  first: 'contenido',

  async show(world, ctx, { uid, accountId, details, platform }) {
    const account = accountId ? await world.accounts.find(parseHolderId(accountId).accountId) : undefined;
    const asked = (details.missingOIDCScope ?? []) as readonly string[];
    show(ctx, 'consent', {
      title: `${platform.name} pide conocer estos datos`,
      action: `/ingresar/${uid}`,
      formAction: `/ingresar/${uid}`,
      formToken: formToken(world, ctx, 'log-in'),
      platform,
      items: account ? asked.flatMap((scope) => items[scope]?.(account) ?? []) : [],
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
