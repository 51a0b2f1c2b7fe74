import type { Email } from './email.ts';
import type { SentLogo } from './logo.ts';
import { type MemberRole, mayActAs } from './member-role.ts';
import { Refusal } from './refusal.ts';
import type { Rut } from './rut.ts';

/** Where a client of an organisation stands, from its draft to its use by everyone. */
export type PortalState = 'borrador' | 'en-revision' | 'certificacion' | 'produccion' | 'suspendida';

export const portalStates: readonly PortalState[] = [
  'borrador',
  'en-revision',
  'certificacion',
  'produccion',
  'suspendida',
];

/** What a member does with a client of the own organisation. */
export type PortalAct =
  | 'see'
  | 'edit'
  | 'newSecret'
  | 'endSecret'
  | 'submit'
  | 'withdraw'
  | 'remove'
  | 'testLogout'
  | 'askProduction'
  /** Of a reviewed client: a change of its data beside what is served, and its steps. */
  | 'revise'
  | 'submitRevision'
  | 'withdrawRevision'
  | 'discardRevision'
  /** Of a reviewed client, at once: its technical contacts, and the institutional one. */
  | 'contacts'
  | 'institution';

/** A scope about a person, and why the client needs it. */
export interface AskedScope {
  readonly scope: string;
  readonly reason: string;
}

/** A person of the organisation who is told what concerns a client. */
export interface PortalContact {
  readonly name: string;
  readonly email: Email;
}

/** How a client proves who it is at the token endpoint. */
export type PortalAuthMethod = 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt' | 'none';

/** What an organisation says of its client. Addresses and keys were judged by the rules of client files. */
export interface PortalClientData {
  readonly name: string;
  readonly home?: string | undefined;
  readonly policyUri?: string | undefined;
  /** Its picture on the pages of a sign-in. */
  readonly logo?: SentLogo | undefined;
  readonly native: boolean;
  readonly redirectUris: readonly string[];
  readonly postLogoutRedirectUris: readonly string[];
  readonly backchannelLogoutUri?: string | undefined;
  readonly authMethod: PortalAuthMethod;
  /** Public keys (RFC 7517), or the address where they are; neither for a client with a secret. */
  readonly jwks?: { readonly keys: readonly Readonly<Record<string, unknown>>[] } | undefined;
  readonly jwksUri?: string | undefined;
  readonly idTokenAlg: 'ES256' | 'RS256';
  /** Always with `openid`, which needs no reason. */
  readonly scopes: readonly AskedScope[];
  readonly purpose: string;
  readonly legalBasis: string;
  readonly technicalContacts: readonly PortalContact[];
  readonly institutionalContact: PortalContact;
}

/** A secret as it is stored: its hash alone. */
export interface PortalSecret {
  /** 1 for the first secret of the client, 2 for the next. */
  readonly number: number;
  /** SHA-256 in hexadecimal; the secret has 256 random bits. */
  readonly hash: string;
  readonly from: Date;
  readonly until: Date;
  /** Days before its end of the last notice about it; undefined before the first one. */
  readonly noticed?: number | undefined;
  /** Whether it was shown in clear: that happens once. */
  readonly shown?: true | undefined;
}

/** Why and when a client was suspended, and the state to which it goes back. */
export interface Suspension {
  readonly before: 'certificacion' | 'produccion';
  readonly reason: string;
  readonly at: Date;
  /** When it ends by itself, where no second person confirms it. */
  readonly until?: Date | undefined;
}

/** A comment of a reviewer on one part of the data. */
export interface ReviewComment {
  readonly field: string;
  readonly text: string;
}

/** Whom SENCE tells what concerns a client; they change without a review. */
export type PortalContacts = Pick<PortalClientData, 'technicalContacts' | 'institutionalContact'>;

/** A revision is written, or waits for its review. */
export type RevisionState = 'borrador' | 'en-revision';

