import { errors, interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';
import { type AuthErrorCode, authorizationErrors } from '../../domain/authorization-errors.ts';
import { type ClaimsAsked, identityAsked, takesCompanies } from '../../domain/claim-values.ts';
import { saysWho } from '../../domain/claims.ts';
import { asksForMobile } from '../../domain/contacts.ts';
import { highest, type Identidad, reaches } from '../../domain/identity-level.ts';
import type { Deps } from '../../ports/deps.ts';
import { actsForItself, mayLearnIdentity, recordOf } from '../claims.ts';
import { ownFields } from '../clients/metadata.ts';
import { isClaveUnica } from '../clients/profiles.ts';
import { expectsPerson, isNotTheHinted, isOtherPerson } from '../expected-person.ts';
import { IDLE_SECONDS } from '../lifetimes.ts';
import { refuseFallen, refuseStrangers, refuseSuspended } from '../portal-access.ts';
import type { SubjectOf } from '../subject.ts';
import { needsFactor } from './level.ts';

const { base, Check, Prompt } = interactionPolicy;
const epoch = (): number => Math.floor(Date.now() / 1000);

/** The library's own message for a request without a session: a silent request learns nothing more from ours. */
const NO_SESSION = 'End-User authentication is required';

const UNMET = 'unmet_authentication_requirements';

/**
 * What may interrupt an authorization: the library's own checks, idle or ended accounts, a user other than the expected
 * one, an identity below the one that is asked.
 */
export function signInPolicy(deps: Deps, subjectOf: SubjectOf) {
  const policy = base();
  const login = policy.get('login');
  login?.checks.add(new Check('idle', 'the session has been idle for too long', 'login_required', isIdle));
  login?.checks.add(
    new Check('account_ended', 'the account of this session is not active', 'login_required', hasEnded),
  );
  login?.checks.add(new Check('only_run', 'the platform knows people by their RUN', 'login_required', hasNoRun));
  login?.checks.add(new Check('only_person', 'the platform asks for the card of a person', UNMET, isNoPerson));
  login?.checks.add(new Check('other_person', NO_SESSION, 'login_required', isOtherPerson));
  // Levels have a prompt of their own: another try of the key gives no second factor.
  login?.checks.remove('essential_acr');
  login?.checks.remove('essential_acrs');
  login?.checks.remove('id_token_hint');
  login?.checks.add(new Check('id_token_hint', NO_SESSION, 'login_required', isNotTheHinted(subjectOf)));
  const identidad = new Prompt(
    { name: 'identidad', requestable: false },
    (ctx) => ({ minimum: identityNeeded(ctx) }),
    new Check('document', 'the platform asks for a document', UNMET, lacksIdentity),
    new Check('declared', 'the platform takes no declared identity', 'interaction_required', needsProof),
  );
  policy.add(identidad, 1);
  const stopped = new Check(
    'stopped',
    'the person is asked about a recovery that waits',
    'interaction_required',
    awaitsRecoveryAnswer,
  );
  policy.add(new Prompt({ name: 'stopped', requestable: false }, stopped), 1);
  const level = new Check('level', 'the platform asks for a second factor', UNMET, needsFactor);
  policy.add(new Prompt({ name: 'factor', requestable: false }, level), 1);
  const celular = new Check('celular', 'a mobile is not confirmed', 'interaction_required', hasUnconfirmedMobile);
  policy.add(new Prompt({ name: 'celular', requestable: false }, celular), 3);
  const correo = new Check('correo', 'the e-mail is old', 'interaction_required', awaitsEmailAnswer);
  policy.add(new Prompt({ name: 'correo', requestable: false }, correo), 4);
  // The library asks every native app every time, those of SENCE too.
  const consent = policy.get('consent');
  consent?.checks.remove('native_client_prompt');
  consent?.checks.add(
    new Check('native_client_prompt', 'any app may hold this address', 'interaction_required', mayBeAnotherApp),
  );
  // A user who is asked for the key again chooses the account; the key step answers both.
  policy.add(new Prompt({ name: 'select_account', requestable: true }), 1);
  // Initiating User Registration via OpenID Connect 1.0; before the key.
  const create = new Prompt({ name: 'create', requestable: true });
  policy.add(create, 0);
  login?.checks.add(new Check('unseen', NO_SESSION, 'login_required', failsUnseen(policy)), 0);
  login?.checks.add(new Check('member', 'the platform is in certification', 'access_denied', refuseStrangers(deps)));
  // `create` comes before the key: what lets no sign-in begin stands before both.
  for (const prompt of [create, login]) {
    prompt?.checks.add(new Check('spent', 'the network sent too many requests', 'access_denied', refuseSpent), 0);
    prompt?.checks.add(new Check('suspended', 'the platform is suspended', 'access_denied', refuseSuspended), 0);
  }
  // The checks of `create` run at every request, and this one reads the database: once is enough.
  create.checks.add(new Check('fallen', 'the organisation does not stand', 'access_denied', refuseFallen(deps)), 0);
  return policy;
}

/** A network that has spent its requests begins no sign-in: the client gets an error before any person is looked up. */
function refuseSpent({ state }: KoaContextWithOIDC): boolean {
  if (!state.spent) return Check.NO_NEED_TO_PROMPT;
  Object.assign(state, { answer: 'pausa' satisfies AuthErrorCode });
  throw new errors.AccessDenied(authorizationErrors.pausa.description);
}

/**
 * Under prompt=none a client that names a person gets only one refusal, whatever the cause: otherwise it could try RUTs
 * until another refusal revealed whose session this is.
 */
function failsUnseen(policy: ReturnType<typeof base>) {
  return async (ctx: KoaContextWithOIDC): Promise<boolean> => {
    if (!ctx.oidc.promptPending('none') || !expectsPerson(ctx)) return false;
    const checks = policy.flatMap(({ checks }) => [...checks]).filter(({ reason }) => reason !== 'unseen');
    for (const { check } of checks) if (await check(ctx)) return true;
    return false;
  };
}

function isIdle({ oidc }: KoaContextWithOIDC): boolean {
  const { session, result } = oidc;
  if (!session?.accountId || result?.login) return Check.NO_NEED_TO_PROMPT;
  const uses = Object.values(session.authorizations ?? {}).map((use) =>
    Number((use as { usedAt?: number }).usedAt ?? 0),
  );
  return epoch() - Math.max(session.loginTs ?? 0, ...uses) > IDLE_SECONDS;
}

/** A recovery waits, and the user who signed in with the key has not said whether they asked for it (floor 5). */
function awaitsRecoveryAnswer({ oidc }: KoaContextWithOIDC): boolean {
  const { asks, told } = (oidc.result ?? {}) as { readonly asks?: boolean; readonly told?: boolean };
  return asks === true && told !== true;
}

/** The user has just signed in with an unconfirmed mobile, and has not been asked for its code in this sign-in. */
function hasUnconfirmedMobile({ oidc }: KoaContextWithOIDC): boolean {
  const { login, mobileAsked } = (oidc.result ?? {}) as { readonly login?: object; readonly mobileAsked?: boolean };
  const account = recordOf(oidc.account);
  if (!login || mobileAsked === true || !account || !actsForItself(oidc.account)) return false;
  return asksForMobile(account, new Date());
}

/** The user has just signed in with an e-mail of long ago, and was asked neither about it nor for the mobile's code. */
function awaitsEmailAnswer({ oidc }: KoaContextWithOIDC): boolean {
  const { asksEmail, emailAsked, mobileAsked } = (oidc.result ?? {}) as Readonly<Record<string, unknown>>;
  return asksEmail === true && emailAsked !== true && mobileAsked !== true;
}

function hasEnded({ oidc }: KoaContextWithOIDC): boolean {
  return oidc.session?.accountId !== undefined && oidc.account === undefined;
}

/** ClaveÚnica knows people with a RUN: a system written for it takes every number for one. */
function hasNoRun({ oidc }: KoaContextWithOIDC): boolean {
  const account = recordOf(oidc.account);
  return account !== undefined && account.kind !== 'RUN' && isClaveUnica(oidc.client);
}

/** The essential claim `identidad`: the page where it is proved, or the error if no page may be shown. */
function lacksIdentity(ctx: KoaContextWithOIDC): boolean {
  const account = recordOf(ctx.oidc.account);
  return account !== undefined && !reaches(account.identidad, identityAsked(claimsOf(ctx)));
}

/** The least identity with which this request goes on: what it asks for, and what the client's file takes. */
function identityNeeded(ctx: KoaContextWithOIDC): Identidad {
  const asked = identityAsked(claimsOf(ctx));
  const { client } = ctx.oidc;
  return client && asksWho(ctx) ? highest([asked, ownFields(client).minimum_identity]) : asked;
}

const claimsOf = ({ oidc }: KoaContextWithOIDC): ClaimsAsked | undefined => oidc.claims as ClaimsAsked | undefined;

/** A company has no `identidad`: it answers a request that needs a card only if that asks who acts for it. */
function isNoPerson(ctx: KoaContextWithOIDC): boolean {
  const account = recordOf(ctx.oidc.account);
  return account?.profile === 'juridica' && !takesCompanies(ctx.oidc.requestParamScopes, claimsOf(ctx));
}

/** A client does not get less in silence than its file takes: the user is asked to prove more. */
function needsProof(ctx: KoaContextWithOIDC): boolean {
  const { client } = ctx.oidc;
  const account = recordOf(ctx.oidc.account);
  return account !== undefined && client !== undefined && asksWho(ctx) && !mayLearnIdentity(client, account);
}

/** Whether a request asks who the user is. */
const asksWho = ({ oidc }: KoaContextWithOIDC): boolean =>
  [...oidc.requestParamScopes, ...oidc.requestParamClaims].some(saysWho);

/**
 * Whether the user is asked though everything was agreed to before: any app on the device may claim an address with a
 * private-use scheme or on loopback, and would be answered in this one's name (RFC 8252, 8.6). An https address belongs
 * to the owner of the domain, and a device's sign-in has no address and a page of its own. SENCE's own apps do not ask
 * (rules, Consent).
 */
export function mayBeAnotherApp({ oidc }: KoaContextWithOIDC): boolean {
  const { client, params, result } = oidc;
  const address = params?.redirect_uri;
  if (client?.applicationType !== 'native' || ownFields(client).first_party || result?.consent) return false;
  return typeof address === 'string' && !address.startsWith('https:');
}
