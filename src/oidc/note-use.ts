import type { Context, Next } from 'koa';
import type { Client, KoaContextWithOIDC } from 'oidc-provider';
import { type Scope, scopeOf } from '../domain/claims.ts';
import { isInternalClient } from '../domain/internal-clients.ts';
import { parsePrincipalId } from '../domain/principal-id.ts';
import { isTestCopy } from '../domain/test-copy.ts';
import { dayOf } from '../domain/working-days.ts';
import type { ClientUse } from '../ports/client-uses.ts';
import type { Deps } from '../ports/deps.ts';

const epoch = (): number => Math.floor(Date.now() / 1000);

type Use = Pick<ClientUse, 'accountId' | 'clientId' | 'scopes'>;

const accepted = new WeakMap<object, Use>();

/** Records that the session was just used for this client, and where; the session's row is written anyway. */
export function markUse({ oidc, state, req }: KoaContextWithOIDC): void {
  const { session, client } = oidc;
  if (!session?.accountId || !client) return;
  Object.assign(session.authorizationFor(client.clientId), { usedAt: epoch(), device: state.device });
  if (isInternalClient(client.clientId) || isTestCopy(client.clientId)) return;
  const { accountId } = parsePrincipalId(session.accountId);
  accepted.set(req, { accountId, clientId: client.clientId, scopes: scopesNamed(oidc, client) });
}

/** What the client may know from now on; the scope alone, or one of its claims. */
function scopesNamed(
  { entities: { Grant: grant }, requestParamOIDCScopes, requestParamClaims }: KoaContextWithOIDC['oidc'],
  client: Client,
): readonly Scope[] {
  // What was left out on the page of consent is in the request, and not in the grant.
  const given = grant?.getOIDCScopeFiltered(new Set(requestParamOIDCScopes)).split(' ') ?? [];
  const named = [...given, ...(grant?.getOIDCClaimsFiltered(new Set(requestParamClaims)) ?? [])].filter(Boolean);
  const open = (client.scope ?? '').split(' ');
  return [...new Set(named.flatMap((name) => scopeOf(name, open) ?? (isScope(name) ? name : [])))];
}

const scopes: readonly string[] = ['profile', 'email', 'phone', 'address', 'run', 'empresa'] satisfies readonly Scope[];
const isScope = (name: string): name is Scope => scopes.includes(name);

/** Records which client learnt of which user, before the browser returns to it, and counts the sign-in. */
export function noteUses({ clientUses, clientFigures, now }: Pick<Deps, 'clientUses' | 'clientFigures' | 'now'>) {
  return async (ctx: Context, next: Next): Promise<void> => {
    await next();
    const use = accepted.get(ctx.req);
    if (!use) return;
    const before = await clientUses.note(use);
    clientFigures.count(use.clientId, 'signIns');
    if (!before || dayOf(before) !== dayOf(now())) clientFigures.count(use.clientId, 'people');
  };
}
