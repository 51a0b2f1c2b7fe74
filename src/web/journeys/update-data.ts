import Router from '@koa/router';
import type { Context } from 'koa';
import { beginUpdate, beginUpdateByMail, openUpdateMailbox, updateByMail } from '../../account/begin-update.ts';
import { continueByMail } from '../../account/continue-by-mail.ts';
import { nextUpdateStep, type UpdatingProfile } from '../../domain/data-update.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { World } from '../../ports/world.ts';
import { assertOwnForm, deviceOfBrowser, formToken } from '../browser.ts';
import { type Form, readForm, text } from '../form.ts';
import { readCurrent, readIdentifier } from '../key-change/fields.ts';
import { behindLetters, newLetters } from '../letters.ts';
import { type PageState, seeOther, show, visitorOf } from '../page.ts';
import { showAgain, type Wrong } from '../show-again.ts';
import { typedRut } from '../typed-rut.ts';
import { typedData } from '../update/form.ts';
import { UPDATE_FORM as FORM, goOnByMail, handlers, lettersFor } from '../update/steps.ts';
import { placeOf, viewOf } from '../update/views.ts';

const titles: Readonly<Record<UpdatingProfile, string>> = {
  natural: 'Actualizar Datos Persona Natural',
  juridica: 'Actualizar Datos Persona Jurídica',
  migrante: 'Actualizar Datos Migrante',
};

/** Fields of refusals from deeper down; the first page also has the number. */
const ofStep: Readonly<Record<string, string>> = {
  'key-wrong': 'clave',
  'legacy-key': 'clave',
  'key-provisional': 'clave',
  'not-representative': 'rut_representante',
  'pair-wrong': 'respuesta',
  'captcha-wrong': 'captcha',
  'captcha-spent': 'captcha',
};
const ofBegin: Readonly<Record<string, string>> = { ...ofStep, 'person-unknown': 'rut' };

type Values = Readonly<Record<string, string>>;

/** Actualizar datos (guide natural, chapter 5): a first page, then one address that shows what comes next. */
export function updateDataRoutes(world: World): Router {
  const router = new Router({ prefix: '/actualizar' });
  for (const profile of Object.keys(titles) as UpdatingProfile[]) {
    router.get(`/${profile}`, (ctx) => showBegin(world, ctx, profile, {}, {}));
    router.post(`/${profile}`, (ctx) => begin(world, ctx, profile));
    router.get(`/${profile}/:id`, (ctx) => showStep(world, ctx, profile, undefined, {}));
    router.post(`/${profile}/:id`, (ctx) => takeStep(world, ctx, profile));
  }
  linkRoutes(router, world);
  return router;
}

/** The page that the link in the mailbox opens: it shows, and only its button acts. */
function linkRoutes(router: Router, world: World): void {
  router.get('/correo/:token', async (ctx) => {
    const token = String(ctx.params.token);
    const open = await world.links.peek('mailbox', token);
    const locals = { title: 'Continúe con la actualización', back: '/', token, again: '/actualizar' };
    const form = { formAction: '/actualizar/correo', formToken: formToken(world, ctx, FORM) };
    show(ctx, open ? 'update-data/mailbox' : 'update-data/over', { ...locals, ...form });
  });
  router.post('/correo', async (ctx) => {
    const form = await readForm(ctx);
    assertOwnForm(world, ctx, form, FORM);
    seeOther(ctx, await openUpdateMailbox(world, text(form, 'token'), browserOf(ctx)));
  });
}

const browserOf = (ctx: Context): string => (ctx.state as PageState).browser;

async function begin(world: World, ctx: Context, profile: UpdatingProfile): Promise<void> {
  const form = await readForm(ctx);
  assertOwnForm(world, ctx, form, FORM);
  const values = { rut: typedRut(text(form, 'rut')), rut_representante: typedRut(text(form, 'rut_representante')) };
  const again = (wrong: Partial<Wrong>) => showBegin(world, ctx, profile, values, wrong, text(form, 'captcha_id'));
  if (text(form, 'accion') === 'refrescar') return again({});
  await showAgain(ctx, { fieldOf: ofBegin, first: 'rut' }, again, async () => {
    const byMail = text(form, 'accion') === 'correo';
    seeOther(ctx, await (byMail ? beginByMail : beginByKey)(world, ctx, profile, form));
  });
}

async function beginByMail(world: World, ctx: Context, profile: UpdatingProfile, form: Form): Promise<string> {
  const { rut } = readIdentifier(profile, form);
  const browser = browserOf(ctx);
  const id = await beginUpdateByMail(world, { profile, identifier: rut, browser }, visitorOf(ctx));
  await continueByMail(world, updateByMail(world), { id, browser }, visitorOf(ctx));
  return `/actualizar/${profile}/${id}`;
}

