import Router from '@koa/router';
import type { Context } from 'koa';
import { clockOf } from '../../account/hour.ts';
import { registerNatural } from '../../account/register-natural.ts';
import { CONFIRMATION_HOURS } from '../../domain/account.ts';
import { regions } from '../../domain/comunas.ts';
import { maskEmail } from '../../domain/email.ts';
import { Refusal } from '../../domain/refusal.ts';
import { secretQuestions } from '../../domain/secret-question.ts';
import type { World } from '../../ports/world.ts';
import { assertOwnForm, formToken } from '../browser.ts';
import { type Form, readForm, text } from '../form.ts';
import { seeOther, show, visitorOf } from '../page.ts';
import { showAgain, type Wrong } from '../show-again.ts';
import { newLetters } from './captcha.ts';
import { readRegistration, valuesOf } from './register-natural-form.ts';

const PATH = '/registro/natural';
const FORM = 'register-natural';
const TITLE = 'Registrar Persona Natural';

/** Which field a refusal from deeper down belongs to. */
const fieldOf = {
  'person-not-found': 'rut',
  'already-registered': 'rut',
  'cedula-mismatch': 'serie',
  'key-guessable': 'clave',
  'captcha-wrong': 'captcha',
  'captcha-spent': 'captcha',
};

/** Registrar Persona Natural: the form of the guide, its letters, and the page that says where the letter went. */
export function registerNaturalRoutes(world: World): Router {
  const router = new Router({ prefix: PATH });

  router.get('/', (ctx) => showForm(world, ctx, {}, {}));

  router.post('/', async (ctx) => {
    const form = await readForm(ctx);
    assertOwnForm(world, ctx, form, FORM);
    const values = valuesOf(form);
    const again = (wrong: Partial<Wrong>) => showForm(world, ctx, values, wrong, text(form, 'captcha_id'));
    if (text(form, 'accion') === 'refrescar') return again({});
    await showAgain(ctx, { fieldOf, first: 'rut' }, again, () => register(world, ctx, form));
  });

  router.get('/listo/:receipt', async (ctx) => {
    const receipt = world.tokens.unpack('receipt', String(ctx.params.receipt)) as Receipt | undefined;
    if (receipt) await showReceipt(world, ctx, receipt);
  });

  return router;
}

async function register(world: World, ctx: Context, form: Form): Promise<void> {
  const asked = readRegistration(form, world.policy);
  const letters = text(form, 'captcha_id');
  const verdict = await world.captcha.spend(letters, FORM, text(form, 'captcha'));
  if (verdict !== 'right') {
    const before = verdict === 'spent' ? await world.captcha.outcome(letters) : undefined;
    if (!before) throw new Refusal(verdict === 'spent' ? 'captcha-spent' : 'captcha-wrong');
    return seeOther(ctx, before);
  }
  const message = await registerNatural(world, asked, visitorOf(ctx));
  const receipt: Receipt = {
    message,
    email: maskEmail(asked.email, world.policy.mask),
    reference: visitorOf(ctx).reference,
  };
  const location = `${PATH}/listo/${world.tokens.pack('receipt', receipt)}`;
  await world.captcha.settle(letters, location);
  seeOther(ctx, location);
}

async function showForm(
  world: World,
  ctx: Context,
  values: Record<string, string>,
  wrong: Partial<Wrong>,
  lettersBefore?: string,
): Promise<void> {
  const { policy } = world;
  show(ctx, 'register-natural/form', {
    title: TITLE,
    back: '/',
    formAction: PATH,
    formToken: formToken(world, ctx, FORM),
    values,
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    refusal: wrong.refusal,
    captcha: { id: await newLetters(world, ctx, lettersBefore) },
    questions: secretQuestions,
    asksQuestion: policy.asksQuestion,
    serial: policy.serialAtRegistration,
    keyMin: policy.key.min,
    keyMax: policy.key.max,
    regions,
  });
}

interface Receipt {
  readonly message: string;
  readonly email: string;
  readonly reference: string;
}

async function showReceipt(world: World, ctx: Context, { message, email, reference }: Receipt): Promise<void> {
  const { state, at } = await world.notifier.delivery(message);
  show(ctx, 'register-natural/done', {
    title: 'Éxito',
    maskedEmail: email,
    delivery: state,
    at: at && clockOf(at),
    reference,
    hours: CONFIRMATION_HOURS,
  });
}