/** What a reviewed client is to be: production goes on with the data of before until two people approve it. */
export interface PortalRevision {
  readonly state: RevisionState;
  /** All that is reviewed, changed or not. */
  readonly data: Omit<PortalClientData, keyof PortalContacts>;
  /** What a reviewer sent back; empty once it is submitted again. */
  readonly comments: readonly ReviewComment[];
}

/** A client that an organisation registered in the portal. */
export interface PortalClient {
  /** A UUID; the client id is `p-` and this. */
  readonly id: string;
  readonly organisation: { readonly rut: Rut; readonly razonSocial: string };
  readonly state: PortalState;
  /** Who shares a `sub` with it: the clients of the organisation; fixed when it is created. */
  readonly sector: string;
  readonly data: PortalClientData;
  /** The data that the last approved review saw: the only data that production serves. */
  readonly reviewed?: PortalClientData | undefined;
  /** A change of reviewed data that is not approved; one at a time. */
  readonly revision?: PortalRevision | undefined;
  readonly secrets: readonly PortalSecret[];
  /** The highest number that a secret of it ever had: none is given twice. */
  readonly lastSecret?: number | undefined;
  /** What a reviewer sent back; empty once it is submitted again. */
  readonly comments: readonly ReviewComment[];
  readonly suspension?: Suspension | undefined;
  readonly createdAt: Date;
  readonly changedAt: Date;
  readonly version: number;
}

const needed: Readonly<Record<PortalAct, MemberRole>> = {
  see: 'mira',
  edit: 'desarrolla',
  newSecret: 'desarrolla',
  endSecret: 'desarrolla',
  submit: 'administra',
  withdraw: 'administra',
  remove: 'administra',
  testLogout: 'desarrolla',
  askProduction: 'administra',
  revise: 'desarrolla',
  submitRevision: 'administra',
  withdrawRevision: 'administra',
  discardRevision: 'administra',
  contacts: 'desarrolla',
  institution: 'administra',
};

const REVIEWED: readonly PortalState[] = ['certificacion', 'produccion'];
const HAS_CONTACTS: readonly PortalState[] = [...REVIEWED, 'suspendida'];

const possible: Readonly<Record<PortalAct, readonly PortalState[]>> = {
  see: portalStates,
  edit: ['borrador'],
  newSecret: ['borrador', 'en-revision', 'certificacion', 'produccion'],
  endSecret: portalStates,
  submit: ['borrador'],
  withdraw: ['en-revision', 'certificacion'],
  remove: ['borrador'],
  testLogout: ['borrador', 'certificacion', 'produccion'],
  askProduction: ['certificacion'],
  revise: REVIEWED,
  submitRevision: REVIEWED,
  withdrawRevision: REVIEWED,
  discardRevision: REVIEWED,
  contacts: HAS_CONTACTS,
  institution: HAS_CONTACTS,
};

/** In which state of the revision its steps are possible; `undefined` is a client without one. */
const ofRevision: Readonly<Partial<Record<PortalAct, readonly (RevisionState | undefined)[]>>> = {
  revise: [undefined, 'borrador'],
  submitRevision: ['borrador'],
  withdrawRevision: ['en-revision'],
  discardRevision: ['borrador'],
};

const isPossible = (act: PortalAct, state: PortalState, revision: RevisionState | undefined): boolean =>
  possible[act].includes(state) && (ofRevision[act]?.includes(revision) ?? true);

const next: Readonly<Record<PortalState, readonly PortalState[]>> = {
  borrador: ['en-revision'],
  'en-revision': ['borrador', 'certificacion'],
  certificacion: ['borrador', 'produccion', 'suspendida'],
  produccion: ['suspendida'],
  suspendida: ['certificacion', 'produccion'],
};

/** Whether a role may do this with a client in this state, whose revision is in that one. */
export const mayDo = (
  act: PortalAct,
  role: MemberRole | undefined,
  state: PortalState,
  revision?: RevisionState,
): boolean => mayActAs(role, needed[act]) && isPossible(act, state, revision);

