import { errors, type KoaContextWithOIDC, Provider } from 'oidc-provider';
import { assertSome, scopesOpenTo } from '../resource-servers.ts';

/** A code or a refresh token as it is spent; the types of the library leave some of it out. */
interface Source {
  readonly scopes: ReadonlySet<string>;
  readonly resource?: string | readonly string[] | undefined;
  readonly resourceIndicators: ReadonlySet<string>;
  consume(): Promise<void>;
}

/** An access token before it is kept. */
interface Issued {
  readonly resourceServer?: object | undefined;
  readonly scope?: string | undefined;
  save(): Promise<string>;
}

/**
 * From here on no access token is issued for an API without a scope of it, which would serve nowhere: `invalid_scope`
 * (RFC 6749, 3.3 and 5.2). The library issues it. And an API or a scope that cannot be had is told before a code or a refresh
 * token is spent, so that the client may ask again with it; the library spends it first.
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

/** Throws where the token that is asked for an API could not serve there. */
function assertServes({ oidc }: KoaContextWithOIDC, source: Source): void {
  const asked = oidc.params?.scope ? oidc.requestParamScopes : source.scopes;
  const indicator = oidc.params?.resource ?? (asked.has('openid') ? undefined : source.resource);
  if (typeof indicator !== 'string') return;
  const open = oidc.client && scopesOpenTo(oidc.client, indicator);
  if (!open || !source.resourceIndicators.has(indicator)) throw new errors.InvalidTarget();
  assertSome(asked, open);
}
