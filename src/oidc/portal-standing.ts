import type { Client } from 'oidc-provider';
import type { ChangeNeeds } from '../account/apply-company-change.ts';
import { organisationStands, organisationStandsNow, type StandingNeeds } from '../account/organisation-standing.ts';
import { idOfMachine, type OrganisationApi } from '../domain/machine.ts';
import { parsePrincipalId } from '../domain/principal-id.ts';
import type { Rut } from '../domain/rut.ts';
import type { Deps } from '../ports/deps.ts';
import { portalOf } from './clients/portal-fields.ts';
import { isStillAgreed, needsNoConsent } from './consent.ts';
import { type KnownToken, machineTokenStands } from './machine-access.ts';

/** Says whether the organisation of a client of the portal stands; always true for any other client. */
export type ClientStands = (client: Client) => Promise<boolean>;

/** By what is stored: two reads by index for a client of the portal, none for any other. */
export const clientStands = (deps: StandingNeeds): ClientStands => judgedBy((rut) => organisationStands(deps, rut));

/** The same where a sign-in begins: the SII's answer is at most a minute old while it answers. */
export const clientStandsNow = (deps: ChangeNeeds): ClientStands => judgedBy((rut) => organisationStandsNow(deps, rut));

const judgedBy =
  (judge: (rut: Rut) => Promise<boolean>): ClientStands =>
  async (client) => {
    const rut = portalOf(client).portal_organisation;
    return rut === undefined || judge(rut);
  };

/**
 * Says whether a token of a client is still good: of a person, while what they agreed to is for the purpose that the
 * client has now; of a machine, by its credential and the scopes it has now.
 */
export type TokenStands = (owner: Client, token: KnownToken) => Promise<boolean>;

/** Whether what a token rests on stands, besides its grant (rules, Introspection); `apis` as `machineTokenStands`. */
export function tokenStands(deps: Deps, apis: readonly OrganisationApi[]): TokenStands {
  const [stands, machineStands] = [clientStands(deps), machineTokenStands(deps, apis)];
  return async (owner, token) => {
    const id = idOfMachine(owner.clientId);
    if (id !== undefined) return machineStands(id, token);
    return (await stands(owner)) && (await isAgreed(deps, owner, token));
  };
}

async function isAgreed(deps: Deps, owner: Client, { holder }: KnownToken): Promise<boolean> {
  if (holder === undefined || needsNoConsent(owner)) return true;
  const account = await deps.accounts.find(parsePrincipalId(holder).accountId);
  return account !== undefined && isStillAgreed(deps.consents, account, holder, owner);
}
