import type { Context } from 'koa';
import type { Deps } from '../../ports/deps.ts';
import { csrfToken } from '../browser.ts';
import { text } from '../form.ts';
import { redrawOf } from '../forms/redraw.ts';
import { showAgain, type Wrong } from '../forms/show-again.ts';
import { browserOf, seeOther, show } from '../page.ts';
import { termOf } from '../words/term.ts';
import { journeyOriginAt } from './journey-cookie.ts';
import { continueIn } from './journey-origin.ts';
import { leavingLinks } from './leaving-links.ts';
import type { Profile, SteppedJourney, Stored } from './stepped-journey.ts';
import { type Again, type At, againWith, asksMail, captchaFor, readOwnForm, wrongOf } from './stepped-parts.ts';

/** Takes the form of a step, and leads to the same address, which shows what comes next. */
export async function takeStep<S extends Stored, Step extends string>(
  at: At<S, Step>,
  ctx: Context,
  profile: Profile,
): Promise<void> {
  const { deps, kind } = at;
  const form = await readOwnForm(at, ctx);
  const of = { id: String(ctx.params.id), browser: browserOf(ctx) };
  const journey = await kind.journeys(deps).find(of.id, of.browser);
  const step = journey?.profile === profile ? kind.next(journey) : undefined;
  // Another tab went on, or the journey ran out: the page shows where the person does stand.
  if (!journey || !step || text(form, 'paso') !== step) return seeOther(ctx, ctx.path);
  const again = (wrong: Partial<Wrong>) => showStep(at, ctx, profile, againWith(kind.valuesOf(form), wrong, form));
  const redraw = redrawOf(ctx, form);
  if (redraw) return again(redraw);
  await showAgain(ctx, { fieldOf: kind.fieldOf, first: 'contenido' }, again, async () => {
    const byMail = step !== kind.settled && asksMail(form);
    await (byMail ? kind.goOnByMail : kind.take)(deps, ctx, { of, journey, step, form });
    seeOther(ctx, ctx.path);
  });
}

/** The dispatcher: whatever is known when the page is asked for decides which page it is. */
export async function showStep<S extends Stored, Step extends string>(
  { deps, kind }: At<S, Step>,
  ctx: Context,
  profile: Profile,
  again: Again,
): Promise<void> {
  const [id, browser] = [String(ctx.params.id), browserOf(ctx)];
  const journey = await kind.journeys(deps).find(id, browser);
  const step = journey?.profile === profile ? kind.next(journey) : undefined;
  // The other tab, or the first of two clicks, was quicker: what it did is told, not what this one missed.
  if (step && step === kind.settled && again.wrong?.errors) return seeOther(ctx, ctx.path);
  const locals = journey && step ? await kind.stepLocals(deps, ctx, journey, step) : undefined;
  if (!journey || !step || !locals) return showOver(deps, kind, ctx, profile);
  const captcha = kind.captcha(deps, journey, step) ? await captchaFor(deps, ctx, kind.name, again) : undefined;
  const form = { formAction: ctx.path, csrfToken: csrfToken(deps, ctx, kind.name), paso: step, captcha };
  const ends = await kind.journeys(deps).prolong(id, browser);
  const leaves = leavingLinks(deps, ctx, journey.origin, { perfil: profile, rut: '' });
  show(ctx, `${kind.views}/${step}`, {
    ends: ends && termOf(ends, deps.now()),
    title: kind.titles[profile],
    back: leaves(`${kind.prefix}/${profile}`),
    profile,
    values: {},
    leaves,
    ...form,
    ...wrongOf(again, leaves),
    ...locals,
    ...(again.values ? { values: again.values } : {}),
    continuar: continueIn(deps, journey.origin),
  });
}

function showOver(
  deps: Deps,
  kind: Pick<SteppedJourney<Stored, string>, 'views' | 'prefix' | 'overTitle'>,
  ctx: Context,
  profile: Profile,
): void {
  const origin = journeyOriginAt(deps, ctx);
  const leaves = leavingLinks(deps, ctx, origin, { perfil: profile, rut: '' });
  show(ctx, `${kind.views}/over`, {
    title: kind.overTitle,
    back: '/',
    leaves,
    again: leaves(`${kind.prefix}/${profile}`),
    continuar: continueIn(deps, origin),
  });
}
