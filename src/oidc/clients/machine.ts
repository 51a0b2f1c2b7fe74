import type { ClientMetadata } from 'oidc-provider';
import { type Machine, machineClientId, type OrganisationApi, openApis } from '../../domain/machine.ts';
import { sectorOf } from '../../domain/portal-client.ts';
import { MACHINE_CREDENTIALS, MACHINE_OF, type ServedCredential } from './machine-fields.ts';
import type { ClientFile } from './schema.ts';

/** The library requires a secret of a client that proves itself by one; it is compared with nothing. */
const COMPARED_WITH_NOTHING = 'compared-with-nothing-see-machine-credentials';

/** The APIs of the files, with the scopes that an organisation may ask for itself (`organisation_scopes`). */
export function organisationApis(clients: readonly ClientMetadata[]): readonly OrganisationApi[] {
  return clients.flatMap(({ client_id, client_name, resource_server }) => {
    const api = resource_server as ClientFile['resource_server'];
    const scopes = api?.organisation_scopes ?? [];
    return api && scopes.length > 0 ? [{ identifier: api.identifier, name: client_name ?? client_id, scopes }] : [];
  });
}

/** The machines as the provider serves them, beside the clients of the files; `apis` are those of the files now. */
export const machineMetadata = (
  machines: readonly Machine[],
  apis: readonly OrganisationApi[],
): readonly ClientMetadata[] => machines.map((machine) => metadataOf(machine, apis));

function metadataOf(machine: Machine, apis: readonly OrganisationApi[]): ClientMetadata {
  const { id, organisation, name, credentials } = machine;
  const sector = sectorOf(organisation.rut);
  const keys = credentials.flatMap(({ jwk }) => (jwk ? [jwk] : []));
  return {
    client_id: machineClientId(id),
    client_name: name,
    grant_types: ['client_credentials'],
    redirect_uris: [],
    response_types: [],
    // By this or by a signed assertion, as the request does (patches/machine-credentials.ts).
    token_endpoint_auth_method: 'client_secret_basic',
    client_secret: COMPARED_WITH_NOTHING,
    ...(keys.length > 0 ? { jwks: { keys } } : {}),
    sector_identifier_uri: `https://${sector}.invalid/`,
    first_party: false,
    sector,
    minimum_identity: 'documento',
    claims_profile: 'estandar',
    claims_in_id_token: false,
    require_pkce: true,
    fapi2: false,
    resources: openApis(machine.apis, apis),
    [MACHINE_OF]: organisation,
    [MACHINE_CREDENTIALS]: credentials.map(
      ({ number, hash, jwk, until }): ServedCredential => ({ number, hash, kid: jwk?.kid, until: until.getTime() }),
    ),
  } as unknown as ClientMetadata;
}
