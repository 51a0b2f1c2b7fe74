import { errors, type KoaContextWithOIDC, Provider } from 'oidc-provider';
import { assertSome, scopesOpenTo } from '../resource-servers.ts';

/** A code or a refresh token as it is spent; the types of the library leave some of it out. */
interface Source {
  readonly scopes: ReadonlySet<string>;
  readonly resource?: string | readonly string[] | undefined;
  readonly resourceIndicators: ReadonlySet<string>;
  consume(): Promise<void>;
}

/** An access token before it is stored. */
interface Issued {
  readonly resourceServer?: object | undefined;
  readonly scope?: string | undefined;
  save(): Promise<string>;
}

/**
 * From here on no access token is issued for an API without a scope of that API, because it would be useless:
 * `invalid_scope` (RFC 6749, 3.3 and 5.2). The library issues it. An unavailable API or scope is reported before a code
 * or a refresh token is spent, so that the client may use it again; the library spends it first.
 */
export function issueTokensThatServe(provider: Provider): void {
  for (const { prototype } of [provider.AccessToken, provider.ClientCredentials]) refuseEmpty(prototype as never);
  for (const { prototype } of [provider.AuthorizationCode, provider.DeviceCode, provider.RefreshToken])
    checkFirst(prototype as never);
}

function refuseEmpty(prototype: Issued): void {
  const { save } = prototype;
  prototype.save = async function () {
    if (this.resourceServer && !this.scope) throw new errors.InvalidScope('none of the scopes is one of this API', '');
    return save.call(this);
  };
}

function checkFirst(prototype: Source): void {
  const { consume } = prototype;
  prototype.consume = async function () {
    const { ctx } = Provider;
    if (ctx?.oidc.client) assertServes(ctx, this);
    return consume.call(this);
  };
}

/** Throws if the token requested for an API could not be used there. */
function assertServes({ oidc }: KoaContextWithOIDC, source: Source): void {
  const asked = oidc.params?.scope ? oidc.requestParamScopes : source.scopes;
  const indicator = oidc.params?.resource ?? (asked.has('openid') ? undefined : source.resource);
  if (typeof indicator !== 'string') return;
  const open = oidc.client && scopesOpenTo(oidc.client, indicator);
  if (!open || !source.resourceIndicators.has(indicator)) throw new errors.InvalidTarget();
  assertSome(asked, open);
}
