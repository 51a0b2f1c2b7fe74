import { type MemberRole, mayActAs } from './member-role.ts';
import { Refusal } from './refusal.ts';
import type { Rut } from './rut.ts';

/** Machines that an organisation may have, and credentials that a machine may have, at a time. */
export const MOST_MACHINES = 20;
export const MOST_CREDENTIALS = 10;

/** Months for which a credential may be valid. */
export const credentialMonths = [3, 6, 12] as const;

/** An API that a machine calls, and with which of its scopes. */
export interface MachineApi {
  readonly identifier: string;
  readonly scopes: readonly string[];
}

/** An API of the client files, with the scopes that an organisation may ask for itself. */
export interface OrganisationApi extends MachineApi {
  readonly name: string;
}

/** A public key (RFC 7517) whose `kid` is its thumbprint (RFC 7638). */
export type PublicJwk = Readonly<Record<string, string>>;

/** How a machine proves what it is: a secret by its hash, or a key by its public half. */
export interface MachineCredential {
  /** 1 for the first credential of the machine, 2 for the next. */
  readonly number: number;
  readonly label: string;
  readonly kind: 'secret' | 'key';
  /** SHA-256 of the secret in hexadecimal; the secret has 256 random bits. */
  readonly hash?: string | undefined;
  readonly jwk?: PublicJwk | undefined;
  readonly from: Date;
  readonly until: Date;
  /** Who made it: an account, and the representative's subject where it is a company. */
  readonly by: { readonly accountId: string; readonly subject?: string | undefined };
  /** Days before its end of the last notice about it. */
  readonly noticed?: number | undefined;
  /** Whether it was shown in clear: that happens once. */
  readonly shown?: true | undefined;
}

/** A program of an organisation that calls APIs in the organisation's name. */
export interface Machine {
  /** A UUID; the client id is `m-` and this. */
  readonly id: string;
  readonly organisation: { readonly rut: Rut; readonly razonSocial: string };
  readonly name: string;
  readonly apis: readonly MachineApi[];
  readonly credentials: readonly MachineCredential[];
  readonly createdAt: Date;
  readonly changedAt: Date;
  readonly version: number;
}

/** What a member does with a machine of the own organisation. */
export type MachineAct = 'see' | 'decide';

/** Whether a role may do this: every member sees the list, and who administers decides. */
export const mayWithMachine = (act: MachineAct, role: MemberRole | undefined): boolean =>
  mayActAs(role, act === 'see' ? 'mira' : 'administra');

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a text is the id of a machine. */
export const isMachineId = (text: string): boolean => UUID.test(text);

/** The client id of a machine. */
export const machineClientId = (id: string): string => `m-${id}`;

/** The id in a client id; undefined for a client that is no machine of an organisation. */
export function idOfMachine(clientId: string): string | undefined {
  const id = clientId.startsWith('m-') ? clientId.slice(2) : '';
  return isMachineId(id) ? id : undefined;
}

/** Until when a credential is valid: the same hour some months later, or the last day of a shorter month. */
export function credentialUntil(from: Date, months: number): Date {
  const until = new Date(from);
  until.setUTCMonth(from.getUTCMonth() + months);
  if (until.getUTCDate() !== from.getUTCDate()) until.setUTCDate(0);
  return until;
}

/** The credentials that are valid at an instant, newest first. */
export const credentialsAt = (credentials: readonly MachineCredential[], at: Date): readonly MachineCredential[] =>
  credentials.filter(({ until }) => at < until).toSorted((one, other) => other.number - one.number);

/** What a new credential is made from. */
export type NewCredential = Omit<MachineCredential, 'number' | 'noticed' | 'shown'>;

/**
 * The credentials with one more; those that are over are dropped. Throws `machine-credentials-many` where ten are valid,
 * and `machine-key-twice` for a key that the machine has. `last` is the highest number that was ever given.
 */
export function withCredential(
  credentials: readonly MachineCredential[],
  added: NewCredential,
  last: number,
): readonly MachineCredential[] {
  const valid = credentialsAt(credentials, added.from);
  if (valid.length >= MOST_CREDENTIALS) throw new Refusal('machine-credentials-many');
  if (added.jwk && valid.some(({ jwk }) => jwk?.kid === added.jwk?.kid)) throw new Refusal('machine-key-twice');
  return [{ ...added, number: last + 1 }, ...valid];
}

/** The credentials without one; throws `machine-credential-gone` where it is not there. */
export function withoutCredential(credentials: readonly MachineCredential[], number: number) {
  if (!credentials.some((one) => one.number === number)) throw new Refusal('machine-credential-gone');
  return credentials.filter((one) => one.number !== number);
}

/** What is still open of the APIs of a machine: an API's file may take a scope back at any time. */
export const openApis = (apis: readonly MachineApi[], known: readonly OrganisationApi[]): readonly MachineApi[] =>
  apis.flatMap(({ identifier, scopes }) => {
    const open = known.find((api) => api.identifier === identifier)?.scopes ?? [];
    const left = scopes.filter((scope) => open.includes(scope));
    return left.length > 0 ? [{ identifier, scopes: left }] : [];
  });

/** Whether a token for these scopes of an API is covered by the APIs that are open to its machine now. */
export function isOpen(open: readonly MachineApi[], identifier: unknown, scopes: readonly string[]): boolean {
  const api = open.find((one) => one.identifier === identifier);
  return api !== undefined && scopes.every((scope) => api.scopes.includes(scope));
}

/** A scope of an API in one text, as forms, the trail and mails name it: `<identifier> <scope>`. */
export const scopeNames = (apis: readonly MachineApi[]): readonly string[] =>
  apis.flatMap(({ identifier, scopes }) => scopes.map((scope) => `${identifier} ${scope}`));

/** The APIs that such texts name. */
export function apisOf(names: readonly string[]): readonly MachineApi[] {
  const scopes = new Map<string, string[]>();
  for (const [identifier = '', scope = ''] of names.map((name) => name.split(' ')))
    scopes.set(identifier, [...(scopes.get(identifier) ?? []), scope]);
  return [...scopes].map(([identifier, own]) => ({ identifier, scopes: own }));
}

/** What a form showed as given, and what was ticked when it was sent; texts of `scopeNames`. */
export interface TickedScopes {
  readonly shown: readonly string[];
  readonly ticked: readonly string[];
}

/** What changed of the APIs of a machine: texts of `scopeNames`. */
export interface ScopeChange {
  readonly apis: readonly MachineApi[];
  readonly added: readonly string[];
  readonly taken: readonly string[];
}

/**
 * The APIs of a machine after a form: what was ticked anew is added, and what was unticked is taken away. What another
 * member changed meanwhile stays so. A scope that its API does not open now is dropped, and is never added. Throws
 * `machine-no-scope` where nothing would be left.
 */
export function changedScopes(
  before: readonly MachineApi[],
  known: readonly OrganisationApi[],
  { shown, ticked }: TickedScopes,
): ScopeChange {
  const own = scopeNames(before);
  const given = scopeNames(openApis(before, known));
  const wanted = ticked.filter((name) => !shown.includes(name) || given.includes(name));
  const after = scopeNames(known).filter(
    (name) => wanted.includes(name) || (given.includes(name) && !shown.includes(name)),
  );
  if (after.length === 0) throw new Refusal('machine-no-scope');
  return {
    apis: apisOf(after),
    added: after.filter((name) => !own.includes(name)),
    taken: own.filter((name) => !after.includes(name)),
  };
}
