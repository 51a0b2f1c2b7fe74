import type Router from '@koa/router';
import type { Context } from 'koa';
import { CONFIRMATION_HOURS, type Profile } from '../../domain/account.ts';
import { maskEmail, parseEmail } from '../../domain/email.ts';
import { entryOf } from '../../domain/entry-of.ts';
import { Refusal } from '../../domain/refusal.ts';
import { isAbout } from '../../http/about-account.ts';
import { assertOwnForm, csrfToken } from '../../http/browser.ts';
import { continueIn } from '../../http/flows/journey-origin.ts';
import { type Form, readAll, readForm, text } from '../../http/form.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { keepProfile } from '../../http/last-profile.ts';
import { browserOf, seeOther, show, textsOf, visitorOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import { emailDoubts, hasNewDoubt, takeMeant } from './meant-emails.ts';
import {
  type Amended,
  correctEmail,
  nextMailAt,
  type PendingRegistration,
  sendMailAgain,
} from './use-cases/amend-registration.ts';

const FORM = 'registration-receipt';

/**
 * What the page of the outcome shows, sealed in its address: a registration that waits for its message to be opened.
 */
interface Receipt extends PendingRegistration {
  /** Id of the message that the page follows. */
  readonly message: string;
  readonly reference: string;
  /** How long the link of its last message is valid, where it was sent again. */
  readonly hours?: number;
}

/** Address of the page of the outcome. */
export const receiptAddress = ({ tokens }: Pick<Deps, 'tokens'>, path: string, receipt: Receipt): string =>
  `${path}/listo/${tokens.pack('receipt', receipt)}`;

/**
 * The page that shows where the message was sent. In the browser that registered it shows the whole address, corrects
 * it, sends another message, and continues once the account is confirmed, wherever the message was opened; in any other
 * the address is partly hidden and nothing can be done.
 */
export function receiptRoutes(router: Router, deps: Deps, path: string): void {
  router.get('/listo/:receipt', async (ctx) => {
    const receipt = receiptOf(deps, ctx);
    if (!receipt) return;
    const profile = isOwn(ctx, receipt) ? await profileConfirmed(deps, receipt) : undefined;
    if (profile) showConfirmed(deps, ctx, receipt, profile);
    else await showReceipt(deps, ctx, path, receipt, {});
  });

  router.post('/listo/:receipt', async (ctx) => {
    const form = await readForm(ctx);
    assertOwnForm(deps, ctx, form, FORM);
    const receipt = ownReceipt(deps, ctx);
    const again = (wrong: Wrong) => showReceipt(deps, ctx, path, receipt, wrong);
    await showAgain(ctx, { fieldOf: {}, first: 'contenido' }, again, async () => {
      await amended(deps, ctx, path, receipt, () => sendMailAgain(deps, receipt, visitorOf(ctx)));
    });
  });

  router.get('/listo/:receipt/correo', (ctx) => {
    const receipt = receiptOf(deps, ctx);
    if (!receipt) return;
    if (!isOwn(ctx, receipt)) return ctx.redirect(addressOf(ctx, path));
    showCorrection(deps, ctx, path, { email: receipt.typed }, {});
  });

  router.post('/listo/:receipt/correo', (ctx) => correct(deps, ctx, path));
}

function receiptOf({ tokens }: Pick<Deps, 'tokens'>, ctx: Context): Receipt | undefined {
  const receipt = tokens.unpack('receipt', String(ctx.params.receipt)) as Receipt | undefined;
  if (receipt) isAbout(ctx, { accountId: receipt.accountId });
  return receipt;
}

/** Address of the page of the receipt that is asked for, as it was sealed. */
const addressOf = (ctx: Context, path: string): string => `${path}/listo/${String(ctx.params.receipt)}`;

const isOwn = (ctx: Context, { browser }: Receipt): boolean => browser === browserOf(ctx);

function ownReceipt(deps: Deps, ctx: Context): Receipt {
  const receipt = receiptOf(deps, ctx);
  if (!receipt || !isOwn(ctx, receipt)) throw new Refusal('form-stale');
  return receipt;
}

/** Profile of the registration once it was confirmed; undefined while it waits, and where it no longer exists. */
async function profileConfirmed({ accounts }: Deps, { accountId }: Receipt): Promise<Profile | undefined> {
  const account = await accounts.find(accountId);
  return account?.state === 'activa' ? account.profile : undefined;
}

/** The next sign-in in this browser opens at the profile, as where the message was read. */
function showConfirmed(deps: Deps, ctx: Context, { origin }: Receipt, profile: Profile): void {
  keepProfile(deps, ctx, profile);
  show(ctx, 'registration/confirm-email/done', {
    title: textsOf(ctx).pages.registration.titles.confirmed,
    profile,
    continuar: continueIn(deps, origin),
  });
}

async function correct(deps: Deps, ctx: Context, path: string): Promise<void> {
  const sent = await readForm(ctx);
  assertOwnForm(deps, ctx, sent, FORM);
  const receipt = ownReceipt(deps, ctx);
  const form = takeMeant(sent, ['email']);
  const doubts = emailDoubts(form, ['email']);
  const again = async (wrong: Partial<Wrong>) => showCorrection(deps, ctx, path, valuesOf(form), { wrong, doubts });
  await showAgain(ctx, { fieldOf: {}, first: 'email' }, again, async () => {
    const { email } = readAll({ email: () => parseEmail(text(form, 'email')) });
    if (hasNewDoubt(form, ['email'])) return again({});
    const act = () => correctEmail(deps, receipt, email, visitorOf(ctx));
    await amended(deps, ctx, path, receipt, act);
  });
}

const valuesOf = (form: Form) => ({ email: text(form, 'email'), email_visto: text(form, 'email_visto') });

/** Acts on the registration and leads to its new page; one that no longer waits has a page for that. */
async function amended(
  deps: Deps,
  ctx: Context,
  path: string,
  receipt: Receipt,
  act: () => Promise<Amended>,
): Promise<void> {
  try {
    seeOther(ctx, receiptAddress(deps, path, { ...receipt, ...(await act()) }));
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'link-spent') throw error;
    seeOther(ctx, '/confirmar/vencido');
  }
}