/** Whether who administers may do something with a client in this state that no lower role may. */
export const isAdministered = (state: PortalState): boolean =>
  Object.entries(needed).some(([act, role]) => role === 'administra' && possible[act as PortalAct].includes(state));

/** Whether a role may do this in any state. */
export const roleMay = (act: PortalAct, role: MemberRole | undefined): boolean => mayActAs(role, needed[act]);

/** What two people reviewed is changed by another review alone. */
export const isReviewed = (state: PortalState): boolean => REVIEWED.includes(state);

/**
 * Throws `portal-role` for a role that may not do this, `portal-served` for an edit of a reviewed client, and
 * `portal-state` where the state of the client or of its revision excludes it.
 */
export function assertMayDo(
  act: PortalAct,
  role: MemberRole | undefined,
  { state, revision }: Pick<PortalClient, 'state' | 'revision'>,
): void {
  if (!roleMay(act, role)) throw new Refusal('portal-role');
  if (act === 'edit' && isReviewed(state)) throw new Refusal('portal-served');
  if (!isPossible(act, state, revision?.state)) throw new Refusal('portal-state');
}

/** The state to which a client moves; throws `portal-state` where none leads there. */
export function moved(from: PortalState, to: PortalState): PortalState {
  if (!next[from].includes(to)) throw new Refusal('portal-state');
  return to;
}

/** The client id of a client of the portal. */
export const portalClientId = (id: string): string => `p-${id}`;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a text is the id of a client of the portal. */
export const isPortalId = (text: string): boolean => UUID.test(text);

/** The id in a client id; undefined for a client that no portal made. */
export function idOfPortalClient(clientId: string): string | undefined {
  const id = clientId.startsWith('p-') ? clientId.slice(2) : '';
  return isPortalId(id) ? id : undefined;
}

/** The sector of an organisation's clients. */
export const sectorOf = (rut: Rut): string => `rut-${rut.toLowerCase()}`;

/** Whether a client proves itself by a secret. */
export const usesSecret = ({ authMethod }: Pick<PortalClientData, 'authMethod'>): boolean =>
  authMethod === 'client_secret_basic' || authMethod === 'client_secret_post';

/** What a client is once its revision is approved, with the contacts of now; its data where it has none. */
export function revisedData({ data, revision }: Pick<PortalClient, 'data' | 'revision'>): PortalClientData {
  const { technicalContacts, institutionalContact } = data;
  return revision ? { ...revision.data, technicalContacts, institutionalContact } : data;
}

/** Whether it has secrets, or will once its revision is approved: the first one is made before. */
export const mayHaveSecret = (client: Pick<PortalClient, 'data' | 'revision'>): boolean =>
  usesSecret(client.data) || usesSecret(revisedData(client));

/** A client with this revision, or with none; a secret for which neither its data nor the revision has a use ends. */
export const withRevision = ({ data, secrets }: Pick<PortalClient, 'data' | 'secrets'>, revision?: PortalRevision) => ({
  data,
  revision,
  secrets: mayHaveSecret({ data, revision }) ? secrets : [],
});

/**
 * What the provider serves of a client: in a sandbox its data at once, with a revision of them; in production the reviewed
 * data alone. Undefined for one that is not served. A suspended one is served so that people get the page that says so.
 */
export function servedData(client: PortalClient, sandbox: boolean): PortalClientData | undefined {
  if (sandbox) return revisedData(client);
  return client.state === 'borrador' || client.state === 'en-revision' ? undefined : client.reviewed;
}

/** Files of logos that the data of a client names; every other logo of it is not needed any more. */
export const logoFilesOf = ({
  data,
  reviewed,
  revision,
}: Pick<PortalClient, 'data' | 'reviewed' | 'revision'>): ReadonlySet<string> =>
  new Set([data, reviewed, revision?.data].flatMap((one) => one?.logo?.file ?? []));
