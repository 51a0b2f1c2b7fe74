import { reachableAcrValues } from './acr-values.ts';
import { authorizationErrors, protocolErrors } from './authorization-errors.ts';
import { claims, saysWho } from './claims.ts';
import { identityLevels } from './identity-level.ts';
import { lifetimes } from './lifetimes.ts';
import { LOGO_BYTES, LOGO_SIDES } from './logo.ts';
import { portalScopes } from './portal-scopes.ts';
import { MOST_SECRETS, NOTICE_DAYS } from './portal-secret.ts';
import { rateLimits } from './throttle.ts';
import type { Day } from './working-days.ts';

/** Where the current reference is; an earlier version is below it, by its number. */
export const REFERENCE_PATH = '/desarrolladores/referencia';

/**
 * Versions of the reference, the current one first. What clients rely on changed: add a row, run `npm run reference`, and
 * add a change of that day to changes.ts.
 */
export const referenceVersions: readonly [ReferenceVersion, ...ReferenceVersion[]] = [
  { version: '1', published: '2026-11-30' as string as Day },
];

export interface ReferenceVersion {
  readonly version: string;
  readonly published: Day;
}

/** A number that clients rely on, in its unit. */
interface Amount {
  readonly id: string;
  readonly amount: number;
  readonly unit: 'seconds' | 'times' | 'bytes' | 'pixels' | 'days';
  /** Of a bound in a window: how long the window is. */
  readonly within?: number;
}

/** What clients rely on, as data: it is stored with each version, and shown by one page. */
export interface Reference {
  readonly scopes: readonly {
    readonly scope: string;
    readonly claims: readonly string[];
    /** Whether it is released only to a client whose least identity the person reaches. */
    readonly identity: boolean;
  }[];
  readonly identityLevels: readonly string[];
  readonly acrValues: readonly string[];
  /** Our codes with the error of the standard that has them. */
  readonly errors: readonly { readonly code: string; readonly error: string }[];
  readonly protocolErrors: readonly string[];
  readonly lifetimes: readonly Amount[];
  readonly limits: readonly (Amount & { readonly id: LimitId })[];
}

/** The reference of this code, from the tables by which it runs. */
export const currentReference = (): Reference => ({
  scopes: [...scopesWithClaims(), { scope: 'offline_access', claims: [], identity: false }],
  identityLevels: [...identityLevels],
  acrValues: [...reachableAcrValues()],
  errors: Object.entries(authorizationErrors).map(([code, { error }]) => ({ code, error })),
  protocolErrors: [...protocolErrors],
  lifetimes: Object.entries(lifetimes).map(([id, amount]) => ({ id, amount, unit: 'seconds' })),
  limits: limits(),
});

const scopesWithClaims = (): Reference['scopes'] =>
  Object.entries(claims)
    .filter(([scope]) => scope === 'openid' || portalScopes.some((one) => one === scope))
    .map(([scope, known]) => ({ scope, claims: [...known], identity: saysWho(scope) }));

/** Bounds of requests that concern clients (docs/clients.md, docs/sandbox.md). */
const bounds = ['clientAuthFailures', 'begunByPublicClient', 'documentsByNetwork', 'documentsByHost'] as const;

const limits = (): Reference['limits'] => [
  ...bounds.map((id) => ({
    id,
    amount: rateLimits[id].limit,
    unit: 'times' as const,
    within: rateLimits[id].seconds,
  })),
  { id: 'secretsAtATime', amount: MOST_SECRETS, unit: 'times' },
  { id: 'secretFirstNotice', amount: Math.max(...NOTICE_DAYS), unit: 'days' },
  { id: 'secretLastNotice', amount: Math.min(...NOTICE_DAYS), unit: 'days' },
  { id: 'logoBytes', amount: LOGO_BYTES, unit: 'bytes' },
  { id: 'logoLeastSide', amount: LOGO_SIDES.least, unit: 'pixels' },
  { id: 'logoMostSide', amount: LOGO_SIDES.most, unit: 'pixels' },
];

/** Ids of the limits, for their words. */
export type LimitId =
  | (typeof bounds)[number]
  | 'secretsAtATime'
  | 'secretFirstNotice'
  | 'secretLastNotice'
  | 'logoBytes'
  | 'logoLeastSide'
  | 'logoMostSide';