async function showReceipt(
  deps: Deps,
  ctx: Context,
  again: string,
  receipt: Receipt,
  wrong: Partial<Wrong>,
): Promise<void> {
  const { message, typed, reference, accountId } = receipt;
  const { state, at, until } = await deps.notifier.delivery(message);
  const { formats, moments, pages } = textsOf(ctx);
  const { titles, undelivered } = pages.registration;
  const own = isOwn(ctx, receipt);
  const next = own ? await nextMailAt(deps, accountId) : undefined;
  show(ctx, 'registration/natural/done', {
    title: entryOf<string>(undelivered, state) ?? titles.sent,
    email: own ? typed : maskEmail(typed, deps.policy.mask),
    delivery: state,
    at: at && formats.clock(at),
    until: until && moments.opensAt(until),
    reference,
    hours: receipt.hours ?? CONFIRMATION_HOURS,
    again,
    own,
    client: receipt.origin?.platform,
    next: next && moments.opensAt(next),
    errors: wrong.errors ?? [],
    refusal: wrong.refusal,
    formAction: addressOf(ctx, again),
    csrfToken: csrfToken(deps, ctx, FORM),
  });
}

function showCorrection(
  deps: Deps,
  ctx: Context,
  path: string,
  values: Readonly<Record<string, string>>,
  { wrong = {}, doubts = {} }: { readonly wrong?: Partial<Wrong>; readonly doubts?: Readonly<Record<string, string>> },
): void {
  show(ctx, 'registration/natural/email', {
    title: textsOf(ctx).pages.registration.titles.correctEmail,
    formAction: ctx.path,
    back: addressOf(ctx, path),
    csrfToken: csrfToken(deps, ctx, FORM),
    values,
    doubts,
    errors: wrong.errors ?? [],
    refusal: wrong.refusal,
    faults: wrong.faults ?? {},
  });
}
