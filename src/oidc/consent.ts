import type { Client, KoaContextWithOIDC } from 'oidc-provider';
import type { Account } from '../domain/account.ts';
import { coveredClaims } from '../domain/claims.ts';
import { parsePrincipalId } from '../domain/principal-id.ts';
import type { Consent, Consents } from '../ports/consents.ts';
import { optionalScopes, ownFields } from './clients/metadata.ts';

type Grant = InstanceType<KoaContextWithOIDC['oidc']['provider']['Grant']>;

/**
 * What an account holder agreed to at this client for the purpose that its file states now; undefined if the purpose
 * changed. What was left out counts while the file says that it may be.
 */
export async function consentInForce(
  consents: Pick<Consents, 'find'>,
  { subject }: Account,
  holder: string,
  client: Client,
): Promise<Consent | undefined> {
  const { actorSubject } = parsePrincipalId(holder);
  const consent = await consents.find({ subject, actor: actorSubject, clientId: client.clientId });
  if (consent?.purpose !== ownFields(client).legal_basis) return undefined;
  const optional = optionalScopes(client);
  return { ...consent, refused: (consent.refused ?? []).filter((scope) => optional.includes(scope)) };
}

/** Whether a client is served without a consent: SENCE's own are. */
export const needsNoConsent = (client: Client): boolean => Boolean(ownFields(client).first_party);

/**
 * Whether tokens that a client has of this account holder still rest on a consent: not after its purpose changed, until
 * the person agrees again (rules, Consent).
 */
export const isStillAgreed = async (
  consents: Pick<Consents, 'find'>,
  account: Account,
  holder: string,
  client: Client,
): Promise<boolean> =>
  needsNoConsent(client) || (await consentInForce(consents, account, holder, client)) !== undefined;

/** What is granted, or rejected: as the library keeps both. */
interface Part {
  openid?: { scope?: string; claims?: string[] };
  resources?: Record<string, string>;
}

/** The content of a grant. What is rejected is neither issued nor asked again. */
interface Granted extends Part {
  rejected?: Part | undefined;
}

/**
 * Makes a grant contain what was agreed to, a scope with its claims, and nothing else; it is saved if it differed or is
 * new. A disconnection at the same moment ends the existing grants, but not the one saved a moment later: then it ends
 * here, and there is none.
 */
export async function grantAsAgreed(
  grant: Grant,
  consent: Consent,
  inForce: () => Promise<Consent | undefined>,
): Promise<Grant | undefined> {
  const granted = grant as unknown as Granted;
  const openid = { scope: consent.scopes.join(' '), claims: [...coveredClaims(consent)] };
  const agreed: Granted = { openid, resources: byApi(consent.apiScopes), rejected: leftOut(consent) };
  if (grant.jti && said(granted) === said(agreed)) return grant;
  Object.assign(granted, agreed);
  await grant.save();
  if (await inForce()) return grant;
  await grant.destroy();
  return undefined;
}

/** The scopes that were left out, and their claims; a claim that another scope gives is not among them. */
function leftOut(consent: Consent): Part | undefined {
  const { refused = [] } = consent;
  if (refused.length === 0) return undefined;
  const given = coveredClaims(consent);
  const claims = coveredClaims({ scopes: refused, claims: [] }).filter((claim) => !given.includes(claim));
  return { openid: { scope: refused.join(' '), claims } };
}

const said = (granted: Granted): string => JSON.stringify([saidOf(granted), saidOf(granted.rejected ?? {})]);

/** The library leaves empty parts out when it saves. */
const saidOf = ({ openid, resources }: Part) => [
  openid?.scope ?? '',
  openid?.claims ?? [],
  Object.entries(resources ?? {}).toSorted(),
];

function byApi(apiScopes: readonly string[]): Record<string, string> {
  const apis = new Map<string, string[]>();
  for (const [indicator = '', scope = ''] of apiScopes.map((each) => each.split(' ')))
    apis.set(indicator, [...(apis.get(indicator) ?? []), scope]);
  return Object.fromEntries([...apis].map(([indicator, scopes]) => [indicator, scopes.join(' ')]));
}
