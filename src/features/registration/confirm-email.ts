import Router from '@koa/router';
import type { Context } from 'koa';
import { reasonForSheet } from '../../account/sheet-reason.ts';
import { formatIdentifier } from '../../domain/account.ts';
import { requireSerial } from '../../domain/cedula.ts';
import { maskMobile } from '../../domain/contacts.ts';
import { mobileOf } from '../../domain/data-update.ts';
import { assertRepeated, chooseKey, readKey } from '../../domain/key.ts';
import { Refusal } from '../../domain/refusal.ts';
import { assertOwnForm, csrfToken } from '../../http/browser.ts';
import { cardVisitorOf } from '../../http/card-visitor.ts';
import {
  continueIn,
  ORIGIN,
  originOfQuery,
  originTyped,
  sealOrigin,
  withOrigin,
} from '../../http/flows/journey-origin.ts';
import { type Form, readAll, readForm, text } from '../../http/form.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { rememberDevice } from '../../http/known-device.ts';
import { keepProfile } from '../../http/last-profile.ts';
import { browserOf, seeOther, show, textsOf } from '../../http/page.ts';
import type { Deps } from '../../ports/deps.ts';
import { accountOfTicket, mobileTicket } from './mobile-ticket.ts';
import { type Confirmed, confirmEmail } from './use-cases/confirm-email.ts';
import { type PendingConfirmation, pendingConfirmation } from './use-cases/pending-confirmation.ts';

const FORM = 'confirm-email';

/** Refusals after which the link leads nowhere any more. */
const over = new Set(['link-spent', 'already-registered']);

const fields = {
  fieldOf: {
    'key-missing': 'clave',
    'key-guessable': 'clave',
    'registered-key-wrong': 'clave',
    'registered-key-spent': 'clave',
    'serial-missing': 'serie',
    'cedula-mismatch': 'serie',
  },
  first: 'contenido',
} as const;

/**
 * Confirmar cuenta: the link shows a page with what was registered; only its button acts (mail scanners open links). In
 * a browser other than the one that registered it asks the key, or lets another one be chosen.
 */
export function confirmEmailRoutes(deps: Deps): Router {
  const router = new Router({ prefix: '/confirmar' });

  for (const path of ['/listo', '/listo/:ticket']) router.get(path, (ctx) => showDone(deps, ctx));
  router.get('/vencido', (ctx) =>
    show(ctx, 'registration/confirm-email/expired', { title: textsOf(ctx).pages.registration.titles.linkSpent }),
  );
  router.get('/en-espera/:packed', (ctx) => showWaiting(deps, ctx));

  router.get('/:token', (ctx) =>
    showConfirmation(deps, ctx, String(ctx.params.token), ctx.query.otra !== undefined, {}),
  );
  router.post('/', (ctx) => takeConfirmation(deps, ctx, false));
  router.post('/otra', (ctx) => takeConfirmation(deps, ctx, true));

  return router;
}

async function takeConfirmation(deps: Deps, ctx: Context, other: boolean): Promise<void> {
  const form = await readForm(ctx);
  assertOwnForm(deps, ctx, form, FORM);
  const token = text(form, 'token');
  const again = (wrong: Wrong) => showConfirmation(deps, ctx, token, other, wrong, form);
  await showAgain(ctx, fields, again, async () => {
    const pending = await pendingConfirmation(deps, token, browserOf(ctx));
    seeOther(ctx, pending ? await confirmed(deps, ctx, { form, pending, other }) : OVER);
  });
}

const OVER = '/confirmar/vencido';

async function confirmed(
  deps: Deps,
  ctx: Context,
  { form, pending, other }: { readonly form: Form; readonly pending: PendingConfirmation; readonly other: boolean },
): Promise<string> {
  const asked = readConfirmation(deps, form, pending, other);
  try {
    const done = await confirmEmail(deps, { ...asked, browser: browserOf(ctx) }, cardVisitorOf(deps, ctx, form));
    return await addressAfter(deps, ctx, done, pending);
  } catch (error) {
    if (error instanceof Refusal && over.has(error.code)) return OVER;
    throw error;
  }
}

async function addressAfter(
  deps: Deps,
  ctx: Context,
  { account, waits }: Confirmed,
  pending: PendingConfirmation,
): Promise<string> {
  if (waits)
    return `/confirmar/en-espera/${deps.tokens.pack('recreation', { until: waits.dueAt, folio: waits.folio })}`;
  // This browser registered, or the key was typed here: it is the holder's (floor 8).
  await rememberDevice(deps, ctx, account.id);
  keepProfile(deps, ctx, account.profile);
  const ticket = mobileTicket(deps, ctx, account);
  const sheet = ticket ? undefined : await reasonForSheet(deps, account);
  const words = new URLSearchParams({ perfil: account.profile, ...(sheet ? { hoja: sheet } : {}) });
  const done = `/confirmar/listo${ticket ? `/${encodeURIComponent(ticket)}` : ''}?${words}`;
  return withOrigin(done, sealedOrigin(deps, ctx, pending));
}

