import type { Context } from 'koa';
import { formatIdentifier } from '../../domain/account.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Deps } from '../../ports/deps.ts';
import { isAbout } from '../about-account.ts';
import { csrfToken } from '../browser.ts';
import { browserOf, seeOther, show, textsOf } from '../page.ts';
import { termOf } from '../words/term.ts';
import { deskLinks } from './desk-links.ts';
import { captchaStands, type Flow, type Locals, type Profile, type Stored, titlesOf } from './flow.ts';
import { journeyOriginAt } from './journey-cookie.ts';
import { continueIn } from './journey-origin.ts';
import { leavingLinks } from './leaving-links.ts';
import { type Again, type At, drawCaptcha, wrongOf } from './page-parts.ts';

/** The journey of the address in this browser, and its current step; undefined if it expired. */
export async function stepOf<S extends Stored, Step extends string>(
  { deps, flow }: At<S, Step>,
  ctx: Context,
  profile: Profile,
): Promise<{ readonly journey: S; readonly step: Step } | undefined> {
  const { journeys, next } = flow.stored(deps);
  const journey = await journeys.find(String(ctx.params.id), browserOf(ctx));
  if (journey?.profile !== profile) return undefined;
  isAbout(ctx, { accountId: journey.accountId });
  return { journey, step: next(journey) };
}

/** Shows the step that is current when the page is asked for. */
export async function showStep<S extends Stored, Step extends string>(
  at: At<S, Step>,
  ctx: Context,
  profile: Profile,
  again: Again,
): Promise<void> {
  const { deps, flow } = at;
  const found = await stepOf(at, ctx, profile);
  // Another tab, or the first of two clicks, was quicker: the page shows what was done, not what this one missed.
  if (found && found.step === flow.last && again.wrong?.errors) return seeOther(ctx, ctx.path);
  const locals = found && (await localsOf(at, ctx, found));
  if (!found || !locals) return showExpired(deps, flow, ctx, profile);
  const { journey, step } = found;
  const asked = captchaStands(deps, flow.steps[step], journey);
  const captcha = asked ? await drawCaptcha(deps, ctx, flow.name, again) : undefined;
  const form = { formAction: ctx.path, csrfToken: csrfToken(deps, ctx, flow.name), paso: step, captcha };
  const ends = await flow.stored(deps).journeys.prolong(journey.id, browserOf(ctx));
  const leaves = leavingLinks(deps, ctx, journey.origin, { perfil: profile, rut: '' });
  show(ctx, `${flow.views}/${step}`, {
    ends: ends && termOf(ends, deps.now(), textsOf(ctx)),
    title: titlesOf(flow, ctx).profiles[profile],
    back: leaves(`${flow.prefix}/${profile}`),
    profile,
    values: {},
    leaves,
    atencion: deskLinks(deps, ctx, journey),
    ...form,
    ...wrongOf(again, leaves),
    ...locals,
    ...(again.values ? { values: again.values } : {}),
    continuar: continueIn(deps, journey.origin),
  });
}

/** What the page of a step shows; undefined if the journey is over after all. */
async function localsOf<S extends Stored, Step extends string>(
  { deps, flow }: At<S, Step>,
  ctx: Context,
  { journey, step }: { readonly journey: S; readonly step: Step },
): Promise<Locals | undefined> {
  const { place, show } = flow.steps[step];
  try {
    return {
      identifier: formatIdentifier(journey.identifier),
      step: place?.(deps, journey),
      ...(await flow.shared?.(deps, journey)),
      ...(await show?.({ deps, ctx, journey })),
    };
  } catch (error) {
    if (error instanceof Refusal && error.code === 'flow-expired') return undefined;
    throw error;
  }
}

/** The page of a journey that expired, or that another browser began: it leads to the first page. */
function showExpired(
  deps: Deps,
  flow: Pick<Flow<Stored, string>, 'views' | 'prefix' | 'texts'>,
  ctx: Context,
  profile: Profile,
): void {
  const origin = journeyOriginAt(deps, ctx);
  const leaves = leavingLinks(deps, ctx, origin, { perfil: profile, rut: '' });
  show(ctx, `${flow.views}/expired`, {
    title: titlesOf(flow, ctx).expired,
    back: '/',
    leaves,
    again: leaves(`${flow.prefix}/${profile}`),
    continuar: continueIn(deps, origin),
  });
}
