import type { Scope } from '../../../domain/claims.ts';
import type { LimitId, Reference } from '../../../domain/client-reference.ts';
import type { LifetimeId } from '../../../domain/lifetimes.ts';

type Unit = Reference['limits'][number]['unit'];

/** Referencia: what clients rely on, by version. */
export interface ReferencePages {
  title(version: string): string;
  intro(published: string): string;
  /** Of a version that is not the current one. */
  readonly over: string;
  readonly toCurrent: string;
  readonly heads: Readonly<
    Record<
      'scopes' | 'identityLevels' | 'acrValues' | 'errors' | 'protocolErrors' | 'lifetimes' | 'limits' | 'versions',
      string
    >
  >;
  readonly columns: Readonly<
    Record<'scope' | 'claims' | 'when' | 'code' | 'error' | 'what' | 'amount' | 'version', string>
  >;
  readonly always: string;
  readonly identity: string;
  readonly noClaims: string;
  readonly scopes: Readonly<Record<Scope | 'offline_access', string>>;
  readonly lifetimes: Readonly<Record<LifetimeId, string>>;
  readonly limits: Readonly<Record<LimitId, string>>;
  amount(amount: number, unit: Unit): string;
  within(amount: string, window: string): string;
  version(version: string, published: string): string;
  /** What the guides say of the version for which they are written. */
  guides(version: string): string;
}
