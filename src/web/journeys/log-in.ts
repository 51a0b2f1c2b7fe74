import Router from '@koa/router';
import type { Context } from 'koa';
import type Provider from 'oidc-provider';
import { logIn } from '../../account/log-in.ts';
import { readKey } from '../../domain/key.ts';
import { parseRun } from '../../domain/rut.ts';
import type { World } from '../../ports/world.ts';
import { assertOwnForm, cookieName, cookieOptions, formToken } from '../browser.ts';
import { type Form, readAll, readForm, text } from '../form.ts';
import { show, visitorOf } from '../page.ts';
import { showAgain, type Wrong } from '../show-again.ts';
import { typedRut } from '../typed-rut.ts';
import { consentStep } from './consent.ts';
import { identidadStep } from './identidad.ts';
import { finish, type Interaction, interactionOf, type Step } from './interaction.ts';

const DEVICE_MS = 180 * 24 * 3_600_000;
const FORM = 'log-in';

/** The pages of a sign-in, chosen by what the provider waits for. */
const steps: Readonly<Record<string, Step>> = {
  login: { show: showLogin, post: postLogin },
  consent: consentStep,
  identidad: identidadStep,
};

/** Ingreso: one address for each sign-in that a platform began; it shows what comes next and takes the answer. */
export function logInRoutes(world: World, provider: Provider): Router {
  const router = new Router({ prefix: '/ingresar' });

  router.get('/', (ctx) => ctx.redirect('/cuenta'));

  router.get('/:uid', async (ctx) => {
    const interaction = await interactionOf(provider, ctx);
    await stepOf(interaction).show(world, ctx, interaction, {});
  });

  router.post('/:uid', async (ctx) => {
    const form = await readForm(ctx);
    assertOwnForm(world, ctx, form, FORM);
    const interaction = await interactionOf(provider, ctx);
    if (text(form, 'accion') === 'cancelar') return finish(provider, ctx, cancelled);
    const step = stepOf(interaction);
    const again = (wrong: Partial<Wrong>) =>
      step.show(world, ctx, interaction, { ...wrong, values: { rut: text(form, 'rut'), serie: text(form, 'serie') } });
    await showAgain(ctx, step, again, async () =>
      finish(provider, ctx, await step.post(world, ctx, interaction, form)),
    );
  });

  return router;
}

const cancelled = { error: 'access_denied', error_description: 'the person went back to the platform' };

function stepOf({ prompt }: Interaction): Step & { fieldOf: Record<string, string>; first: string } {
  const step = steps[prompt];
  if (!step) throw new Error(`no page for the prompt ${prompt}`);
  return {
    fieldOf: { 'key-wrong': 'clave', 'person-unknown': 'rut', 'cedula-mismatch': 'serie' },
    first: prompt === 'identidad' ? 'serie' : 'rut',
    ...step,
  };
}

async function showLogin(
  world: World,
  ctx: Context,
  { uid, platform }: Interaction,
  wrong: Partial<Wrong> & { values?: Record<string, string> },
): Promise<void> {
  show(ctx, 'log-in/form', {
    title: 'Ingrese con su Clave Sence',
    action: `/ingresar/${uid}`,
    formAction: `/ingresar/${uid}`,
    formToken: formToken(world, ctx, FORM),
    platform,
    profiles,
    values: { rut: typedRut(wrong.values?.rut ?? '') },
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    refusal: wrong.refusal,
  });
}

/** The profile is chosen before the key; the others still go by telephone. */
const profiles = [
  { value: 'natural', name: 'Persona', href: '', current: true, available: true },
  { value: 'juridica', name: 'Empresa', href: '/registro/juridica', current: false, available: false },
  { value: 'migrante', name: 'Migrante', href: '/registro/migrante', current: false, available: false },
];

async function postLogin(world: World, ctx: Context, { client, platform }: Interaction, form: Form) {
  const https = world.issuer.startsWith('https:');
  const { rut, clave } = readAll({ rut: () => parseRun(text(form, 'rut')), clave: () => readKey(text(form, 'clave')) });
  const device = ctx.cookies.get(cookieName('equipo', https), { signed: false });
  const account = await logIn(world, {
    profile: 'natural',
    identifier: rut,
    key: clave,
    device,
    platform: { clientId: client.clientId, name: platform.name },
    visitor: visitorOf(ctx),
  });
  if (!world.devices.recognises(device, account.id, account.keyChangedAt)) {
    const known = world.devices.issue(account.id, account.keyChangedAt);
    ctx.cookies.set(cookieName('equipo', https), known, cookieOptions(https, DEVICE_MS));
  }
  return { login: { accountId: account.id, acr: 'urn:sence:clave', amr: ['pwd'] } };
}
