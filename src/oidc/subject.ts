import { createHmac } from 'node:crypto';
import type { Client } from 'oidc-provider';
import { parsePrincipalId } from '../domain/principal-id.ts';
import type { Deps } from '../ports/deps.ts';
import { ownFields } from './clients/metadata.ts';
import type { Pairwise } from './subject-claims.ts';

const REMEMBERED = 10_000;

/**
 * Pairwise `sub` (OpenID Connect Core 8.1): an HMAC of the subject and the client's sector, so that two organisations
 * cannot correlate users.
 */
export function pairwiseBy(salt: string): Pairwise {
  return (subject, client) =>
    createHmac('sha256', salt)
      .update(JSON.stringify([subject, ownFields(client).sector]))
      .digest('base64url');
}

/** Returns the `sub` by which a client knows a subject, given by its id at the provider. */
export type SubjectOf = (ctx: unknown, holder: string, client: Client) => Promise<string>;

/** The same for the provider. An account's subject never changes, hence it may be cached. */
export function pairwiseSubjects({ accounts }: Pick<Deps, 'accounts'>, pairwise: Pairwise): SubjectOf {
  const remembered = new Map<string, string>();
  return async (_ctx, id, client) => {
    const { accountId } = parsePrincipalId(id);
    const subject = remembered.get(accountId) ?? (await accounts.find(accountId))?.subject;
    if (subject === undefined) throw new Error('no subject for this account');
    if (remembered.size >= REMEMBERED) remembered.clear();
    remembered.set(accountId, subject);
    return pairwise(subject, client);
  };
}
