import type { Context } from 'koa';
import { aboutTyped } from '../about-account.ts';
import { csrfToken } from '../browser.ts';
import { type Form, text } from '../form.ts';
import { numberTyped } from '../forms/identifier-fields.ts';
import { redrawOf } from '../forms/redraw.ts';
import { showAgain, type Wrong } from '../forms/show-again.ts';
import { typedRut } from '../forms/typed-rut.ts';
import { keepProfile } from '../last-profile.ts';
import { browserOf, seeOther, show } from '../page.ts';
import { type Profile, type Stored, titlesOf } from './flow.ts';
import { keepJourneyOrigin } from './journey-cookie.ts';
import { continueIn, ORIGIN, originIn, originTyped, sealOrigin } from './journey-origin.ts';
import { leavingLinks } from './leaving-links.ts';
import { type Again, type At, againWith, asksMail, drawCaptcha, readOwnForm, wrongOf } from './page-parts.ts';

/** Accepts the first page, and redirects to the address of the journey that began. */
export async function begin<S extends Stored, Step extends string>(
  at: At<S, Step>,
  ctx: Context,
  profile: Profile,
): Promise<void> {
  const { deps, flow } = at;
  const form = await readOwnForm(at, ctx);
  const again = (wrong: Partial<Wrong>) =>
    showBegin(at, ctx, profile, againWith(flow.first.valuesOf(form), wrong, form));
  const redraw = redrawOf(ctx, form);
  if (redraw) return again(redraw);
  const where = { fieldOf: { ...flow.fieldOf, 'person-unknown': 'rut' }, first: 'rut' };
  await showAgain(ctx, where, again, async () => {
    const first = asksMail(form) ? flow.first.beginByMail : flow.first.begin;
    const address = await aboutTyped(ctx, numberTyped(profile, form), () => first(deps, ctx, profile, form));
    await keepWhereFrom(at, ctx, { profile, address, form });
    seeOther(ctx, address);
  });
}

/**
 * The journey that began remembers the client; the sign-in that was left, in this browser, profile and number; and any
 * other sign-in here the profile.
 */
async function keepWhereFrom<S extends Stored, Step extends string>(
  { deps, flow }: At<S, Step>,
  ctx: Context,
  { profile, address, form }: { readonly profile: Profile; readonly address: string; readonly form: Form },
): Promise<void> {
  keepProfile(deps, ctx, profile);
  const from = originIn(deps, ctx, text(form, ORIGIN));
  if (!from) return;
  const origin = originTyped(deps, ctx, from, { profile, identifier: typedRut(text(form, 'rut')) });
  const id = address.split('/').at(-1) ?? '';
  await flow.stored(deps).journeys.change(id, browserOf(ctx), (latest) => ({ ...latest, origin }));
  for (const path of [address, `/ingresar/${origin.uid}`]) keepJourneyOrigin(deps, ctx, path, origin);
}

/** The first page, filled in from the sign-in that led here. */
export async function showBegin<S extends Stored, Step extends string>(
  { deps, flow }: At<S, Step>,
  ctx: Context,
  profile: Profile,
  again: Again,
): Promise<void> {
  const asked = deps.policy.captchaFirst || flow.first.captcha;
  const captcha = asked ? await drawCaptcha(deps, ctx, flow.name, again) : undefined;
  const origin = originIn(deps, ctx, again.origin);
  const values = again.values ?? { rut: origin?.identifier ?? '' };
  const leaves = leavingLinks(deps, ctx, origin, { perfil: profile, rut: values.rut ?? '' });
  show(ctx, `${flow.views}/begin`, {
    title: titlesOf(flow, ctx).profiles[profile],
    // Back to the page where it began.
    back: continueIn(deps, origin)?.href ?? '/',
    profile,
    values,
    formAction: `${flow.prefix}/${profile}`,
    csrfToken: csrfToken(deps, ctx, flow.name),
    captcha,
    origen: origin && sealOrigin(deps, origin),
    leaves,
    ...wrongOf(again, leaves),
    step: flow.first.place(deps),
  });
}
