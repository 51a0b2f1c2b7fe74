import type { Context } from 'koa';
import type { World } from '../../ports/world.ts';
import { formToken } from '../browser.ts';
import { text } from '../form.ts';
import { redrawOf } from '../forms/redraw.ts';
import { showAgain, type Wrong } from '../forms/show-again.ts';
import { browserOf, seeOther, show } from '../page.ts';
import { termOf } from '../words/term.ts';
import { journeyOriginAt } from './journey-cookie.ts';
import { continueIn } from './journey-origin.ts';
import { leavingLinks } from './leaving-links.ts';
import type { Profile, SteppedJourney, Stored } from './stepped-journey.ts';
import { type Again, type At, againWith, asksMail, lettersFor, readOwnForm, wrongOf } from './stepped-parts.ts';

/** Takes the form of a step, and leads to the same address, which shows what comes next. */
export async function takeStep<S extends Stored, Step extends string>(
  at: At<S, Step>,
  ctx: Context,
  profile: Profile,
): Promise<void> {
  const { world, kind } = at;
  const form = await readOwnForm(at, ctx);
  const of = { id: String(ctx.params.id), browser: browserOf(ctx) };
  const journey = await kind.journeys(world).find(of.id, of.browser);
  const step = journey?.profile === profile ? kind.next(journey) : undefined;
  // Another tab went on, or the journey ran out: the page shows where the person does stand.
  if (!journey || !step || text(form, 'paso') !== step) return seeOther(ctx, ctx.path);
  const again = (wrong: Partial<Wrong>) => showStep(at, ctx, profile, againWith(kind.valuesOf(form), wrong, form));
  const redraw = redrawOf(ctx, form);
  if (redraw) return again(redraw);
  await showAgain(ctx, { fieldOf: kind.fieldOf, first: 'contenido' }, again, async () => {
    const byMail = step !== kind.settled && asksMail(form);
    await (byMail ? kind.goOnByMail : kind.take)(world, ctx, { of, journey, step, form });
    seeOther(ctx, ctx.path);
  });
}

/** The dispatcher: whatever is known when the page is asked for decides which page it is. */
export async function showStep<S extends Stored, Step extends string>(
  { world, kind }: At<S, Step>,
  ctx: Context,
  profile: Profile,
  again: Again,
): Promise<void> {
  const [id, browser] = [String(ctx.params.id), browserOf(ctx)];
  const journey = await kind.journeys(world).find(id, browser);
  const step = journey?.profile === profile ? kind.next(journey) : undefined;
  // The other tab, or the first of two clicks, was quicker: what it did is told, not what this one missed.
  if (step && step === kind.settled && again.wrong?.errors) return seeOther(ctx, ctx.path);
  const locals = journey && step ? await kind.stepLocals(world, ctx, journey, step) : undefined;
  if (!journey || !step || !locals) return showOver(world, kind, ctx, profile);
  const captcha = kind.letters(world, journey, step) ? await lettersFor(world, ctx, kind.name, again) : undefined;
  const form = { formAction: ctx.path, formToken: formToken(world, ctx, kind.name), paso: step, captcha };
  const ends = await kind.journeys(world).prolong(id, browser);
  const leaves = leavingLinks(world, ctx, journey.origin, { perfil: profile, rut: '' });
  show(ctx, `${kind.views}/${step}`, {
    ends: ends && termOf(ends, world.now()),
    title: kind.titles[profile],
    back: leaves(`${kind.prefix}/${profile}`),
    profile,
    values: {},
    leaves,
    ...form,
    ...wrongOf(again, leaves),
    ...locals,
    ...(again.values ? { values: again.values } : {}),
    continuar: continueIn(world, journey.origin),
  });
}

function showOver(
  world: World,
  kind: Pick<SteppedJourney<Stored, string>, 'views' | 'prefix' | 'overTitle'>,
  ctx: Context,
  profile: Profile,
): void {
  const origin = journeyOriginAt(world, ctx);
  const leaves = leavingLinks(world, ctx, origin, { perfil: profile, rut: '' });
  show(ctx, `${kind.views}/over`, {
    title: kind.overTitle,
    back: '/',
    leaves,
    again: leaves(`${kind.prefix}/${profile}`),
    continuar: continueIn(world, origin),
  });
}
