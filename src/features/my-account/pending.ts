import { documentKinds } from '../../account/pending-change-kinds.ts';
import type { Here } from '../../account/who-is-in.ts';
import { fullName } from '../../domain/account.ts';
import { type Moment, momentOf } from '../../http/words/moments.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { PendingChange } from '../../ports/pending-changes.ts';
import type { RightRequest } from '../../ports/right-requests.ts';
import { rightView } from '../privacy/right-words.ts';
import { hasMobileToConfirm } from './confirm-mobile.ts';
import type { Pending } from './use-cases/list-pending.ts';

/** Something that waits: what it is, what it means, when it happens, and the page where one acts on it. */
interface PendingItem {
  readonly what: string;
  readonly text: string;
  /** A moment with its label: «Se hará», «Cuándo». */
  readonly when?: { readonly label: string; readonly moment: Moment } | undefined;
  readonly href: string;
  readonly action: string;
}

type Holder = Pick<Here, 'account' | 'actor'>;

type Texts = Catalogue['pages']['myAccount']['pending'];

/** Everything that waits in an account; first what may take it away. */
export function pendingItems(texts: Catalogue, here: Holder, pending: Pending, now: Date): readonly PendingItem[] {
  const words = texts.pages.myAccount.pending;
  return [
    ...contestItem(texts, here, pending, now),
    ...pending.holds.filter(({ kind }) => kind !== 'contest').map((hold) => holdItem(texts, hold, now)),
    ...(pending.recovering ? [recoveryItem(words)] : []),
    ...(here.account.keyNeedsCard ? [keyItem(words)] : []),
    ...(pending.emailRefusedAt ? [emailItem(texts, pending.emailRefusedAt, now)] : []),
    ...(hasMobileToConfirm(here) ? [mobileItem(words)] : []),
    ...pending.toCorrect.map((request) => correctItem(texts, request)),
    ...pending.rights.map((request) => rightItem(texts, request, now)),
  ];
}

function contestItem(texts: Catalogue, { account }: Holder, { holds }: Pending, now: Date): readonly PendingItem[] {
  if (!account.contest) return [];
  // A NIE is never contested here: no card could be compared with it (features/identity/use-cases/contest-nie.ts).
  const { contest: what, contestAtDesk, contestByCard } = texts.pages.myAccount.pending;
  if (account.contest === 'desk') return [{ what, ...contestAtDesk, href: '/cuenta/datos#identidad' }];
  const hold = holds.find(({ kind }) => kind === 'contest');
  return [
    {
      what,
      ...contestByCard,
      when: hold && { label: contestByCard.when, moment: momentOf(texts, hold.dueAt, now) },
      href: '/cuenta/datos/identidad',
    },
  ];
}

function holdItem(texts: Catalogue, { id, kind, folio, dueAt }: PendingChange, now: Date): PendingItem {
  const { hold } = texts.pages.myAccount.pending;
  const name = texts.pendingChanges.kinds[kind];
  const byDocument = documentKinds.includes(kind);
  return {
    what: hold.what(`${name.charAt(0).toLowerCase()}${name.slice(1)}`),
    text: hold.text(folio),
    when: { label: hold.when, moment: momentOf(texts, dueAt, now) },
    href: byDocument ? `/cuenta/datos/solicitud/${id}` : '/cuenta/datos#espera',
    action: byDocument ? hold.disavow : hold.withdraw,
  };
}

const recoveryItem = ({ recovery }: Texts): PendingItem => ({ ...recovery, href: '/cuenta/no-fui-yo' });

const keyItem = ({ key }: Texts): PendingItem => ({ ...key, href: '/cuenta/representantes' });

function emailItem(texts: Catalogue, at: Date, now: Date): PendingItem {
  const { email } = texts.pages.myAccount.pending;
  return {
    ...email,
    when: { label: email.when, moment: momentOf(texts, at, now) },
    href: '/cuenta/datos/contacto',
  };
}

const mobileItem = ({ mobile }: Texts): PendingItem => ({ ...mobile, href: '/cuenta/datos/celular' });

function correctItem(texts: Catalogue, { folio, data }: Pending['toCorrect'][number]): PendingItem {
  const { correct } = texts.pages.myAccount.pending;
  return {
    what: correct.what,
    text: correct.text(folio, fullName(data.name)),
    href: '/cuenta/facilitadores/solicitudes',
    action: correct.action,
  };
}

function rightItem(texts: Catalogue, request: RightRequest, now: Date): PendingItem {
  const { name, folio, due, late } = rightView(texts, request, now);
  const { right } = texts.pages.myAccount.pending;
  return {
    what: name,
    text: late ? right.late(folio, due) : right.due(folio, due),
    href: `/cuenta/solicitudes/${folio}`,
    action: right.action,
  };
}
