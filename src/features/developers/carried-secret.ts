import type { Here } from '../../account/who-is-in.ts';
import type { Deps } from '../../ports/deps.ts';

const MINUTES = 10;

/** A new secret on its way to the page that shows it, and whose it is. */
export interface NewSecret {
  readonly id: string;
  readonly number: number;
  readonly secret: string;
}

interface Carried extends NewSecret {
  readonly session: string;
  /** When it was made, in milliseconds. */
  readonly at: number;
}

type Needs = Pick<Deps, 'tokens' | 'now'>;
type Who = Pick<Here, 'session'>;

/** The query of the page with a new secret, which is sealed in it for this session alone. */
export function sealSecret({ tokens, now }: Needs, purpose: string, { session }: Who, made: NewSecret): string {
  const carried: Carried = { ...made, session: session.id, at: now().getTime() };
  return String(new URLSearchParams({ boleto: tokens.pack(purpose, carried) }));
}

/** The secret in a query; undefined for another session, another owner (`id`), or after ten minutes. */
export function openSecret(
  { tokens, now }: Needs,
  purpose: string,
  { session }: Who,
  { id, sealed }: { readonly id: string; readonly sealed: unknown },
): NewSecret | undefined {
  const carried = tokens.unpack(purpose, String(sealed ?? '')) as Carried | undefined;
  const own = carried?.session === session.id && carried.id === id;
  return own && now().getTime() - carried.at < MINUTES * 60_000 ? carried : undefined;
}
