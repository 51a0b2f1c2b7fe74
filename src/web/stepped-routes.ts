import Router from '@koa/router';
import type { Context } from 'koa';
import type { CaptchaForm } from '../ports/captcha.ts';
import type { World } from '../ports/world.ts';
import { assertOwnForm, formToken } from './browser.ts';
import { type Form, readForm, text } from './form.ts';
import { journeyOriginAt, keepJourneyOrigin } from './journey-cookie.ts';
import { continueIn, ORIGIN, originIn, originTyped, sealOrigin } from './journey-origin.ts';
import { keepProfile } from './last-profile.ts';
import { type Leaves, leavingBy, leavingLinks } from './leaving-links.ts';
import { keptLetters, newLetters } from './letters.ts';
import { browserOf, seeOther, show } from './page.ts';
import { redrawOf } from './redraw.ts';
import { showAgain, type Wrong } from './show-again.ts';
import type { Profile, SteppedJourney, Stored, Values } from './stepped-journey.ts';
import { termOf } from './term.ts';
import { typedRut } from './typed-rut.ts';

/** What a page is shown with again, and the letters that it had before. */
interface Again {
  readonly values?: Values | undefined;
  readonly wrong?: Partial<Wrong> | undefined;
  readonly lettersBefore?: string | undefined;
  /** Sealed, where the page's form carried it. */
  readonly origin?: string | undefined;
}

/** The journey of this house. */
interface At<S extends Stored, Step extends string> {
  readonly world: World;
  readonly kind: SteppedJourney<S, Step>;
}

/** Routes of a journey: read, act, redirect; reload, back and a second tab land on the step where the person stands. */
export function steppedRoutes<S extends Stored, Step extends string>(
  world: World,
  kind: SteppedJourney<S, Step>,
): Router {
  const at = { world, kind };
  const router = new Router({ prefix: kind.prefix });
  for (const profile of Object.keys(kind.titles) as Profile[]) {
    router.get(`/${profile}`, (ctx) => showBegin(at, ctx, profile, {}));
    router.post(`/${profile}`, (ctx) => begin(at, ctx, profile));
    router.get(`/${profile}/:id`, (ctx) => showStep(at, ctx, profile, {}));
    router.post(`/${profile}/:id`, (ctx) => takeStep(at, ctx, profile));
  }
  router.get('/correo/:token', (ctx) => showMailbox(at, ctx));
  router.post('/correo', async (ctx) => {
    const form = await readOwnForm(at, ctx);
    seeOther(ctx, await kind.openMailbox(world, text(form, 'token'), browserOf(ctx)));
  });
  return router;
}

async function begin<S extends Stored, Step extends string>(
  at: At<S, Step>,
  ctx: Context,
  profile: Profile,
): Promise<void> {
  const { world, kind } = at;
  const form = await readOwnForm(at, ctx);
  const again = (wrong: Partial<Wrong>) => showBegin(at, ctx, profile, againWith(kind.beginValues(form), wrong, form));
  const redraw = redrawOf(ctx, form);
  if (redraw) return again(redraw);
  const where = { fieldOf: { ...kind.fieldOf, 'person-unknown': 'rut' }, first: 'rut' };
  await showAgain(ctx, where, again, async () => {
    const address = await (asksMail(form) ? kind.beginByMail : kind.begin)(world, ctx, profile, form);
    await keepWhereFrom(at, ctx, { profile, address, form });
    seeOther(ctx, address);
  });
}

/**
 * The journey that began remembers the client; the sign-in that was left, in this browser, profile and number; and any other
 * sign-in here the profile.
 */