/** The sign-in where the registration began; with its number in the browser where that was typed. */
function sealedOrigin(deps: Deps, ctx: Context, { origin, account, sameBrowser }: PendingConfirmation) {
  if (!origin) return undefined;
  const { profile, identifier } = account;
  const person = { profile, identifier: formatIdentifier(identifier) };
  return sealOrigin(deps, sameBrowser ? originTyped(deps, ctx, origin, person) : origin);
}

/** Throws FieldRefusals with every field that is wrong. */
function readConfirmation(deps: Deps, form: Form, { account, asks, card }: PendingConfirmation, other: boolean) {
  const token = text(form, 'token');
  const typed = text(form, 'clave');
  if (!other && asks !== 'fresh') {
    if (asks === 'nothing') return { token };
    const { clave } = readAll({ clave: () => readKey(typed) });
    return { token, key: clave };
  }
  const { clave, serie } = readAll({
    serie: () => (card ? requireSerial(text(form, 'serie')) : undefined),
    clave: () => chooseKey(typed, deps.policy, [account.identifier, account.personal.email]),
    clave2: () => assertRepeated(typed, text(form, 'clave2')),
  });
  return { token, fresh: { key: clave, serial: serie, keeps: text(form, 'conservar') === '1' } };
}

async function showConfirmation(
  deps: Deps,
  ctx: Context,
  token: string,
  other: boolean,
  wrong: Partial<Wrong>,
  form?: Form,
): Promise<void> {
  const pending = await pendingConfirmation(deps, token, browserOf(ctx));
  if (!pending) return ctx.redirect(OVER);
  const { account, asks, card, sameBrowser } = pending;
  const mobile = mobileOf(account);
  const chooses = other || asks === 'fresh';
  show(ctx, chooses ? 'registration/confirm-email/choose' : 'registration/confirm-email/confirm', {
    title: chooses ? textsOf(ctx).pages.registration.titles.choose : textsOf(ctx).pages.registration.titles.confirm,
    token,
    kind: account.kind === 'NIE' ? 'NIE' : 'RUT',
    identifier: formatIdentifier(account.identifier),
    mobile: mobile && maskMobile(mobile),
    question: account.question !== undefined,
    asksKey: asks === 'key',
    imported: asks === 'fresh',
    ofCompany: account.profile === 'juridica',
    card,
    keeps: form ? text(form, 'conservar') === '1' : sameBrowser,
    keyMin: deps.policy.key.min,
    keyMax: deps.policy.key.max,
    formAction: chooses ? '/confirmar/otra' : '/confirmar',
    csrfToken: csrfToken(deps, ctx, FORM),
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    refusal: wrong.refusal,
    values: { serie: form ? text(form, 'serie') : '' },
  });
}

/** «Su cuenta está lista», with the way to confirm the mobile in the browser that has just confirmed the e-mail. */
async function showDone(deps: Deps, ctx: Context): Promise<void> {
  const ticket = String(ctx.params.ticket ?? '');
  const account = ticket ? await accountOfTicket(deps, ctx, ticket) : undefined;
  const mobile = account && mobileOf(account);
  show(ctx, 'registration/confirm-email/done', {
    title: textsOf(ctx).pages.registration.titles.confirmed,
    profile: String(ctx.query.perfil ?? ''),
    sheet: String(ctx.query.hoja ?? ''),
    origen: String(ctx.query[ORIGIN] ?? ''),
    continuar: continueIn(deps, originOfQuery(deps, ctx)),
    ...(mobile ? { ticket, mobile: maskMobile(mobile), csrfToken: csrfToken(deps, ctx, 'confirm-mobile') } : {}),
  });
}

async function showWaiting(deps: Deps, ctx: Context): Promise<void> {
  const packed = deps.tokens.unpack('recreation', String(ctx.params.packed));
  if (!packed) return ctx.redirect(OVER);
  const { until, folio } = packed as { readonly until: string; readonly folio: string };
  show(ctx, 'registration/confirm-email/waiting', {
    title: textsOf(ctx).pages.registration.titles.waiting,
    until: textsOf(ctx).formats.instant(new Date(until)),
    folio,
  });
}
