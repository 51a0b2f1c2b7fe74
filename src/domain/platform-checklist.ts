import { isEncryptedOrLocal } from './loopback.ts';
import { type PortalClientData, usesSecret } from './portal-client.ts';

/** What a client fulfils before production, in the order of the list. */
export const checkPoints = ['https', 'redirects', 'logout', 'pkce', 'state', 'nonce', 'errors'] as const;
export type CheckPoint = (typeof checkPoints)[number];

/** Points that are read from the requests of the client. */
export const trafficPoints = ['pkce', 'state', 'nonce'] as const satisfies readonly CheckPoint[];
export type TrafficPoint = (typeof trafficPoints)[number];

/** Whether a point is fulfilled; `sin-comprobar` where the portal has no way to verify it, which stops nothing. */
export type CheckState = 'cumplido' | 'falta' | 'sin-comprobar';

/** The last request that had a parameter, and the last one that lacked it. */
export interface SeenInTraffic {
  readonly seen?: Date | undefined;
  readonly lacked?: Date | undefined;
}

/** How a receiver of logout tokens answered the test: the same address was called with a right token and a forged one. */
export const logoutResults = ['aceptado', 'sesion-desconocida', 'acepta-falsos', 'rechazado', 'sin-respuesta'] as const;
export type LogoutResult = (typeof logoutResults)[number];

/** A test of the receiver. */
export interface LogoutTest {
  readonly at: Date;
  /** The address that was called. */
  readonly uri: string;
  readonly result: LogoutResult;
}

/** What the server saw of a client. */
export interface CheckMarks extends Readonly<Partial<Record<TrafficPoint, SeenInTraffic>>> {
  /** An error that was given to the client, and the first sign-in at it that succeeded afterwards. */
  readonly failed?: Date | undefined;
  readonly recovered?: Date | undefined;
  readonly logout?: LogoutTest | undefined;
  /** The last approved change that opened points again: when, and the parts of the data that changed. */
  readonly reopened?: { readonly at: Date; readonly fields: readonly string[] } | undefined;
}

/** A point with its state, when it was seen, and how. */
export interface CheckedPoint {
  readonly point: CheckPoint;
  readonly state: CheckState;
  readonly at?: Date | undefined;
  /** Of the test of logout. */
  readonly result?: LogoutResult | undefined;
}

/** After so many minutes a sign-in says nothing any more about how the error before it was handled. */
export const RECOVERED_MINUTES = 30;

/** Each point of the list for these data and marks. */
export const checklistOf = (data: PortalClientData, marks: CheckMarks): readonly CheckedPoint[] =>
  checkPoints.map((point) => Object.assign({ point }, judge[point](data, marks)));

/** Whether nothing is missing. */
export const isWhole = (points: readonly CheckedPoint[]): boolean => points.every(({ state }) => state !== 'falta');

type Judged = Omit<CheckedPoint, 'point'>;
type Judge = (data: PortalClientData, marks: CheckMarks) => Judged;

const given = (fulfilled: boolean): Judged => ({ state: fulfilled ? 'cumplido' : 'falta' });

const inTraffic =
  (point: TrafficPoint): Judge =>
  (_, marks) => {
    const { seen, lacked } = marks[point] ?? {};
    return { state: seen && !(lacked && lacked > seen) ? 'cumplido' : 'falta', at: seen };
  };

const judge: Readonly<Record<CheckPoint, Judge>> = {
  https: (data) => given(addressesOf(data).every((uri) => isProtected(uri, data.native))),
  redirects: ({ redirectUris }) => given(redirectUris.length > 0 && redirectUris.every(isExact)),
  logout: judgeLogout,
  pkce: inTraffic('pkce'),
  state: inTraffic('state'),
  nonce: inTraffic('nonce'),
  errors: (_, { failed, recovered }) => ({
    state: recovered ? 'cumplido' : 'falta',
    at: recovered ?? failed,
  }),
};

/** Every address that a client names. */
export const addressesOf = (data: PortalClientData): readonly string[] => [
  ...data.redirectUris,
  ...data.postLogoutRedirectUris,
  ...[data.backchannelLogoutUri, data.jwksUri, data.home, data.policyUri].filter((uri) => uri !== undefined),
];

/**
 * An app on a device returns to its own scheme or to the loopback interface (RFC 8252, 7). Of a web client only a sandbox
 * takes an address of this machine at all.
 */
function isProtected(uri: string, native: boolean): boolean {
  const url = URL.parse(uri);
  return native || (url !== null && isEncryptedOrLocal(url));
}

/** Compared as a whole by the server (RFC 9700, 2.1): no pattern, no fragment. */
const isExact = (uri: string): boolean => !/[*#]/.test(uri);

/** A client without a server of its own has no receiver. */
function judgeLogout(data: PortalClientData, { logout }: CheckMarks): Judged {
  const { backchannelLogoutUri: uri, authMethod } = data;
  if (!uri) return { state: usesSecret(data) || authMethod === 'private_key_jwt' ? 'falta' : 'sin-comprobar' };
  if (!logout || logout.uri !== uri) return { state: 'falta' };
  const { at, result } = logout;
  return { state: result === 'aceptado' || result === 'sesion-desconocida' ? 'cumplido' : 'falta', at, result };
}

/** What a request to sign in had. */
export type RequestSeen = Readonly<Record<TrafficPoint, boolean>>;

/**
 * The marks after a sign-in at a client; undefined where they tell nothing new, so that a busy client writes nothing. A
 * sign-in that follows an error within half an hour shows that the client goes on after one.
 */
export function withSignIn(marks: CheckMarks, request: RequestSeen, at: Date): CheckMarks | undefined {
  const turned = trafficPoints.filter((point) => request[point] !== isSeen(marks[point]));
  const { failed, recovered } = marks;
  const recovers = failed && !recovered && at.getTime() - failed.getTime() <= RECOVERED_MINUTES * 60_000;
  if (turned.length === 0 && !recovers) return undefined;
  const changed = turned.map((point) => [point, { ...marks[point], [request[point] ? 'seen' : 'lacked']: at }]);
  return { ...marks, ...Object.fromEntries(changed), ...(recovers ? { recovered: at } : {}) };
}

/** The last request of all had it; undefined before the first. */
function isSeen(mark: SeenInTraffic | undefined): boolean | undefined {
  const { seen, lacked } = mark ?? {};
  if (!seen && !lacked) return undefined;
  return seen !== undefined && !(lacked && lacked > seen);
}

/** The marks after an error that the client got; undefined once it is known that it handles one, and soon after another. */
export function withError(marks: CheckMarks, at: Date): CheckMarks | undefined {
  const { failed, recovered } = marks;
  if (recovered || (failed && at.getTime() - failed.getTime() < 60_000)) return undefined;
  return { ...marks, failed: at };
}
