import Router from '@koa/router';
import type { Context } from 'koa';
import { clockOf } from '../../account/hour.ts';
import { CONFIRMATION_HOURS } from '../../domain/account.ts';
import { regions } from '../../domain/comunas.ts';
import { type Email, maskEmail } from '../../domain/email.ts';
import type { Policy } from '../../domain/policy.ts';
import { Refusal } from '../../domain/refusal.ts';
import { secretQuestions } from '../../domain/secret-question.ts';
import type { Visitor } from '../../ports/audit.ts';
import type { CaptchaForm } from '../../ports/captcha.ts';
import type { World } from '../../ports/world.ts';
import { assertOwnForm, formToken } from '../browser.ts';
import { type Form, readForm, text } from '../form.ts';
import { seeOther, show, visitorOf } from '../page.ts';
import { showAgain, type Wrong } from '../show-again.ts';
import { newLetters } from './captcha.ts';

/** What one kind of registration adds to what all of them do. */
export interface Registration<T extends { readonly email: Email }> {
  readonly path: string;
  readonly name: CaptchaForm;
  readonly title: string;
  /** Which field a refusal from deeper down belongs to, and the first field of the page. */
  readonly fieldOf: Readonly<Record<string, string>>;
  readonly first: string;
  read(form: Form, policy: Policy): T;
  /** What the page gives back after an error: everything but keys and letters. */
  valuesOf(form: Form): Record<string, string>;
  register(world: World, asked: T, visitor: Visitor): Promise<string>;
}

/** A form with letters, and the page that says where the letter to confirm went. */
export function registrationRoutes<T extends { readonly email: Email }>(world: World, kind: Registration<T>): Router {
  const router = new Router({ prefix: kind.path });

  router.get('/', (ctx) => showForm(world, ctx, kind, {}, {}));

  router.post('/', async (ctx) => {
    const form = await readForm(ctx);
    assertOwnForm(world, ctx, form, kind.name);
    const values = kind.valuesOf(form);
    const again = (wrong: Partial<Wrong>) => showForm(world, ctx, kind, values, wrong, text(form, 'captcha_id'));
    if (text(form, 'accion') === 'refrescar') return again({});
    await showAgain(ctx, kind, again, () => register(world, ctx, kind, form));
  });

  router.get('/listo/:receipt', async (ctx) => {
    const receipt = world.tokens.unpack('receipt', String(ctx.params.receipt)) as Receipt | undefined;
    if (receipt) await showReceipt(world, ctx, kind.path, receipt);
  });

  return router;
}

async function register<T extends { readonly email: Email }>(
  world: World,
  ctx: Context,
  kind: Registration<T>,
  form: Form,
): Promise<void> {
  const asked = kind.read(form, world.policy);
  const letters = text(form, 'captcha_id');
  const verdict = await world.captcha.spend(letters, kind.name, text(form, 'captcha'));
  if (verdict !== 'right') {
    const before = verdict === 'spent' ? await world.captcha.outcome(letters) : undefined;
    if (!before) throw new Refusal(verdict === 'spent' ? 'captcha-spent' : 'captcha-wrong');
    return seeOther(ctx, before);
  }
  const message = await kind.register(world, asked, visitorOf(ctx));
  const receipt: Receipt = {
    message,
    email: maskEmail(asked.email, world.policy.mask),
    reference: visitorOf(ctx).reference,
  };
  const location = `${kind.path}/listo/${world.tokens.pack('receipt', receipt)}`;
  await world.captcha.settle(letters, location);
  seeOther(ctx, location);
}

async function showForm(
  world: World,
  ctx: Context,
  { path, name, title }: Pick<Registration<never>, 'path' | 'name' | 'title'>,
  values: Record<string, string>,
  wrong: Partial<Wrong>,
  lettersBefore?: string,
): Promise<void> {
  const { policy } = world;
  show(ctx, `${name}/form`, {
    title,
    back: '/',
    formAction: path,
    formToken: formToken(world, ctx, name),
    values,
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    refusal: wrong.refusal,
    captcha: { id: await newLetters(world, ctx, name, lettersBefore) },
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

async function showReceipt(
  world: World,
  ctx: Context,
  again: string,
  { message, email, reference }: Receipt,
): Promise<void> {
  const { state, at } = await world.notifier.delivery(message);
  show(ctx, 'register-natural/done', {
    title: 'Éxito',
    maskedEmail: email,
    delivery: state,
    at: at && clockOf(at),
    reference,
    hours: CONFIRMATION_HOURS,
    again,
  });
}