async function beginByKey(world: World, ctx: Context, profile: UpdatingProfile, form: Form): Promise<string> {
  const { rut, rut_representante, clave } = readCurrent(profile, form);
  const who = { profile, identifier: rut, representative: rut_representante, key: clave };
  const asked = { ...who, browser: browserOf(ctx), device: deviceOfBrowser(world, ctx) };
  const act = async () => `/actualizar/${profile}/${await beginUpdate(world, asked, visitorOf(ctx))}`;
  return world.policy.lettersFirst ? behindLetters(world, form, FORM, act) : act();
}

async function showBegin(
  world: World,
  ctx: Context,
  profile: UpdatingProfile,
  values: Values,
  wrong: Partial<Wrong>,
  lettersBefore?: string,
): Promise<void> {
  const captcha = world.policy.lettersFirst ? { id: await newLetters(world, ctx, FORM, lettersBefore) } : undefined;
  const form = { formAction: `/actualizar/${profile}`, formToken: formToken(world, ctx, FORM), captcha };
  show(ctx, 'update-data/begin', {
    ...{ title: titles[profile], back: '/', step: placeOf(world, {}, 'key'), ...form },
    ...{ profile, values, errors: wrong.errors ?? [], faults: wrong.faults ?? {}, refusal: wrong.refusal },
  });
}

async function takeStep(world: World, ctx: Context, profile: UpdatingProfile): Promise<void> {
  const form = await readForm(ctx);
  assertOwnForm(world, ctx, form, FORM);
  const of = { id: String(ctx.params.id), browser: browserOf(ctx) };
  const update = await world.dataUpdates.find(of.id, of.browser);
  const step = update?.profile === profile ? nextUpdateStep(update) : undefined;
  // Another tab went on, or the update ran out: the page shows where the person does stand.
  if (!update || !step || text(form, 'paso') !== step) return seeOther(ctx, ctx.path);
  const again = (wrong: Partial<Wrong>) =>
    showStep(world, ctx, profile, valuesOf(form), wrong, text(form, 'captcha_id'));
  if (text(form, 'accion') === 'refrescar') return again({});
  await showAgain(ctx, { fieldOf: ofStep, first: 'contenido' }, again, async () => {
    const answer = { of, update, form };
    if (step !== 'done' && text(form, 'accion') === 'correo') await goOnByMail(world, ctx, answer, step);
    else await handlers[step](world, ctx, answer);
    seeOther(ctx, ctx.path);
  });
}

/** What a page gives back after an error: everything but keys and letters. */
const valuesOf = (form: Form): Values => ({
  ...typedData(form),
  rut_representante: typedRut(text(form, 'rut_representante')),
  pregunta: text(form, 'pregunta'),
  respuesta: text(form, 'respuesta'),
});

/** The dispatcher: whatever is known when the page is asked for decides which page it is. */
async function showStep(
  world: World,
  ctx: Context,
  profile: UpdatingProfile,
  typed: Values | undefined,
  wrong: Partial<Wrong>,
  lettersBefore?: string,
): Promise<void> {
  const update = await world.dataUpdates.find(String(ctx.params.id), browserOf(ctx));
  if (update?.profile !== profile) return showOver(ctx, profile);
  const step = nextUpdateStep(update);
  // The other tab, or the first of two clicks, was quicker: what it did is told, not what this one missed.
  if (step === 'done' && wrong.errors) return seeOther(ctx, ctx.path);
  const view = await viewOf(world, update, step).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === 'update-over') return undefined;
    throw error;
  });
  if (!view) return showOver(ctx, profile);
  const letters = step === 'data' && lettersFor(world, update);
  // The last page has no form of its own; what it offers belongs to Estado de mi solicitud.
  const form = { formAction: ctx.path, formToken: formToken(world, ctx, step === 'done' ? 'request-state' : FORM) };
  show(ctx, `update-data/${step}`, {
    ...{ title: titles[profile], back: `/actualizar/${profile}`, ...form, paso: step, profile },
    ...{ values: typed ?? view.onFile ?? {}, errors: wrong.errors ?? [], faults: wrong.faults ?? {} },
    ...{ refusal: wrong.refusal, ...view },
    captcha: letters ? { id: await newLetters(world, ctx, FORM, lettersBefore) } : undefined,
  });
}

function showOver(ctx: Context, profile: UpdatingProfile): void {
  const again = `/actualizar/${profile}`;
  show(ctx, 'update-data/over', { title: 'La actualización terminó', back: '/', again });
}
