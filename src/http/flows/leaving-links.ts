import type { Context } from 'koa';
import type { Profile } from '../../domain/account.ts';
import type { JourneyOrigin } from '../../domain/journey-origin.ts';
import type { RefusalText } from '../../locales/locale.ts';
import type { Deps } from '../../ports/deps.ts';
import { originTyped, sealOrigin, seenHere, withOrigin } from './journey-origin.ts';

/** Journeys to which pages link; each but the last has a page for each profile. */
const journeys: ReadonlySet<string> = new Set(['registro', 'recuperar', 'cambiar', 'actualizar']);
const CONTEST = 'alguien-registro-mi-rut';

/** Profile and number of the page that is left; a person's profile if the page has none. */
export interface Typed {
  readonly perfil: string;
  readonly rut: string;
}

const profileIn = (typed: string | undefined, journey: string): Profile => {
  // A facilitador does not register: the company asks.
  if (typed === 'facilitador') return journey === 'registro' ? 'natural' : typed;
  return typed === 'juridica' || typed === 'migrante' ? typed : 'natural';
};

/** What may be a number, as it was typed; a longer text is none, and is not kept. */
export const numberIn = (typed: string): string => (typed.length > 40 ? '' : typed);

/** Adds profile and origin to a link to a journey; every other address stays unchanged. */
export type Leaves = (path: string) => string;

/**
 * The only way in which links carry the origin: to the page of the profile, with the number, sealed. If no client is
 * known they stay unchanged. A number that was typed in another browser, which a page's address may contain, is not
 * included.
 */
export function leavingLinks(
  deps: Deps,
  ctx: Context,
  origin: JourneyOrigin | undefined,
  typed: Typed = { perfil: '', rut: '' },
): Leaves {
  if (!origin) return (path) => path;
  const identifier = numberIn(typed.rut) || seenHere(deps, ctx, origin).identifier;
  return (path) => {
    const [bare = '', query] = path.split('?');
    const [, journey = '', of] = bare.split('/');
    if (journey !== CONTEST && !journeys.has(journey)) return path;
    const profile = profileIn(of ?? typed.perfil, journey);
    const sealed = sealOrigin(deps, originTyped(deps, ctx, origin, { profile, identifier }));
    const whole = journey === CONTEST ? bare : `/${journey}/${profile}`;
    return withOrigin(query ? `${whole}?${query}` : whole, sealed);
  };
}

/** The ways on of a refusal, with the links that lead to a journey. */
export const leavingBy = (
  leaves: Leaves,
  { solution, ...refusal }: Omit<RefusalText, 'text'>,
): Omit<RefusalText, 'text'> => ({
  ...refusal,
  ...(solution ? { solution: solution.map((link) => ({ ...link, href: leaves(link.href) })) } : {}),
});
