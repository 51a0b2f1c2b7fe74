import type { Context } from 'koa';
import type { World } from '../../ports/world.ts';
import { type Form, text } from '../form.ts';
import { originTyped, sealOrigin, withOrigin } from '../journey-origin.ts';
import { seeOther } from '../page.ts';
import { typedRut } from '../typed-rut.ts';
import type { Words } from '../words/said.ts';
import type { Interaction } from './interaction.ts';

/** Journeys outside a sign-in to which its pages lead; each but the last has a page for each profile. */
const journeys: ReadonlySet<string> = new Set(['registro', 'recuperar', 'cambiar', 'actualizar']);
const CONTEST = 'alguien-registro-mi-rut';

/** What the buttons of the form that leave a sign-in say in `accion`, and the journey that each leads to. */
const exits: Readonly<Record<string, string>> = {
  recuperar: '/recuperar',
  'registro-natural': '/registro/natural',
  'registro-juridica': '/registro/juridica',
  'registro-migrante': '/registro/migrante',
};

/** Profile and number of the page that is left; the profile is a person's where the page has none. */
export interface Typed {
  readonly perfil: string;
  readonly rut: string;
}

type Profile = 'natural' | 'juridica' | 'migrante';

const profileIn = (typed: string | undefined): Profile =>
  typed === 'juridica' || typed === 'migrante' ? typed : 'natural';

/** What may be a number, as it was typed; whatever is longer is none, and not kept. */
export const numberIn = (typed: string): string => (typed.length > 40 ? '' : typed);

/** Gives a link that leaves a sign-in its profile and origin; the address of no journey stays as it is. */
export type Leaves = (path: string) => string;

/** The one way in which links leave a sign-in: with the profile and number that stand in its page, sealed. */
export function leavingLinks(
  world: World,
  ctx: Context,
  { client: { clientId }, platform: { name: platform }, uid }: Interaction,
  typed: Typed = { perfil: '', rut: '' },
): Leaves {
  const origin = { clientId, platform, uid, at: world.now().toISOString() };
  const identifier = numberIn(typed.rut) || undefined;
  return (path) => {
    const [, journey = '', of] = path.split('/');
    if (journey === CONTEST) return withOrigin(path, sealOrigin(world, origin));
    if (!journeys.has(journey)) return path;
    const profile = profileIn(of ?? typed.perfil);
    const sealed = sealOrigin(world, originTyped(world, ctx, origin, { profile, identifier }));
    return withOrigin(`/${journey}/${profile}`, sealed);
  };
}

/** The ways on of a refusal, with the links that leave the sign-in. */
export const leavingBy = (leaves: Leaves, { solution, ...refusal }: Omit<Words, 'text'>): Omit<Words, 'text'> => ({
  ...refusal,
  ...(solution ? { solution: solution.map((link) => ({ ...link, href: leaves(link.href) })) } : {}),
});

/** Takes a button of the form that leaves the sign-in: no key is read. Whether it was one. */
export function leave(world: World, ctx: Context, interaction: Interaction, form: Form): boolean {
  const path = exits[text(form, 'accion')];
  if (path === undefined) return false;
  const typed = { perfil: text(form, 'perfil'), rut: typedRut(text(form, 'rut')) };
  seeOther(ctx, leavingLinks(world, ctx, interaction, typed)(path));
  return true;
}
