import Router from '@koa/router';
import type { Context } from 'koa';
import { clockOf } from '../../account/hour.ts';
import { type NaturalRegistration, registerNatural } from '../../account/register-natural.ts';
import { CONFIRMATION_HOURS } from '../../domain/account.ts';
import { optionalText, requiredText } from '../../domain/address.ts';
import { parseSerial } from '../../domain/cedula.ts';
import { parseComuna, regions } from '../../domain/comunas.ts';
import { maskEmail, parseEmail } from '../../domain/email.ts';
import { assertRepeated, chooseKey } from '../../domain/key.ts';
import { parseMobile, parsePhone } from '../../domain/phone.ts';
import type { Policy } from '../../domain/policy.ts';
import { Refusal } from '../../domain/refusal.ts';
import { formatRut, parseRun } from '../../domain/rut.ts';
import { parseAnswer, parseQuestion, secretQuestions } from '../../domain/secret-question.ts';
import type { World } from '../../ports/world.ts';
import { assertOwnForm, formToken } from '../browser.ts';
import { type Form, readAll, readForm, text } from '../form.ts';
import { show, visitorOf } from '../page.ts';
import { showAgain, type Wrong } from '../show-again.ts';
import { newLetters } from './captcha.ts';

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

/** What a form may give back to the person who typed it: everything but keys and letters. */
const kept = [
  'rut',
  'pregunta',
  'respuesta',
  'calle',
  'numero',
  'block',
  'departamento',
  'comuna',
  'email',
  'celular',
  'sin_celular',
  'telefono_particular',
  'telefono_trabajo',
  'serie',
];

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
    return redirect(ctx, before);
  }
  const message = await registerNatural(world, asked, visitorOf(ctx));
  const receipt: Receipt = {
    message,
    email: maskEmail(asked.email, world.policy.mask),
    reference: visitorOf(ctx).reference,
  };
  const location = `${PATH}/listo/${world.tokens.pack('receipt', receipt)}`;
  await world.captcha.settle(letters, location);
  redirect(ctx, location);
}

function redirect(ctx: Context, location: string): void {
  ctx.redirect(location);
  ctx.status = 303;
}

function readRegistration(form: Form, policy: Policy): NaturalRegistration {
  const of = (name: string) => text(form, name);
  const read = readAll({
    rut: () => parseRun(of('rut')),
    pregunta: () => (policy.asksQuestion ? parseQuestion(of('pregunta')) : undefined),
    respuesta: () => (policy.asksQuestion ? parseAnswer(of('respuesta')) : undefined),
    serie: () => readSerial(of('serie'), policy),
    calle: () => requiredText(of('calle'), 100),
    numero: () => requiredText(of('numero'), 20),
    block: () => optionalText(of('block'), 20),
    departamento: () => optionalText(of('departamento'), 20),
    comuna: () => parseComuna(of('comuna')),
    email: () => parseEmail(of('email')),
    celular: () => (of('sin_celular') ? undefined : parseMobile(of('celular'))),
    telefono_particular: () => parsePhone(of('telefono_particular')),
    telefono_trabajo: () => parsePhone(of('telefono_trabajo')),
    clave: () => chooseKey(of('clave'), policy, [of('rut'), of('email'), of('celular')]),
    clave2: () => assertRepeated(of('clave'), of('clave2')),
    captcha: () => requiredText(of('captcha'), 20),
  });
  return {
    run: read.rut,
    question: read.pregunta && read.respuesta ? { id: read.pregunta, answer: read.respuesta } : undefined,
    serial: read.serie,
    address: {
      street: read.calle,
      number: read.numero,
      block: read.block,
      flat: read.departamento,
      comuna: read.comuna,
    },
    email: read.email,
    mobile: read.celular,
    homePhone: read.telefono_particular,
    workPhone: read.telefono_trabajo,
    key: read.clave,
  };
}

function readSerial(typed: string, { serialAtRegistration }: Policy) {
  const serial = parseSerial(typed);
  if (!serial && serialAtRegistration === 'required') throw new Refusal('serial-missing');
  return serial;
}

function valuesOf(form: Form): Record<string, string> {
  return Object.fromEntries(
    kept.map((name) => [name, name === 'rut' ? asPrinted(text(form, name)) : text(form, name)]),
  );
}

/** A RUT that reads well comes back as documents print it; any other as it was typed. */
function asPrinted(typed: string): string {
  try {
    return formatRut(parseRun(typed));
  } catch {
    return typed;
  }
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
