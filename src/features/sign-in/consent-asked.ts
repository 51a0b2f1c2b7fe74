import { createHash } from 'node:crypto';
import type { Client } from 'oidc-provider';
import { coveredClaims, scopeOf } from '../../domain/claims.ts';
import { parsePrincipalId } from '../../domain/principal-id.ts';
import type { Agreement, Consent, ConsentKey } from '../../ports/consents.ts';
import type { Deps } from '../../ports/deps.ts';
import type { Interaction } from './interaction.ts';

/** What the page asks: what is new, and what the user had agreed to before, if anything. */
export interface ConsentAsked {
  readonly accountId: string;
  readonly key: ConsentKey;
  /** Everything that the request asks. */
  readonly all: Agreement;
  readonly fresh: Agreement;
  /** Scopes of what is new that the user may leave out; each has a box of its own, which is not ticked. */
  readonly optional: readonly string[];
  /** The consent in force, whatever the purpose was. */
  readonly before: Consent | undefined;
}

/** Reads it from the request that waits and from what is stored; undefined where the account no longer exists. */
export async function consentAsked(
  { accounts, consents }: Pick<Deps, 'accounts' | 'consents'>,
  interaction: Interaction,
): Promise<ConsentAsked | undefined> {
  const { accountId, actorSubject: actor } = parsePrincipalId(interaction.accountId ?? '');
  const account = accountId ? await accounts.find(accountId) : undefined;
  if (!account) return undefined;
  const key = { subject: account.subject, actor, clientId: interaction.client.clientId };
  const before = await consents.find(key);
  const all = requested(interaction);
  const fresh = without(all, before);
  return { accountId, key, all, before, fresh, optional: optionalIn(fresh, all, interaction.client) };
}

/** The purpose of the data in the client's file. */
export const purposeOf = ({ legal_basis }: Client): string => String(legal_basis ?? '');

/**
 * Sent with the form: a yes counts for the purpose that the page showed and for its boxes, which the file may have
 * changed meanwhile.
 */
export const markOf = (client: Client): string =>
  createHash('sha256')
    .update(JSON.stringify([purposeOf(client), optionalOf(client)]))
    .digest('base64url')
    .slice(0, 22);

/**
 * What a user agrees to who ticked these scopes of `optional`: everything else that is asked, without the claims that
 * only a scope that was left out gives.
 */
export function agreementOf(
  { all, optional }: Pick<ConsentAsked, 'all' | 'optional'>,
  ticked: readonly string[],
  client: Client,
): Agreement {
  const refused = optional.filter((scope) => !ticked.includes(scope));
  const scopes = all.scopes.filter((scope) => !refused.includes(scope));
  const given = coveredClaims({ scopes, claims: [] });
  const isLeftOut = (claim: string) => !given.includes(claim) && refused.includes(scopeIn(client, claim));
  return { ...all, scopes, claims: all.claims.filter((claim) => !isLeftOut(claim)), refused };
}

/** The optional scopes of which something is new, by name or by a claim that no other scope of the request gives. */
function optionalIn({ scopes, claims }: Agreement, all: Agreement, client: Client): readonly string[] {
  const optional = optionalOf(client);
  const given = coveredClaims({ scopes: all.scopes.filter((scope) => !optional.includes(scope)), claims: [] });
  const named = claims.filter((claim) => !given.includes(claim)).map((claim) => scopeIn(client, claim));
  return optional.filter((scope) => [...scopes, ...named].includes(scope));
}

/** The scopes that a user may leave out, by the client's file. */
export const optionalOf = ({ optional_scopes }: Client): readonly string[] => wordsOf(optional_scopes);

const scopeIn = (client: Client, claim: string): string => scopeOf(claim, wordsOf(client.scope)) ?? '';

function requested({ row, client, details }: Interaction): Agreement {
  const open = wordsOf(client.scope);
  const { userinfo, id_token } = JSON.parse(String(row.params.claims ?? '{}')) as Readonly<Record<string, object>>;
  const claims = Object.keys({ ...userinfo, ...id_token }).filter((name) => scopeOf(name, open) !== undefined);
  return {
    scopes: together(
      wordsOf(row.params.scope).filter((scope) => open.includes(scope)),
      details.missingOIDCScope,
    ),
    claims: together(claims, details.missingOIDCClaims),
    apiScopes: Object.entries((details.missingResourceScopes ?? {}) as Record<string, readonly string[]>).flatMap(
      ([indicator, scopes]) => scopes.map((scope) => `${indicator} ${scope}`),
    ),
    purpose: purposeOf(client),
  };
}

const wordsOf = (text: unknown): readonly string[] =>
  String(text ?? '')
    .split(' ')
    .filter(Boolean);

const together = (asked: readonly string[], missing: unknown): readonly string[] => [
  ...new Set([...asked, ...((missing ?? []) as readonly string[])]),
];

/** What was agreed to for another purpose is new again; a claim of a scope that was agreed to is not new. */
function without(all: Agreement, before: Consent | undefined): Agreement {
  if (before?.purpose !== all.purpose) return all;
  const known = { scopes: before.scopes, claims: coveredClaims(before), apiScopes: before.apiScopes };
  const left = (name: keyof typeof known) => all[name].filter((each) => !known[name].includes(each));
  return { scopes: left('scopes'), claims: left('claims'), apiScopes: left('apiScopes'), purpose: all.purpose };
}
