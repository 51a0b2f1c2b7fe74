import type Router from '@koa/router';
import type { Context } from 'koa';
import type { default as Provider } from 'oidc-provider';
import { formatIdentifier } from '../../domain/account.ts';
import type { ContactKind } from '../../domain/data-update.ts';
import { entryOf } from '../../domain/entry-of.ts';
import { Refusal } from '../../domain/refusal.ts';
import { isAbout } from '../../http/about-account.ts';
import { type Form, readAll, text } from '../../http/form.ts';
import { readCode } from '../../http/forms/read-code.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { browserOf, seeOther, show, textsOf, visitorOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import { frameOf } from './frame.ts';
import { type Interaction, interactionOf } from './interaction.ts';
import { readPageForm, refuseSpent } from './page-form.ts';
import { endWith } from './result.ts';
import { proveSignInCode, type SignInCode, sendSignInCode } from './use-cases/sign-in-code.ts';

const FORM = 'sign-in-code';

/** What the address of the page carries, sealed: the sign-in, and the account whose key was tried. */
type Ticket = { readonly uid: string } & Pick<SignInCode, 'profile' | 'identifier'>;

/**
 * Leads from the sign-in to the page that asks for a code from a contact on file, whether or not the identifier has an
 * account.
 */
export function toCodePage(deps: Deps, ctx: Context, { uid }: Interaction, { details }: Refusal): void {
  const ticket = { uid, profile: details.profile, identifier: details.identifier };
  seeOther(ctx, `/ingresar/${uid}/codigo/${deps.tokens.pack(FORM, ticket)}`);
}

/**
 * Past a hundred wrong keys in a row: a code to a contact on file precedes any key from a browser that is not known.
 */
export function codePageRoutes(router: Router, deps: Deps, provider: Provider): void {
  router.get('/:uid/codigo/:ticket', async (ctx) => {
    const interaction = await interactionOf(provider, ctx);
    if (interaction.late) return endWith(provider, ctx, 'inactividad');
    await showCode(deps, ctx, interaction, {});
  });

  router.post('/:uid/codigo/:ticket', async (ctx) => {
    const sent = await readPageForm(deps, provider, ctx, FORM);
    if (!sent) return;
    const { form, interaction } = sent;
    const where = { fieldOf: { 'sign-in-code-wrong': 'codigo' }, first: 'codigo' };
    const again = (wrong: Partial<Wrong>) => showCode(deps, ctx, interaction, wrong, text(form, 'por'));
    await showAgain(ctx, where, again, () => take(deps, ctx, interaction, form));
  });
}

async function take(deps: Deps, ctx: Context, interaction: Interaction, form: Form): Promise<void> {
  refuseSpent(ctx);
  const { profile, identifier } = ticketOf(deps, ctx, interaction);
  const asked = { profile, identifier, browser: browserOf(ctx) };
  const wanted = contactIn(text(form, 'enviar'));
  if (wanted) {
    await sendSignInCode(deps, { ...asked, contact: wanted }, visitorOf(ctx));
    return seeOther(ctx, `${ctx.path}?por=${text(form, 'enviar')}`);
  }
  const { codigo } = readAll({ codigo: () => readCode(text(form, 'codigo')) });
  await proveSignInCode(deps, { ...asked, contact: contactIn(text(form, 'por')) ?? 'email' }, codigo, visitorOf(ctx));
  seeOther(ctx, `/ingresar/${interaction.uid}?perfil=${profile}&listo=codigo`);
}

const contactIn = (typed: string): ContactKind | undefined =>
  entryOf<ContactKind>({ correo: 'email', celular: 'mobile' }, typed);

function ticketOf(deps: Deps, ctx: Context, { uid }: Interaction): Ticket {
  const ticket = deps.tokens.unpack(FORM, String(ctx.params.ticket)) as Ticket | undefined;
  if (ticket?.uid !== uid) throw new Refusal('form-stale');
  isAbout(ctx, { profile: ticket.profile, identifier: ticket.identifier });
  return ticket;
}

async function showCode(
  deps: Deps,
  ctx: Context,
  interaction: Interaction,
  wrong: Partial<Wrong>,
  by = String(ctx.query.por ?? ''),
): Promise<void> {
  const { identifier } = ticketOf(deps, ctx, interaction);
  show(ctx, 'sign-in/code', {
    title: textsOf(ctx).pages.signIn.titles.code,
    ...(await frameOf(deps, ctx, interaction, { form: FORM })),
    identifier: formatIdentifier(identifier),
    by: contactIn(by) && by,
    errors: wrong.errors ?? [],
    refusal: wrong.refusal,
    faults: wrong.faults ?? {},
    values: {},
  });
}
