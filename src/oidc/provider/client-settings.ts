import type { ClientMetadata, Configuration } from 'oidc-provider';
import { requiresPkce } from '../asked-pkce.ts';
import { isItsOwnPage } from '../browser-apps.ts';
import { assertClientAssertion, ownClientFields } from '../clients/metadata.ts';
import { FORMER_SECRET } from '../clients/secrets.ts';
import { REGISTERED_WITH } from './registration.ts';

/** How the library is set about clients: who they are, how they prove it, and what holds where their file is silent. */
export function clientSettings(clients: readonly ClientMetadata[]): Configuration {
  return {
    assertJwtClientAuthClaimsAndHeader: assertClientAssertion,
    clients: [...clients],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'],
    clientBasedCORS: isItsOwnPage,
    clientDefaults: {
      // A platform that hears only whose session ended would end those of other browsers too.
      backchannel_logout_session_required: true,
      id_token_signed_response_alg: 'ES256',
      require_auth_time: true,
      subject_type: 'pairwise',
    },
    extraClientMetadata: { properties: [...ownClientFields, FORMER_SECRET, REGISTERED_WITH] },
    pkce: { required: requiresPkce },
    // A client's sector is a field of its file: there is no document of the sector to fetch.
    sectorIdentifierUriValidate: () => false,
    // The second is only a word that the library asks of devices: every client is pairwise (patches/always-pairwise.ts).
    subjectTypes: ['pairwise', 'public'],
  };
}
