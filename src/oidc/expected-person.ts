import { type ClaimsParameter, type Client, errors, type KoaContextWithOIDC } from 'oidc-provider';
import { namesValues, places, valuesOf, type Wanted } from '../domain/claim-values.ts';
import {
  type ExpectedPerson,
  type ExpectedProfile,
  expectedAs,
  identifierIn,
  isExpectedProfile,
  profilesByNumber,
} from '../domain/expected-person.ts';
import { recordOf } from './claims.ts';
import { opensClaim } from './clients/metadata.ts';
import type { SubjectOf } from './subject.ts';

type Claims = Readonly<Record<(typeof places)[number], Readonly<Record<string, Wanted>> | undefined>>;

/** Claims that contain a person's number inside an object: a person is named by `rut` only. */
const holdNumbers = ['RolUnico', 'empresa', 'representante'];

/**
 * A client names the person it expects by a value of the claim `rut` (OpenID Connect Core 5.5.1), pushed and with the
 * scope `run` in its file: no RUT travels in an address (rules, Expected person). A value of `tipo_persona` beside it
 * gives the kind of number, and of a NIE the account; without one a number below 50 million is a person's RUN, and never
 * the RUT of a company.
 */
export function assertExpectedPerson(ctx: KoaContextWithOIDC, parameter: ClaimsParameter, client: Client): void {
  for (const place of places) {
    const asked = (parameter as Claims)[place] ?? {};
    const hidden = holdNumbers.find((name) => namesValues(asked[name]));
    if (hidden) throw new errors.InvalidRequest(`claims.${place}.${hidden}: name the person by claims.${place}.rut`);
    if (!namesValues(asked.rut)) continue;
    assertMayName(ctx, client, `claims.${place}.rut`);
    assertProfiles(parameter as Claims);
    const values = valuesOf(asked.rut);
    if (values.length === 0 || values.some((value) => named(parameter as Claims, place, value).length === 0))
      throw new errors.InvalidRequest(
        `claims.${place}.rut must have a RUT of that tipo_persona as value, or several as values`,
      );
  }
}

function assertProfiles(claims: Claims): void {
  for (const place of places) {
    const wanted = claims[place]?.tipo_persona;
    if (namesValues(wanted) && (valuesOf(wanted).length === 0 || !valuesOf(wanted).every(isExpectedProfile)))
      throw new errors.InvalidRequest(
        `claims.${place}.tipo_persona must be natural, juridica, migrante or facilitador`,
      );
  }
}

/** Is notified that a client sent a `login_hint` that was ignored, without its value. */
export type NoteIgnored = (clientId: string, parameter: 'login_hint') => void;

/**
 * Reads `login_hint` (OpenID Connect Core 3.1.2.1). A RUT fills the form in if it was pushed by a client that has
 * `run`; anything else is removed from the request and noted, and stops nothing: it is a hint.
 */
export function loginHintReader(note: NoteIgnored) {
  return async (ctx: KoaContextWithOIDC, hint: string | undefined, client: Client): Promise<void> => {
    if (hint === undefined || (identifierIn(hint) && opensClaim(client, 'rut') && isPushed(ctx))) return;
    // The request that the library keeps from here on has none.
    delete ctx.oidc.params?.login_hint;
    note(client.clientId, 'login_hint');
  };
}

const isPushed = ({ oidc }: KoaContextWithOIDC): boolean =>
  oidc.route === 'pushed_authorization_request' || 'PushedAuthorizationRequest' in oidc.entities;

function assertMayName(ctx: KoaContextWithOIDC, client: Client, where: string): void {
  if (!opensClaim(client, 'rut')) throw new errors.InvalidRequest(`${where}: this client may not name a person`);
  if (!isPushed(ctx)) throw new errors.InvalidRequest(`${where}: a RUT is taken in a pushed request only`);
}

/** Whether the request names the person that the client expects. */
export const expectsPerson = ({ oidc }: KoaContextWithOIDC): boolean => expectedBy(oidc.claims).length > 0;

/** Whether the signed-in user is not the expected person; no other account is looked up for it. */
export function isOtherPerson({ oidc }: KoaContextWithOIDC): boolean {
  const account = recordOf(oidc.account);
  const isThis = ({ profile, kind, identifier }: ExpectedPerson) =>
    profile === account?.profile && kind === account.kind && identifier === account.identifier;
  return account !== undefined && expectedBy(oidc.claims).some((people) => !people.some(isThis));
}

/**
 * Whether the signed-in user is not the person of `id_token_hint` (OpenID Connect Core 3.1.2.1). The library itself
 * checks the hint when the request arrives, and not again after the sign-in.
 */
export function isNotTheHinted(subjectOf: SubjectOf) {
  return async (ctx: KoaContextWithOIDC): Promise<boolean> => {
    const { params, session, client, provider } = ctx.oidc;
    const hint = params?.id_token_hint;
    if (typeof hint !== 'string' || !client) return false;
    if (!session?.accountId) return true;
    // It was valid when the request arrived; a key that was withdrawn since then proves nothing.
    const known = await provider.IdToken.validate(hint, client).catch(() => undefined);
    return known?.payload.sub !== (await subjectOf(ctx, session.accountId, client));
  };
}

/** The accepted persons, for each place that names one. */
function expectedBy(claims: ClaimsParameter | undefined): readonly (readonly ExpectedPerson[])[] {
  const asked = (claims ?? {}) as Claims;
  return places
    .filter((place) => namesValues(asked[place]?.rut))
    .map((place) => valuesOf(asked[place]?.rut).flatMap((value) => named(asked, place, value)));
}

/** Whom a value of `rut` in this place names: the number, with each kind that the client asks for. */
function named(claims: Claims, place: (typeof places)[number], value: unknown): readonly ExpectedPerson[] {
  const number = typeof value === 'string' ? identifierIn(value) : undefined;
  if (number === undefined) return [];
  return profilesOf(claims, place, number).flatMap((profile) => expectedAs(profile, number) ?? []);
}

/** The profiles that `tipo_persona` names, in the same place or else in the other; without any, the number's own. */
function profilesOf(claims: Claims, place: (typeof places)[number], number: string): readonly ExpectedProfile[] {
  const wanted = [place, ...places].map((where) => claims[where]?.tipo_persona).find((one) => namesValues(one));
  return wanted ? valuesOf(wanted).filter(isExpectedProfile) : profilesByNumber(number);
}
