import Router from '@koa/router';
import type { Context } from 'koa';
import { beginKeyChange, beginKeyChangeByMail } from '../../account/begin-key-change.ts';
import { openMailbox } from '../../account/continue-by-mail.ts';
import { keyChangeByMail } from '../../account/key-change-by-mail.ts';
import { type KeyChangingProfile, nextKeyChangeStep } from '../../domain/key-change.ts';
import type { World } from '../../ports/world.ts';
import { assertOwnForm, deviceOfBrowser, formToken } from '../browser.ts';
import { type Form, readForm, text } from '../form.ts';
import { readCurrent, readIdentifier } from '../key-change/fields.ts';
import { KEY_CHANGE_FORM as FORM, handlers, lettersFor } from '../key-change/steps.ts';
import { viewOf } from '../key-change/views.ts';
import { behindLetters, newLetters } from '../letters.ts';
import { type PageState, seeOther, show, visitorOf } from '../page.ts';
import { showAgain, type Wrong } from '../show-again.ts';
import { typedRut } from '../typed-rut.ts';

const titles: Readonly<Record<KeyChangingProfile, string>> = {
  natural: 'Cambiar CS (Clave Sence) Persona Natural',
  juridica: 'Cambiar CS (Clave Sence) Persona Jurídica',
  migrante: 'Cambiar CS (Clave Sence) Migrante',
};

/** Fields of refusals from deeper down; the first page also has the number. */
const ofStep: Readonly<Record<string, string>> = {
  'key-wrong': 'clave',
  'legacy-key': 'clave',
  'key-same': 'clave',
  'key-guessable': 'clave',
  'not-representative': 'rut_representante',
  'captcha-wrong': 'captcha',
  'captcha-spent': 'captcha',
};
const ofBegin: Readonly<Record<string, string>> = { ...ofStep, 'person-unknown': 'rut' };

/** Cambiar CS (guides, chapter 4): a first page, then one address that shows what comes next. */
export function changeKeyRoutes(world: World): Router {
  const router = new Router({ prefix: '/cambiar' });
  for (const profile of Object.keys(titles) as KeyChangingProfile[]) {
    router.get(`/${profile}`, (ctx) => showBegin(world, ctx, profile, {}, {}));
    router.post(`/${profile}`, (ctx) => begin(world, ctx, profile));
    router.get(`/${profile}/:id`, (ctx) => showStep(world, ctx, profile, {}, {}));
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
    const locals = { title: 'Continúe con el cambio de su clave', back: '/', token, again: '/cambiar' };
    const form = { formAction: '/cambiar/correo', formToken: formToken(world, ctx, FORM) };
    show(ctx, open ? 'change-key/mailbox' : 'change-key/over', { ...locals, ...form });
  });
  router.post('/correo', async (ctx) => {
    const form = await readForm(ctx);
    assertOwnForm(world, ctx, form, FORM);
    seeOther(ctx, await openMailbox(world, keyChangeByMail(world), text(form, 'token'), browserOf(ctx)));
  });
}

const browserOf = (ctx: Context): string => (ctx.state as PageState).browser;

async function begin(world: World, ctx: Context, profile: KeyChangingProfile): Promise<void> {
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

async function beginByMail(world: World, ctx: Context, profile: KeyChangingProfile, form: Form): Promise<string> {
  const { rut } = readIdentifier(profile, form);
  const asked = { profile, identifier: rut, browser: browserOf(ctx) };
  return `/cambiar/${profile}/${await beginKeyChangeByMail(world, asked, visitorOf(ctx))}`;
}

async function beginByKey(world: World, ctx: Context, profile: KeyChangingProfile, form: Form): Promise<string> {
  const { rut, rut_representante, clave } = readCurrent(profile, form);
  const who = { profile, identifier: rut, representative: rut_representante, key: clave };
  const asked = { ...who, browser: browserOf(ctx), device: deviceOfBrowser(world, ctx) };
  const act = async () => `/cambiar/${profile}/${await beginKeyChange(world, asked, visitorOf(ctx))}`;
  return world.policy.lettersFirst ? behindLetters(world, form, FORM, act) : act();
}

async function showBegin(
  world: World,
  ctx: Context,
  profile: KeyChangingProfile,
  values: Record<string, string>,
  wrong: Partial<Wrong>,
  lettersBefore?: string,
): Promise<void> {
  const captcha = world.policy.lettersFirst ? { id: await newLetters(world, ctx, FORM, lettersBefore) } : undefined;
  const form = { formAction: `/cambiar/${profile}`, formToken: formToken(world, ctx, FORM), captcha };
  show(ctx, 'change-key/begin', {
    ...{ title: titles[profile], back: '/', step: { number: 1, of: 2 }, ...form },
    ...{ profile, values, errors: wrong.errors ?? [], faults: wrong.faults ?? {}, refusal: wrong.refusal },
  });
}

async function takeStep(world: World, ctx: Context, profile: KeyChangingProfile): Promise<void> {
  const form = await readForm(ctx);
  assertOwnForm(world, ctx, form, FORM);
  const of = { id: String(ctx.params.id), browser: browserOf(ctx) };
  const change = await world.keyChanges.find(of.id, of.browser);
  const step = change?.profile === profile ? nextKeyChangeStep(change) : undefined;
  // Another tab went on, or the change ran out: the page shows where the person does stand.
  if (!change || !step || text(form, 'paso') !== step) return seeOther(ctx, ctx.path);
  const values = { rut_representante: typedRut(text(form, 'rut_representante')) };
  const again = (wrong: Partial<Wrong>) => showStep(world, ctx, profile, values, wrong, text(form, 'captcha_id'));
  if (text(form, 'accion') === 'refrescar') return again({});
  await showAgain(ctx, { fieldOf: ofStep, first: 'contenido' }, again, async () => {
    const byMail = step !== 'done' && text(form, 'accion') === 'correo';
    await handlers[byMail ? 'mail' : step](world, ctx, { of, change, form });
    seeOther(ctx, ctx.path);
  });
}

/** The dispatcher: whatever is known when the page is asked for decides which page it is. */
async function showStep(
  world: World,
  ctx: Context,
  profile: KeyChangingProfile,
  values: Record<string, string>,
  wrong: Partial<Wrong>,
  lettersBefore?: string,
): Promise<void> {
  const change = await world.keyChanges.find(String(ctx.params.id), browserOf(ctx));
  if (change?.profile !== profile) {
    return show(ctx, 'change-key/over', { title: 'El cambio terminó', back: '/', again: `/cambiar/${profile}` });
  }
  const step = nextKeyChangeStep(change);
  // The other tab, or the first of two clicks, was quicker: what it did is told, not what this one missed.
  if (step === 'done' && wrong.errors) return seeOther(ctx, ctx.path);
  const letters = step === 'choose' && lettersFor(world, change);
  const form = { formAction: ctx.path, formToken: formToken(world, ctx, FORM), paso: step };
  show(ctx, `change-key/${step}`, {
    ...{ title: titles[profile], back: `/cambiar/${profile}`, ...form },
    ...{ profile, values, errors: wrong.errors ?? [], faults: wrong.faults ?? {}, refusal: wrong.refusal },
    captcha: letters ? { id: await newLetters(world, ctx, FORM, lettersBefore) } : undefined,
    ...(await viewOf(world, change, step)),
  });
}
