import type { Context } from 'koa';
import type { Deps } from '../../ports/deps.ts';
import type { AskingClient } from './asking-client.ts';

type Needs = Pick<Deps, 'tokens' | 'issuer'>;

const PURPOSE = 'sign-in-origin';
const COOKIE = 'cs_origen';
/** Longer than any sign-in is open: a user who returns to its pages later starts again from the client. */
const LIFE_MS = 3 * 3_600_000;

/** What a browser keeps of a sign-in that it opened. */
export interface Origin {
  readonly platform: AskingClient;
  /** How its step ended: a code was issued, the client got an error, or another step followed. */
  readonly ended?: 'in' | 'over' | 'next' | undefined;
  /** Uid of the step that followed. */
  readonly next?: string | undefined;
  /** What was typed in this browser before the page was left: its tab and numbers, to be filled in again. */
  readonly typed?: TypedThere | undefined;
}

/** Fields of the page of the key, as they were typed; never a key. */
interface TypedThere {
  readonly perfil?: string | undefined;
  readonly rut?: string | undefined;
  readonly rut_representante?: string | undefined;
}

/**
 * Keeps the origin of a browser in the sign-in at its address: sealed, at that address only, without a database row.
 * Once for each sign-in while it is open, so that no two answers of one differ by it.
 */
export function keepOrigin(deps: Needs, ctx: Context, uid: string, client: AskingClient): void {
  if (!originOf(deps, ctx, uid)) writeOrigin(deps, ctx, uid, { platform: client });
}

/** Keeps what the page of the key shows filled in when it is next requested, in this browser alone. */
export function keepTyped(
  deps: Needs,
  ctx: Context,
  { uid, askingClient }: { readonly uid: string; readonly askingClient: AskingClient },
  typed: TypedThere,
): void {
  writeOrigin(deps, ctx, uid, { ...(originOf(deps, ctx, uid) ?? { platform: askingClient }), typed });
}

/** Keeps how the step of a sign-in ended, at whatever address. */
export function writeOrigin({ tokens, issuer }: Needs, ctx: Context, uid: string, origin: Origin): void {
  const sealed = tokens.pack(PURPOSE, { uid, ...origin });
  const secure = issuer.startsWith('https:');
  const place = { path: `/ingresar/${uid}`, maxAge: LIFE_MS, signed: false };
  ctx.cookies.set(COOKIE, sealed, { httpOnly: true, sameSite: 'lax', secure, ...place });
}

/** What is kept of a sign-in; undefined where this browser never opened its pages. */
export function originOf({ tokens }: Needs, ctx: Context, uid: string): Origin | undefined {
  const sealed = ctx.cookies.get(COOKIE, { signed: false });
  const kept = sealed ? (tokens.unpack(PURPOSE, sealed) as ({ uid: string } & Origin) | undefined) : undefined;
  return kept?.uid === uid ? kept : undefined;
}
