import type { KoaContextWithOIDC } from 'oidc-provider';
import { acrValues, asksForFactor, asksForKeyAlone } from '../../domain/acr-values.ts';
import { isEssential, valuesOf, type Wanted } from '../../domain/claim-values.ts';

/**
 * Whether a request waits for a second factor: it asks for the level of two (`acr_values`, which the library reads as a
 * claim, or `acr` itself) and this session has not reached it. A request that takes the key alone gets that level also
 * in a session of two factors, since an essential value must be returned as it was asked (OpenID Connect Core 5.5.1.1).
 */
export function needsFactor({ oidc }: KoaContextWithOIDC): boolean {
  const levels = valuesOf(oidc.claims?.id_token?.acr as Wanted);
  const reached = oidc.acr === acrValues.secondFactor;
  if (reached && asksForKeyAlone(levels)) Object.defineProperty(oidc, 'acr', { value: acrValues.key });
  if (oidc.account === undefined || reached || !asksForFactor(levels)) return false;
  // Under prompt=none a level that is only wished for ends no request (OpenID Connect Core 3.1.2.1).
  return !oidc.promptPending('none') || isEssential(oidc.claims?.id_token?.acr as Wanted);
}
