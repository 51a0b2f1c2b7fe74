import type { ClientMetadata } from 'oidc-provider';
import { claims, type Scope } from '../../domain/claims.ts';
import { isWing } from '../../domain/wings.ts';
import type { RegisteredPlatform } from '../../ports/own-sign-in.ts';
import { hostOf } from './platforms.ts';

/** The platforms as the law wants them listed: who, what for, and which data (Ley 21.719, arts. 14 ter and 22). */
export function platformRegister(clients: readonly ClientMetadata[]): readonly RegisteredPlatform[] {
  return clients
    .filter(({ client_id }) => !isWing(client_id))
    .map(({ client_id, client_name, scope, ...rest }) => ({
      clientId: client_id,
      name: client_name ?? client_id,
      home: rest.client_uri,
      runOnly: rest.claims_profile === 'claveunica',
      takesDeclared: rest.accepts_declared_identity === true,
      purpose: String(rest.legal_basis ?? ''),
      firstParty: rest.first_party === true,
      api: rest.resource_server !== undefined,
      host: hostOf(rest.client_uri ?? rest.redirect_uris?.[0]),
      policyUri: rest.policy_uri,
      tosUri: rest.tos_uri,
      scopes: (scope ?? '')
        .split(' ')
        .map(asOurs)
        .filter((word): word is Scope => Object.hasOwn(claims, word)),
    }))
    .sort((one, other) => one.name.localeCompare(other.name, 'es'));
}

/** What ClaveÚnica calls `name` is of our `profile`. */
const asOurs = (word: string): string => (word === 'name' ? 'profile' : word);
