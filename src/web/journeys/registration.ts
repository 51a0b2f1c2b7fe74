import Router from '@koa/router';
import type { Context } from 'koa';
import type { CardVisitor } from '../../account/card-tries.ts';
import { clockOf } from '../../account/hour.ts';
import { CONFIRMATION_HOURS } from '../../domain/account.ts';
import { type Email, maskEmail } from '../../domain/email.ts';
import { secretQuestions } from '../../domain/secret-question.ts';
import type { Delivery } from '../../ports/notifier.ts';
import type { World } from '../../ports/world.ts';
import { cardVisitorOf } from '../card-visitor.ts';
import { placeLocals } from '../comunas-file.ts';
import { type LetteredForm, letteredForm } from '../lettered-form.ts';
import { browserOf, show, visitorOf } from '../page.ts';
import { when } from '../words/said.ts';

/** What one kind of registration adds to what all of them do. */
export interface Registration<T> extends Omit<LetteredForm<T>, 'locals' | 'act'> {
  readonly title: string;
  /** Gives the id of the message that was sent. */
  register(world: World, asked: T, visitor: CardVisitor, browser: string): Promise<string>;
}

/** A form with letters, and the page that says where the letter to confirm went. */
export function registrationRoutes<T extends { readonly email: Email }>(world: World, kind: Registration<T>): Router {
  const router = new Router({ prefix: kind.path });
  const { policy } = world;

  letteredForm(router, world, {
    ...kind,
    locals: () => ({
      title: kind.title,
      questions: secretQuestions,
      asksQuestion: policy.asksQuestion,
      serial: policy.serialAtRegistration,
      keyMin: policy.key.min,
      keyMax: policy.key.max,
      ...placeLocals,
    }),
    async act(ctx, asked, form) {
      const message = await kind.register(world, asked, cardVisitorOf(world, ctx, form), browserOf(ctx));
      const receipt: Receipt = {
        message,
        email: maskEmail(asked.email, policy.mask),
        reference: visitorOf(ctx).reference,
      };
      return `${kind.path}/listo/${world.tokens.pack('receipt', receipt)}`;
    },
  });

  router.get('/listo/:receipt', async (ctx) => {
    const receipt = world.tokens.unpack('receipt', String(ctx.params.receipt)) as Receipt | undefined;
    if (receipt) await showReceipt(world, ctx, kind.path, receipt);
  });

  return router;
}

interface Receipt {
  readonly message: string;
  readonly email: string;
  readonly reference: string;
}

/** What is the matter where the letter did not leave. */
const titles: Readonly<Partial<Record<Delivery, string>>> = {
  failed: 'Falta enviar el correo',
  withheld: 'Falta enviar el correo',
  refused: 'Su correo no recibe mensajes',
};

async function showReceipt(
  world: World,
  ctx: Context,
  again: string,
  { message, email, reference }: Receipt,
): Promise<void> {
  const { state, at, until } = await world.notifier.delivery(message);
  show(ctx, 'register-natural/done', {
    title: titles[state] ?? 'Éxito',
    maskedEmail: email,
    delivery: state,
    at: at && clockOf(at),
    until: until && when(until),
    reference,
    hours: CONFIRMATION_HOURS,
    again,
  });
}
