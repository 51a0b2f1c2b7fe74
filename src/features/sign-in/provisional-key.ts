import type Router from '@koa/router';
import type { Context } from 'koa';
import type { default as Provider } from 'oidc-provider';
import { changeKeyBy } from '../../account/change-key.ts';
import { type ChoosingBrowser, proveMailboxCode, sendMailboxCode } from '../../account/mailbox-proof.ts';
import { assertRepeated, chooseKey } from '../../domain/key.ts';
import { Refusal } from '../../domain/refusal.ts';
import { assertOwnForm, deviceOfBrowser } from '../../http/browser.ts';
import { mailboxCodeOf } from '../../http/flows/mailbox-code.ts';
import { type Form, readAll, readForm, text } from '../../http/form.ts';
import { readCode } from '../../http/forms/read-code.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { asksToRemember, isKnown, renewDevice } from '../../http/known-device.ts';
import { browserOf, seeOther, show, textsOf, visitorOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import { answerOf } from './answer.ts';
import { completeSignIn } from './complete.ts';
import { frameOf } from './frame.ts';
import { type Interaction, interactionOf } from './interaction.ts';
import { refuseSpent } from './page-form.ts';
import type { ProvedSignIn } from './proof-ticket.ts';
import { endWith } from './result.ts';

const FORM = 'change-key';

/** What the address of the page carries, sealed: the sign-in that it belongs to, and the key that was proved. */
interface Ticket {
  readonly uid: string;
  readonly provisional: string;
  readonly actor?: string | undefined;
  /** Whether «Este es mi equipo» was ticked where the provisional key was typed. */
  readonly remember?: boolean | undefined;
  /** The message with six digits for the mailbox. */
  readonly message?: string | undefined;
}

/** Leads from the login to the page that changes a provisional key; any other refusal is thrown on. */
export function toProvisionalPage(deps: Deps, ctx: Context, { uid }: Interaction, form: Form, error: unknown): void {
  if (!(error instanceof Refusal) || error.code !== 'key-provisional') throw error;
  const { provisional, actor } = error.details;
  const ticket = { uid, provisional, actor, remember: asksToRemember(form) };
  seeOther(ctx, `/ingresar/${uid}/clave/${deps.tokens.pack('provisional', ticket)}`);
}

/** Clave provisoria, in the middle of a sign-in: the user chooses a key, and the sign-in continues (M-14). */
export function provisionalKeyRoutes(router: Router, deps: Deps, provider: Provider): void {
  router.get('/:uid/clave/:ticket', async (ctx) => {
    const interaction = await interactionOf(provider, ctx);
    if (interaction.late) return endWith(provider, ctx, 'inactividad');
    ticketOf(deps, ctx, interaction);
    await showChange(deps, ctx, interaction, {});
  });

  router.post('/:uid/clave/:ticket', async (ctx) => {
    const form = await readForm(ctx);
    assertOwnForm(deps, ctx, form, FORM);
    const interaction = await interactionOf(provider, ctx);
    const ticket = ticketOf(deps, ctx, interaction);
    if (text(form, 'accion') === 'cancelar') return endWith(provider, ctx, answerOf(deps, interaction, form));
    if (interaction.late) return endWith(provider, ctx, 'inactividad');
    const where = { fieldOf, first: 'clave' };
    const again = async (wrong: Partial<Wrong>) => showChange(deps, ctx, interaction, wrong);
    await showAgain(ctx, where, again, async () => {
      refuseSpent(ctx);
      if (text(form, 'accion') === 'codigo') return sendCode(deps, ctx, ticket);
      await completeSignIn(deps, ctx, interaction, await change(deps, ctx, ticket, form));
    });
  });
}

const fieldOf = {
  'key-guessable': 'clave',
  'key-same': 'clave',
  'mailbox-code-needed': 'codigo',
  'contact-code-wrong': 'codigo',
  'contact-code-spent': 'codigo',
  'code-missing': 'codigo',
  'code-wrong': 'codigo',
} as const;

const whereOf = (deps: Deps, ctx: Context): ChoosingBrowser => ({
  browser: browserOf(ctx),
  device: deviceOfBrowser(deps, ctx),
});

/** Six digits to the mailbox; the address of the page then carries the message. */
async function sendCode(deps: Deps, ctx: Context, ticket: Ticket): Promise<void> {
  const found = await deps.provisionalKeys.find(ticket.provisional);
  if (!found) throw new Refusal('provisional-spent');
  const message = (await sendMailboxCode(deps, found, whereOf(deps, ctx))) ?? ticket.message;
  seeOther(ctx, `/ingresar/${ticket.uid}/clave/${deps.tokens.pack('provisional', { ...ticket, message })}`);
}

/** Takes the key that was chosen instead of the provisional one; this browser stays as known as it was. */
async function change(
  deps: Deps,
  ctx: Context,
  { provisional, remember = false, actor }: Ticket,
  form: Form,
): Promise<ProvedSignIn> {
  const { clave } = readAll({
    clave: () => chooseKey(text(form, 'clave'), deps.policy, []),
    clave2: () => assertRepeated(text(form, 'clave'), text(form, 'clave2')),
  });
  const found = await deps.provisionalKeys.find(provisional);
  if (!found) throw new Refusal('provisional-spent');
  const before = await deps.accounts.find(found.accountId);
  const where = whereOf(deps, ctx);
  if (form.has('codigo')) await proveMailboxCode(deps, found, where, readCode(text(form, 'codigo')));
  const known = before !== undefined && isKnown(deps, ctx, before);
  const account = await changeKeyBy(deps, found, clave, visitorOf(ctx), where);
  if (before && !remember) await renewDevice(deps, ctx, before);
  return { account, actor, known, by: 'provisional-key', remember, given: [] };
}

function ticketOf(deps: Deps, ctx: Context, { uid }: Interaction): Ticket {
  const ticket = deps.tokens.unpack('provisional', String(ctx.params.ticket)) as Ticket | undefined;
  if (ticket?.uid !== uid) throw new Refusal('form-stale');
  return ticket;
}

async function showChange(deps: Deps, ctx: Context, interaction: Interaction, wrong: Partial<Wrong>): Promise<void> {
  const { key } = deps.policy;
  const { provisional, message } = ticketOf(deps, ctx, interaction);
  const found = await deps.provisionalKeys.find(provisional);
  const mailboxCode = await mailboxCodeOf(deps, found, whereOf(deps, ctx), message, textsOf(ctx));
  show(ctx, 'key-change/provisional', {
    title: textsOf(ctx).pages.signIn.titles.provisionalKey,
    ...(await frameOf(deps, ctx, interaction, { form: FORM })),
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    values: {},
    keyMin: key.min,
    keyMax: key.max,
    mailboxCode,
    holdHours: deps.pendingChangeHours,
  });
}
