import type Router from '@koa/router';
import type { Context } from 'koa';
import type { default as Provider } from 'oidc-provider';
import { requireSerial } from '../../domain/cedula.ts';
import { cardVisitorOf } from '../../http/card-visitor.ts';
import { type Form, readAll, text } from '../../http/form.ts';
import { readCode } from '../../http/forms/read-code.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { browserOf, seeOther, visitorOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import type { Interaction } from '../sign-in/interaction.ts';
import { refuseSpent } from '../sign-in/page-form.ts';
import { addTicketPage } from '../sign-in/ticket-page.ts';
import { LOSS_FORM, showLoss } from './loss-view.ts';
import { askFactorLoss } from './use-cases/ask-loss.ts';
import { type Losing, losingBy } from './use-cases/losing.ts';
import { sendLossCode } from './use-cases/loss-code.ts';
import { openLossCase } from './use-cases/open-loss-case.ts';
import { assertStillLosing } from './use-cases/still-losing.ts';

/** The fields of refusals of the use case. */
const fieldOf = {
  'contact-code-wrong': 'codigo',
  'contact-code-spent': 'codigo',
  'serial-missing': 'serie',
  'cedula-mismatch': 'serie',
  'card-stolen': 'serie',
} as const;

/** After a right key: card and mailbox, and then the factor ends once the waiting period is over. */
export function lossRoutes(router: Router, deps: Deps, provider: Provider): void {
  addTicketPage(router, deps, provider, {
    path: 'sin-factor',
    form: LOSS_FORM,
    show: async ({ ctx, interaction, ticket }) => showLoss(deps, ctx, interaction, await losingBy(deps, ticket), {}),
    take: async ({ ctx, interaction, ticket }, form) =>
      takeForm(deps, ctx, interaction, await losingBy(deps, ticket), form),
  });
}

async function takeForm(deps: Deps, ctx: Context, interaction: Interaction, who: Losing, form: Form): Promise<void> {
  const again = (wrong: Wrong, fault: unknown) => showLoss(deps, ctx, interaction, who, wrong, { form, fault });
  await showAgain(ctx, { fieldOf, first: 'contenido' }, again, async () => {
    refuseSpent(ctx);
    await assertStillLosing(deps, who, visitorOf(ctx));
    const request = await act(deps, ctx, who, form);
    seeOther(ctx, request ? `${ctx.path}?${new URLSearchParams({ solicitud: request })}` : ctx.path);
  });
}

/** Does what the pressed button means; gives the token of a request that begins to wait. */
async function act(deps: Deps, ctx: Context, who: Losing, form: Form): Promise<string | undefined> {
  const action = text(form, 'accion');
  if (action === 'mesa') {
    await openLossCase(deps, who, visitorOf(ctx));
    return undefined;
  }
  if (action === 'enviar') {
    await sendLossCode(deps, who, browserOf(ctx), visitorOf(ctx));
    return undefined;
  }
  const { codigo, serie } = readAll({
    codigo: () => readCode(text(form, 'codigo')),
    serie: () => requireSerial(text(form, 'serie')),
  });
  const typed = { code: codigo, serial: serie, browser: browserOf(ctx) };
  return askFactorLoss(deps, who, typed, cardVisitorOf(deps, ctx, form));
}
