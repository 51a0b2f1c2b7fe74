import { portalClientId } from '../../../domain/portal-client.ts';
import type { PortalScope } from '../../../domain/portal-scopes.ts';
import type { SheetSection } from './section.ts';

/** What the organisation said of the client: what a developer copies first, then addresses, data and purpose. */
export const dataSection: SheetSection = {
  name: 'data',
  locals({ client: { id, data, sector }, texts, deps }) {
    const { scopes, methods } = texts.pages.developers.portal;
    return {
      clientId: portalClientId(id),
      issuer: deps.issuer,
      method: methods[data.authMethod],
      signature: data.idTokenAlg,
      sector,
      redirects: data.redirectUris,
      exits: data.postLogoutRedirectUris,
      logout: data.backchannelLogoutUri,
      scopes: data.scopes
        .filter(({ scope }) => scope !== 'openid')
        .map(({ scope, reason }) => ({ text: scopes[scope as PortalScope] ?? scope, reason })),
      scope: data.scopes.map(({ scope }) => scope).join(' '),
      purpose: data.purpose,
      legalBasis: data.legalBasis,
    };
  },
};
