import type { ClientMetadata } from 'oidc-provider';
import { type Logos, logoAddress } from '../../domain/logo.ts';
import {
  type PortalClient,
  type PortalClientData,
  portalClientId,
  servedData,
  usesSecret,
} from '../../domain/portal-client.ts';
import type { JudgePortalClient, PortalFault } from '../../ports/portal-rules.ts';
import { fieldsNotPublic, isLetOut } from './fields.ts';
import { judgeClient } from './judge.ts';
import { toMetadata } from './metadata.ts';
import { wrongName } from './names.ts';
import { PORTAL_ORGANISATION, PORTAL_STATE, SECRET_HASHES, type SecretHash } from './portal-fields.ts';
import type { ClientFile } from './schema.ts';

/** What applies to clients of the portal here. */
interface PortalNeeds {
  /** Hosts that are never called for a client of the portal; undefined in development, which calls this machine too. */
  readonly neverCalled: readonly string[] | undefined;
  /** Whether people are fictional here: a web client may return to the machine of its developer. */
  readonly fictional?: boolean;
  /** Names of the clients of the files. */
  readonly namesTaken: readonly string[];
}

/** The library requires a secret of a client that proves itself by one; it is compared with nothing (SECRET_HASHES). */
const COMPARED_WITH_NOTHING = 'compared-with-nothing-see-secret-hashes';

/** The fields of a client file for what an organisation said; our own fields are fixed. */
function fieldsOf(data: PortalClientData, { id, sector }: Pick<PortalClient, 'id' | 'sector'>): object {
  const offline = data.scopes.some(({ scope }) => scope === 'offline_access');
  return {
    client_id: portalClientId(id),
    client_name: data.name,
    client_uri: data.home,
    policy_uri: data.policyUri,
    application_type: data.native ? 'native' : 'web',
    redirect_uris: data.redirectUris,
    post_logout_redirect_uris: data.postLogoutRedirectUris,
    backchannel_logout_uri: data.backchannelLogoutUri,
    grant_types: ['authorization_code', ...(offline ? ['refresh_token'] : [])],
    token_endpoint_auth_method: data.authMethod,
    client_secret: usesSecret(data) ? COMPARED_WITH_NOTHING : undefined,
    jwks: data.jwks,
    jwks_uri: data.jwksUri,
    id_token_signed_response_alg: data.idTokenAlg,
    scope: data.scopes.map(({ scope }) => scope).join(' '),
    contacts: [data.institutionalContact, ...data.technicalContacts].map(({ email }) => email),
    legal_basis: `${data.purpose} (${data.legalBasis})`,
    first_party: false,
    sector,
    minimum_identity: 'documento',
    claims_profile: 'estandar',
    require_pkce: data.authMethod === 'none' ? true : 'or_nonce',
  };
}

const present = (fields: object): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** Any id and sector will do: neither is the organisation's to choose. */
const DRAFT = { id: 'borrador', sector: 'borrador' } as const;

/** Judges what an organisation says by the rules of the files, and by those of clients that SENCE did not write. */
export const portalJudge =
  ({ neverCalled, namesTaken, fictional = false }: PortalNeeds): JudgePortalClient =>
  (data) => {
    const { client, mistakes } = judgeClient(present(fieldsOf(data, DRAFT)));
    const own: PortalFault[] = mistakes.map(([path, mistake]) => ({ path, mistake }));
    if (own.length > 0) return own;
    const hidden = neverCalled ? fieldsNotPublic(client, neverCalled) : [];
    const name = wrongName(data.name, namesTaken)
      ? [{ path: ['client_name'], mistake: { code: 'name-taken' } as const }]
      : [];
    const local = fictional || data.native ? [] : localAddresses(client);
    return [...hidden.map((field) => ({ path: [field], mistake: { code: 'not-public' } as const })), ...local, ...name];
  };

/** Only an app returns to the machine that it runs on (RFC 8252, 7.3), as in files. */
const localAddresses = (client: ClientFile): readonly PortalFault[] =>
  (['redirect_uris', 'post_logout_redirect_uris'] as const).flatMap((field) =>
    client[field].flatMap((uri, place) =>
      uri.startsWith('https:') ? [] : [{ path: [field, place], mistake: { code: 'loopback-address' } as const }],
    ),
  );

/** What of the clients of the portal is served here. */
interface PortalServed {
  readonly sandbox: boolean;
  /** EGRESS_ALLOW as it is now: a client that names one of its hosts is not served. */
  readonly neverCalled?: readonly string[] | undefined;
  /** Client ids of the files. */
  readonly taken: ReadonlySet<string>;
  /** Pictures that can be shown; a client is served without any other. */
  readonly logos?: Logos;
}

interface Serving {
  readonly sandbox: boolean;
  readonly neverCalled: readonly string[];
  readonly logos: Logos;
}

/** The clients of the portal as the provider serves them, and how many are left out because they are wrong. */
export function portalMetadata(
  clients: readonly PortalClient[],
  { sandbox, taken, neverCalled = [], logos = new Map() }: PortalServed,
): { readonly served: readonly ClientMetadata[]; readonly wrong: number } {
  const wanted = clients.filter((one) => servedData(one, sandbox) && !taken.has(portalClientId(one.id)));
  const served = wanted.flatMap((one) => metadataOf(one, { sandbox, neverCalled, logos }) ?? []);
  return { served, wrong: wanted.length - served.length };
}

function metadataOf(client: PortalClient, { sandbox, neverCalled, logos: shown }: Serving): ClientMetadata | undefined {
  const data = servedData(client, sandbox);
  if (!data) return undefined;
  const { client: file, mistakes } = judgeClient(present(fieldsOf(data, client)));
  if (mistakes.length > 0 || isLetOut(file, neverCalled)) return undefined;
  const own = {
    [PORTAL_ORGANISATION]: client.organisation.rut,
    // A sandbox has fictional people alone: only a suspension stops them.
    [PORTAL_STATE]: sandbox && client.state !== 'suspendida' ? 'produccion' : client.state,
    ...(data.logo && shown.has(logoAddress(data.logo.sha256)) ? { logo: logoAddress(data.logo.sha256) } : {}),
    ...(usesSecret(data) ? { [SECRET_HASHES]: hashesOf(client) } : {}),
  };
  return { ...toMetadata(file, undefined), ...own } as ClientMetadata;
}

/** A suspended client proves itself by no secret. */
const hashesOf = ({ state, secrets }: PortalClient): readonly SecretHash[] =>
  state === 'suspendida' ? [] : secrets.map(({ hash, until }) => ({ hash, until: until.getTime() }));
