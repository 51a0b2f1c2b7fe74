import { errors, type KoaContextWithOIDC } from 'oidc-provider';
import { type MembershipNeeds, sourceLost } from '../account/memberships.ts';
import type { Rut } from '../domain/rut.ts';
import { Unavailable } from '../ports/unavailable.ts';
import { portalOf } from './clients/portal-fields.ts';

/**
 * A client of the portal gets no token, by code or refresh token, while its organisation does not stand: its account is
 * stopped, or the SII names no representative (its answer is at most a minute old). Throws `invalid_client`.
 */
export const assertOrganisationStands =
  (deps: MembershipNeeds) =>
  async (ctx: Pick<KoaContextWithOIDC, 'oidc'> | undefined): Promise<void> => {
    const rut = ctx?.oidc.client && portalOf(ctx.oidc.client).portal_organisation;
    if (rut && (await isLost(deps, rut)))
      throw new errors.InvalidClientAuth('the organisation of the client does not stand');
  };

/** While the SII is silent, and no answer of the last 24 hours is stored, nothing ends here. */
async function isLost(deps: MembershipNeeds, rut: Rut): Promise<boolean> {
  try {
    return (await sourceLost(deps, { organisation: { rut, razonSocial: '' }, source: '' })) !== undefined;
  } catch (fault) {
    if (fault instanceof Unavailable && fault.service === 'tax-registry') return false;
    throw fault;
  }
}
