import Router from '@koa/router';
import type { Context } from 'koa';
import { beginRecovery } from '../../account/begin-recovery.ts';
import { continueByMail, openMailbox, recoveryByMail } from '../../account/continue-by-mail.ts';
import type { Identifier } from '../../domain/account.ts';
import { parseNie } from '../../domain/nie.ts';
import { nextStep, type RecoveringProfile } from '../../domain/recovery.ts';
import { parseRun, parseRut } from '../../domain/rut.ts';
import type { World } from '../../ports/world.ts';
import { assertOwnForm, deviceOfBrowser, formToken } from '../browser.ts';
import { readAll, readForm, text } from '../form.ts';
import { newLetters, spendLetters } from '../letters.ts';
import { type PageState, seeOther, show, visitorOf } from '../page.ts';
import { RECOVERY_FORM as FORM, handlers, lettersFor } from '../recovery/steps.ts';
import { viewOf } from '../recovery/views.ts';
import { showAgain, type Wrong } from '../show-again.ts';
import { typedRut } from '../typed-rut.ts';

/** How each profile reads the identifier of its first page. */
const profiles: Readonly<Record<RecoveringProfile, (typed: string) => Identifier>> = {
  natural: parseRun,
  juridica: parseRut,
  migrante: parseNie,
};

const fieldOf: Readonly<Record<string, string>> = {
  'person-unknown': 'rut',
  'answer-wrong': 'respuesta',
  'cedula-mismatch': 'serie',
  'not-representative': 'rut_representante',
  'captcha-wrong': 'captcha',
  'captcha-spent': 'captcha',
};

/** Recuperar CS (guides, chapter 3): a first page, then one address that shows what comes next. */
export function recoverKeyRoutes(world: World): Router {
  const router = new Router({ prefix: '/recuperar' });
  for (const profile of Object.keys(profiles) as RecoveringProfile[]) {
    router.get(`/${profile}`, (ctx) => showBegin(world, ctx, profile, {}, {}));
    router.post(`/${profile}`, (ctx) => begin(world, ctx, profile));
    router.get(`/${profile}/:id`, (ctx) => showStep(world, ctx, profile, {}, {}));
    router.post(`/${profile}/:id`, (ctx) => takeStep(world, ctx, profile));
  }
  linkRoutes(router, world);
  return router;
}

/** Pages that links in messages open: they show, and only their button acts. */
function linkRoutes(router: Router, world: World): void {
  router.get('/correo/:token', async (ctx) => {
    const token = String(ctx.params.token);
    const open = await world.links.peek('mailbox', token);
    const view = open ? 'recover-key/mailbox' : 'recover-key/over';
    const title = open ? 'Continúe con su recuperación' : 'Este enlace venció o ya se usó';
    const locals = { title, token, again: '/recuperar', byLink: true };
    show(ctx, view, { ...locals, formAction: '/recuperar/correo', formToken: formToken(world, ctx, FORM) });
  });
  router.post('/correo', async (ctx) => {
    const form = await readForm(ctx);
    assertOwnForm(world, ctx, form, FORM);
    seeOther(ctx, await openMailbox(world, recoveryByMail(world), text(form, 'token'), browserOf(ctx)));
  });
}

const browserOf = (ctx: Context): string => (ctx.state as PageState).browser;

async function begin(world: World, ctx: Context, profile: RecoveringProfile): Promise<void> {
  const form = await readForm(ctx);
  assertOwnForm(world, ctx, form, FORM);
  const values = { rut: typedRut(text(form, 'rut')) };
  const again = (wrong: Partial<Wrong>) => showBegin(world, ctx, profile, values, wrong, text(form, 'captcha_id'));
  if (text(form, 'accion') === 'refrescar') return again({});
  await showAgain(ctx, { fieldOf, first: 'rut' }, again, async () => {
    const { rut } = readAll({ rut: () => profiles[profile](text(form, 'rut')) });
    const mailOnly = text(form, 'accion') === 'correo';
    if (world.policy.lettersFirst && !mailOnly) await spendLetters(world, form, FORM);
    const browser = browserOf(ctx);
    const asked = { profile, identifier: rut, browser, device: deviceOfBrowser(world, ctx), mailOnly };
    const id = await beginRecovery(world, asked, visitorOf(ctx));
    if (mailOnly) await continueByMail(world, recoveryByMail(world), { id, browser }, visitorOf(ctx));
    seeOther(ctx, `/recuperar/${profile}/${id}`);
  });
}

