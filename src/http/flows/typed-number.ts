import type { Context } from 'koa';
import type { Identifier, Profile } from '../../domain/account.ts';
import type { Deps } from '../../ports/deps.ts';
import { browserOf } from '../page.ts';

const SEAL = 'typed-number';

/** How long a link to another page carries the number that was typed before. */
const CARRIED_MS = 30 * 60_000;

/** A value of this many characters or more is none of ours. */
const LONGEST = 600;

/** The number of a journey, and its profile. */
interface TypedNumber {
  readonly profile: Profile;
  readonly identifier: Identifier;
}

interface Sealed extends TypedNumber {
  readonly browser: string;
  readonly at: number;
}

type Needs = Pick<Deps, 'tokens' | 'now'>;

const markOf = ({ tokens }: Needs, ctx: Context): string => tokens.csrfToken(browserOf(ctx), SEAL);

/** Encrypts the number of a journey for the address of a link, which can be opened in this browser alone. */
export function sealNumber(deps: Needs, ctx: Context, { profile, identifier }: TypedNumber): string {
  const sealed: Sealed = { profile, identifier, browser: markOf(deps, ctx), at: deps.now().getTime() };
  return deps.tokens.pack(SEAL, sealed);
}

/** The number that a link carries; undefined where it is not ours, of another browser, or older than half an hour. */
export function openNumber(deps: Needs, ctx: Context, packed: unknown): TypedNumber | undefined {
  if (typeof packed !== 'string' || packed === '' || packed.length > LONGEST) return undefined;
  const sealed = deps.tokens.unpack(SEAL, packed) as Sealed | undefined;
  if (!sealed || sealed.browser !== markOf(deps, ctx)) return undefined;
  return deps.now().getTime() - sealed.at < CARRIED_MS ? sealed : undefined;
}
