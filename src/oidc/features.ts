import type { Configuration } from 'oidc-provider';
import { assertClaimsParameter } from './claims-parameter.ts';
import type { ProviderPages } from './provider-pages.ts';
import { type RegistrationNeeds, registrationFeatures } from './registration.ts';

/** Which parts of the protocol are open, and what each asks of the house. */
export function features(
  pages: ProviderPages,
  registration: RegistrationNeeds | undefined,
): NonNullable<Configuration['features']> {
  return {
    backchannelLogout: { enabled: true },
    claimsParameter: { enabled: true, assertClaimsParameter },
    devInteractions: { enabled: false },
    introspection: { enabled: true, allowedPolicy: ofItsClient },
    pushedAuthorizationRequests: { enabled: true },
    ...registrationFeatures(registration),
    revocation: { enabled: true, allowedPolicy: ofItsClient },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx, form) => pages.logout(ctx, /name="xsrf" value="([^"]*)"/.exec(form)?.[1] ?? ''),
      postLogoutSuccessSource: pages.loggedOut,
    },
    userinfo: { enabled: true },
  } as NonNullable<Configuration['features']>;
}

const ofItsClient = async (_ctx: unknown, client: { clientId: string }, token: { clientId?: string | undefined }) =>
  token.clientId === client.clientId;