async function showBegin(
  world: World,
  ctx: Context,
  profile: RecoveringProfile,
  values: Record<string, string>,
  wrong: Partial<Wrong>,
  lettersBefore?: string,
): Promise<void> {
  const captcha = world.policy.lettersFirst ? { id: await newLetters(world, ctx, FORM, lettersBefore) } : undefined;
  show(ctx, 'recover-key/begin', {
    ...{
      title: titles[profile],
      back: '/',
      formAction: `/recuperar/${profile}`,
      formToken: formToken(world, ctx, FORM),
    },
    ...{
      profile,
      values,
      errors: wrong.errors ?? [],
      faults: wrong.faults ?? {},
      refusal: wrong.refusal,
      captcha,
      step: { number: 1, of: 3 },
    },
  });
}

const titles: Readonly<Record<RecoveringProfile, string>> = {
  natural: 'Recuperar CS (Clave Sence) Persona Natural',
  juridica: 'Recuperar CS (Clave Sence) Persona Jurídica',
  migrante: 'Recuperar CS (Clave Sence) Migrante',
};

async function takeStep(world: World, ctx: Context, profile: RecoveringProfile): Promise<void> {
  const form = await readForm(ctx);
  assertOwnForm(world, ctx, form, FORM);
  const of = { id: String(ctx.params.id), browser: browserOf(ctx) };
  const here = `/recuperar/${profile}/${of.id}`;
  const known = await world.recoveries.find(of.id, of.browser);
  const step = known && nextStep(known);
  // Another tab went on, or the recovery ran out: the page shows where the person does stand.
  if (!step || text(form, 'paso') !== step) return seeOther(ctx, here);
  const values = Object.fromEntries([...form].filter(([name]) => !['ficha', 'captcha', 'captcha_id'].includes(name)));
  const again = (wrong: Partial<Wrong>) => showStep(world, ctx, profile, values, wrong, text(form, 'captcha_id'));
  if (text(form, 'accion') === 'refrescar') return again({});
  await showAgain(ctx, { fieldOf, first: 'contenido' }, again, async () => {
    const byMail = step !== 'sent' && text(form, 'accion') === 'correo';
    await (byMail ? handlers.mail : handlers[step])(world, ctx, of, form);
    seeOther(ctx, here);
  });
}

/** The dispatcher: whatever was known when the page was asked for decides which page it is. */
async function showStep(
  world: World,
  ctx: Context,
  profile: RecoveringProfile,
  values: Record<string, string>,
  wrong: Partial<Wrong>,
  lettersBefore?: string,
): Promise<void> {
  const recovery = await world.recoveries.find(String(ctx.params.id), browserOf(ctx));
  if (!recovery || recovery.profile !== profile) {
    return show(ctx, 'recover-key/over', {
      title: 'La recuperación terminó',
      back: '/',
      again: `/recuperar/${profile}`,
    });
  }
  const step = nextStep(recovery);
  const letters = step === 'send' && lettersFor(world, recovery);
  show(ctx, `recover-key/${step}`, {
    ...{
      title: titles[profile],
      back: `/recuperar/${profile}`,
      formAction: ctx.path,
      formToken: formToken(world, ctx, FORM),
      paso: step,
    },
    ...{ profile, values, errors: wrong.errors ?? [], faults: wrong.faults ?? {}, refusal: wrong.refusal },
    captcha: letters ? { id: await newLetters(world, ctx, FORM, lettersBefore) } : undefined,
    ...(await viewOf(world, recovery, step)),
  });
}
