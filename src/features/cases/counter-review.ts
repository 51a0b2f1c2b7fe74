import type { Context } from 'koa';
import { holderOf } from '../../account/registered-already.ts';
import { formatIdentifier, fullName } from '../../domain/account.ts';
import { DESK_MASK } from '../../domain/desk.ts';
import { type Email, maskEmail } from '../../domain/email.ts';
import { formatPhone } from '../../domain/phone.ts';
import { text } from '../../http/form.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { seeOther, textsOf } from '../../http/page.ts';
import type { DeskHere, DeskPage } from '../../http/staff/desk-page.ts';
import { packForDesk, ticketOfDesk } from '../../http/staff/desk-ticket.ts';
import { showDesk } from '../../http/staff/show-desk.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { Deps } from '../../ports/deps.ts';
import { accountMailOf } from './use-cases/account-mail.ts';
import { attestAtCounter, type CounterSeen } from './use-cases/attest-at-counter.ts';

const COUNTER = '/mesa/mostrador';
const DONE = { path: `${COUNTER}/listo/`, ticket: { purpose: 'mostrador-listo', minutes: 15 } } as const;
/** The page on which the person reads what was typed. */
export const REVIEW = { path: `${COUNTER}/revisar/`, ticket: { purpose: 'mostrador', minutes: 15 } } as const;

/** Revisar: what was typed, to be read together with the person, and «Vi el documento». */
export const counterReviewPage: DeskPage = {
  path: '/mesa/mostrador/revisar/:boleto',
  roles: ['mostrador', 'agente', 'revisor'],
  show: (deps, ctx, here) => showReview(deps, ctx, here, {}),
  async act(deps, ctx, here, form) {
    const seen = ticketOfDesk<CounterSeen>(deps, ctx, here, REVIEW.ticket);
    if (!seen || text(form, 'accion') !== 'vi') return seeOther(ctx, COUNTER);
    const again = (wrong: Wrong) => showReview(deps, ctx, here, wrong);
    await showAgain(ctx, { fieldOf: {}, first: 'contenido' }, again, async () => {
      const folio = await attestAtCounter(deps, here, seen);
      seeOther(ctx, DONE.path + packForDesk(deps, here, DONE.ticket, { folio }));
    });
  },
};

/** The folio for the person, and what comes next. */
export const counterDonePage: DeskPage = {
  path: '/mesa/mostrador/listo/:boleto',
  roles: ['mostrador', 'agente', 'revisor'],
  async show(deps, ctx, here) {
    const done = ticketOfDesk<{ readonly folio: string }>(deps, ctx, here, DONE.ticket);
    if (!done) return seeOther(ctx, COUNTER);
    const title = textsOf(ctx).cases.titles.attested;
    const { folio } = done;
    const again = (await deps.cases.findByFolio(folio))?.first !== undefined;
    showDesk(deps, ctx, here, { view: 'cases/counter-done', tab: 'counter', title, folio, again });
  },
};

/** What was typed, in words: whole, because the person in front reads whether it is right. */
export function reviewRows({ cases, desk, formats }: Catalogue, seen: CounterSeen, onFile?: Email) {
  const { rows } = cases;
  const { contacts, renewal, representative, expires } = seen;
  return [
    { dt: rows.kind, dd: cases.kinds[seen.kind] },
    { dt: rows.holder, dd: desk.profiles[seen.profile] },
    { dt: rows.number, dd: formatIdentifier(seen.identifier) },
    ...(representative ? [{ dt: rows.representative, dd: formatIdentifier(representative) }] : []),
    ...(onFile ? [{ dt: rows.accountMail, dd: maskEmail(onFile, DESK_MASK) }] : []),
    { dt: rows.document, dd: `${cases.documents[seen.document]}, ${seen.number}` },
    ...(expires ? [{ dt: rows.expires, dd: formats.day(expires) }] : []),
    ...(renewal ? [{ dt: rows.renewal, dd: `${renewal.number}, ${formats.day(renewal.date)}` }] : []),
    { dt: rows.name, dd: fullName(seen.name) },
    ...(contacts ? [{ dt: rows.email, dd: contacts.email }] : []),
    ...(contacts?.mobile ? [{ dt: rows.mobile, dd: formatPhone(contacts.mobile) }] : []),
    ...(seen.key ? [{ dt: rows.key, dd: cases.yes }] : []),
  ];
}

async function showReview(deps: Deps, ctx: Context, here: DeskHere, wrong: Partial<Wrong>): Promise<void> {
  const seen = ticketOfDesk<CounterSeen>(deps, ctx, here, REVIEW.ticket);
  if (!seen) return seeOther(ctx, COUNTER);
  const texts = textsOf(ctx);
  const onFile = accountMailOf(seen, await holderOf(deps, seen));
  showDesk(deps, ctx, here, {
    view: 'cases/counter-review',
    tab: 'counter',
    title: texts.cases.titles.review,
    rows: reviewRows(texts, seen, onFile),
    asksWhose: onFile !== undefined,
    namesAgree: seen.namesAgree,
    protects: seen.kind === 'proteccion',
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    refusal: wrong.refusal,
  });
}
