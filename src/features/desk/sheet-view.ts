import { type Account, formatIdentifier } from '../../domain/account.ts';
import { maskMobile } from '../../domain/contacts.ts';
import { mobileOf } from '../../domain/data-update.ts';
import { DESK_MASK } from '../../domain/desk.ts';
import { maskEmail } from '../../domain/email.ts';
import { momentOf } from '../../http/words/moments.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { Deps } from '../../ports/deps.ts';
import type { DeskMessage } from '../../ports/desk.ts';
import { wordsOfAct } from '../my-account/act-words.ts';
import { maskedHit } from './masked.ts';
import type { Sheet } from './use-cases/read-sheet.ts';

type Needs = Pick<Deps, 'now'>;

/** The sheet in words: every contact and number is masked. */
export function sheetView(texts: Catalogue, sheet: Sheet, deps: Needs) {
  const now = deps.now();
  const moment = (at: Date) => momentOf(texts, at, now);
  return {
    hit: maskedHit(texts, sheet.account),
    rows: rowsOf(texts, sheet),
    holds: sheet.holds.map(({ folio, kind, dueAt }) => ({
      folio,
      what: texts.pendingChanges.kinds[kind],
      due: moment(dueAt),
    })),
    rights: sheet.rights.map(({ folio, kind, dueOn }) => ({
      folio,
      what: texts.rights.names[kind],
      due: texts.formats.day(dueOn),
    })),
    cases: sheet.cases.map(({ folio, kind, state, dueAt }) => ({
      folio,
      what: texts.dataCopy.values.case[kind],
      state: texts.desk.caseStates[state],
      due: moment(dueAt),
    })),
    messages: sheet.messages.map((one) => messageView(texts, one, deps)),
    sessions: sheet.sessions.map(({ device, usedAt }) => ({ device, used: moment(usedAt) })),
    events: sheet.events.map((row) => ({
      text: wordsOfAct(texts, row, row.clientId ?? ''),
      moment: moment(row.at),
      device: row.details.by === 'staff' ? undefined : row.device,
    })),
  };
}

function rowsOf(texts: Catalogue, { account, pauses, invitations }: Sheet) {
  const { desk, formats, moments } = texts;
  const { rows } = desk;
  const mobile = mobileOf(account);
  const contact = (masked: string, at: Date | undefined) =>
    at ? desk.confirmed(masked, formats.longDay(at)) : desk.unconfirmed(masked);
  return [
    ...marksOf(texts, account).map((dd) => ({ dt: rows.state, dd })),
    { dt: rows.identity, dd: identityOf(texts, account) },
    { dt: rows.email, dd: contact(maskEmail(account.personal.email, DESK_MASK), account.confirmed.email) },
    { dt: rows.mobile, dd: mobile ? contact(maskMobile(mobile), account.confirmed.mobile) : desk.noMobile },
    ...invitedIn(texts, account, invitations).map((dd) => ({ dt: rows.invitedBy, dd })),
    { dt: rows.created, dd: formats.longDay(account.createdAt) },
    { dt: rows.keyChanged, dd: formats.longDay(account.keyChangedAt) },
    ...(pauses.key ? [{ dt: rows.keyPause, dd: moments.opensAt(pauses.key) }] : []),
    ...(pauses.card ? [{ dt: rows.cardPause, dd: moments.opensAt(pauses.card) }] : []),
  ];
}

/** Of a facilitador, each company that lets them in, and that there is none: no sign-in ends then. */
function invitedIn({ desk, formats }: Catalogue, { profile }: Account, invitations: Sheet['invitations']) {
  if (profile !== 'facilitador') return [];
  if (invitations.length === 0) return [desk.notInvited];
  return invitations.map(({ organisation: { razonSocial, rut }, until }) =>
    desk.invited(`${razonSocial}, RUT ${formatIdentifier(rut)}`, formats.longDay(until)),
  );
}

const marksOf = ({ desk }: Catalogue, { stolenAt, contest }: Account): readonly string[] => [
  ...(stolenAt ? [desk.stolen] : []),
  ...(contest ? [desk.contested] : []),
];

function identityOf({ desk, formats }: Catalogue, { identidad, identityProvedAt }: Account): string {
  const name = desk.identity[identidad];
  return identityProvedAt ? desk.provedOn(name, formats.longDay(identityProvedAt)) : name;
}

function messageView(texts: Catalogue, message: DeskMessage, { now }: Needs) {
  const { desk } = texts;
  const { id, kind, channel, queuedAt, state, to, repeatable } = message;
  return {
    id,
    what: desk.message(kind),
    channel: desk.channels[channel],
    at: momentOf(texts, queuedAt, now()),
    state: desk.deliveries[state],
    to: to && (to.includes('@') ? maskEmail(to as never, DESK_MASK) : maskMobile(to as never)),
    repeatable,
  };
}