async function keepWhereFrom<S extends Stored, Step extends string>(
  { world, kind }: At<S, Step>,
  ctx: Context,
  { profile, address, form }: { readonly profile: Profile; readonly address: string; readonly form: Form },
): Promise<void> {
  keepProfile(world, ctx, profile);
  const from = originIn(world, ctx, text(form, ORIGIN));
  if (!from) return;
  const origin = originTyped(world, ctx, from, { profile, identifier: typedRut(text(form, 'rut')) });
  const id = address.split('/').at(-1) ?? '';
  await kind.journeys(world).change(id, browserOf(ctx), (latest) => ({ ...latest, origin }));
  for (const path of [address, `/ingresar/${origin.uid}`]) keepJourneyOrigin(world, ctx, path, origin);
}

async function showBegin<S extends Stored, Step extends string>(
  { world, kind }: At<S, Step>,
  ctx: Context,
  profile: Profile,
  again: Again,
): Promise<void> {
  const captcha = world.policy.lettersFirst ? await lettersFor(world, ctx, kind.name, again) : undefined;
  const origin = originIn(world, ctx, again.origin);
  const values = again.values ?? { rut: origin?.identifier ?? '' };
  const leaves = leavingLinks(world, ctx, origin, { perfil: profile, rut: values.rut ?? '' });
  show(ctx, `${kind.name}/begin`, {
    title: kind.titles[profile],
    // Back to the page where it began.
    back: continueIn(world, origin)?.href ?? '/',
    profile,
    values,
    formAction: `${kind.prefix}/${profile}`,
    formToken: formToken(world, ctx, kind.name),
    captcha,
    origen: origin && sealOrigin(world, origin),
    leaves,
    ...wrongOf(again, leaves),
    ...kind.beginLocals(world),
  });
}

async function takeStep<S extends Stored, Step extends string>(
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
async function showStep<S extends Stored, Step extends string>(
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
  show(ctx, `${kind.name}/${step}`, {
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
  kind: Pick<SteppedJourney<Stored, string>, 'name' | 'prefix' | 'overTitle'>,
  ctx: Context,
  profile: Profile,
): void {
  const origin = journeyOriginAt(world, ctx);
  const leaves = leavingLinks(world, ctx, origin, { perfil: profile, rut: '' });
  show(ctx, `${kind.name}/over`, {
    title: kind.overTitle,
    back: '/',
    leaves,
    again: leaves(`${kind.prefix}/${profile}`),
    continuar: continueIn(world, origin),
  });
}

/** The page that the link in the mailbox opens: it shows, and only its button acts. */
async function showMailbox<S extends Stored, Step extends string>(
  { world, kind }: At<S, Step>,
  ctx: Context,
): Promise<void> {
  const token = String(ctx.params.token);
  const open = await world.links.peek('mailbox', token);
  const told = open ? { title: kind.mailTitle } : kind.spentLink;
  const form = { formAction: `${kind.prefix}/correo`, formToken: formToken(world, ctx, kind.name) };
  show(ctx, `${kind.name}/${open ? 'mailbox' : 'over'}`, { ...told, token, again: kind.prefix, ...form });
}

async function readOwnForm<S extends Stored, Step extends string>(
  { world, kind }: At<S, Step>,
  ctx: Context,
): Promise<Form> {
  const form = await readForm(ctx);
  assertOwnForm(world, ctx, form, kind.name);
  return form;
}

async function lettersFor(world: World, ctx: Context, name: CaptchaForm, { wrong, lettersBefore }: Again) {
  return { id: await (wrong?.focus === 'comuna' ? keptLetters : newLetters)(world, ctx, name, lettersBefore) };
}

const asksMail = (form: Form): boolean => text(form, 'accion') === 'correo';

const againWith = (values: Values, wrong: Partial<Wrong>, form: Form): Again => ({
  values,
  wrong,
  lettersBefore: text(form, 'captcha_id'),
  origin: text(form, ORIGIN),
});

const wrongOf = ({ wrong }: Again, leaves: Leaves) => ({
  errors: wrong?.errors ?? [],
  faults: wrong?.faults ?? {},
  refusal: wrong?.refusal && leavingBy(leaves, wrong.refusal),
  focus: wrong?.focus,
});
