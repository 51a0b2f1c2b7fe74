import type Router from '@koa/router';
import { documentKinds } from '../../account/pending-change-kinds.ts';
import type { Here } from '../../account/who-is-in.ts';
import { type Account, actorName, formatIdentifier, publicName } from '../../domain/account.ts';
import { formatPhone, type Phone } from '../../domain/phone.ts';
import { text } from '../../http/form.ts';
import { seeOther, textsOf, visitorOf } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { donePath } from '../../http/signed-in/done-words.ts';
import { addForm, addPage, showTab } from '../../http/signed-in/frame.ts';
import { momentOf } from '../../http/words/moments.ts';
import { streetOf } from '../../http/words/shared-by-scope.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { PendingChange } from '../../ports/pending-changes.ts';
import { withdrawableKinds } from '../pending-changes/withdrawable-kinds.ts';
import { changeAddressRoutes } from './change-address.ts';
import { changeContactsRoutes } from './change-contacts.ts';
import { hasMobileToConfirm } from './confirm-mobile.ts';
import { provesAtCounter } from './use-cases/ask-document.ts';
import { mayBeReviewed } from './use-cases/send-copy.ts';
import { withdrawOwnPendingChange } from './use-cases/withdraw-own-pending-change.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Mis datos: what is on file, how the identity is known, and which changes wait. */
export function myDataRoutes(router: Router, cuenta: Cuenta): void {
  const { deps } = cuenta;

  addPage(router, cuenta, '/datos', async (ctx, here) => {
    const { id, personal } = here.account;
    const refused = await deps.notifier.refusedAt(id, { to: personal.email });
    const waiting = await Promise.all(withdrawableKinds.map((kind) => deps.pendingChanges.waiting(id, kind)));
    showTab(cuenta, ctx, here, {
      tab: 'my-data',
      view: 'my-data',
      title: textsOf(ctx).pages.myAccount.titles.myData,
      rows: rowsOf(textsOf(ctx), here.account),
      emailRefused: refused && momentOf(textsOf(ctx), refused, deps.now()),
      identity: identityOf(here),
      mobileToConfirm: hasMobileToConfirm(here),
      holds: waiting.filter((hold) => hold !== undefined).map((hold) => waitOf(textsOf(ctx), hold, deps.now())),
    });
  });

  addForm(router, cuenta, '/datos', async (ctx, here, form) => {
    const id = text(form, 'solicitud');
    const needsMore = UUID.test(id) && (await withdrawOwnPendingChange(deps, here, id, visitorOf(ctx)));
    seeOther(ctx, needsMore ? `/cuenta/datos/solicitud/${id}?paso=no` : donePath('/cuenta/datos', 'solicitud'));
  });

  changeAddressRoutes(router, cuenta);
  changeContactsRoutes(router, cuenta);
}

/** How the identity of the user is known, and how it is proved. */
export function identityOf({ account, actor }: Pick<Here, 'account' | 'actor'>) {
  const identidad = actor?.identidad ?? account.identidad;
  return {
    proved: identidad === 'documento',
    reviewed: identidad === 'revisada',
    byCopy: mayBeReviewed(account),
    of: actor && actorName(actor),
    atDesk: account.kind === 'NIE' || account.contest === 'desk',
    atCounter: provesAtCounter(account),
    mayMove: account.profile === 'migrante',
    contest: account.contest,
  };
}

/** What is on file, line by line. */
export function rowsOf(texts: Catalogue, account: Account): readonly { readonly dt: string; readonly dd: string }[] {
  const { rows } = texts.pages.myAccount;
  const { personal, kind, identifier, profile } = account;
  const { email, mobile, homePhone, workPhone, company } = personal;
  const line = (dt: string, dd: string | undefined) => (dd ? [{ dt, dd }] : []);
  const person = profile !== 'juridica';
  const stated = (phone: Phone) =>
    account.confirmed.mobile ? formatPhone(phone) : rows.unconfirmed(formatPhone(phone));
  return [
    { dt: person ? rows.name : rows.companyName, dd: publicName(account) ?? rows.nameHidden },
    { dt: kind === 'NIE' ? 'NIE' : 'RUT', dd: formatIdentifier(identifier) },
    { dt: rows.email, dd: email },
    ...(person ? [{ dt: rows.mobile, dd: mobile ? stated(mobile) : rows.noMobile }] : []),
    ...line(rows.representativeMobile, company?.representative.mobile && stated(company.representative.mobile)),
    ...line(rows.homePhone, homePhone && formatPhone(homePhone)),
    ...line(person ? rows.workPhone : rows.companyPhone, workPhone && formatPhone(workPhone)),
    { dt: person ? rows.home : rows.address, dd: streetOf(texts, personal) },
  ];
}

/** A request that waits, with the time at which it takes effect. */
export function waitOf(
  texts: Catalogue,
  { id, kind, folio, dueAt }: Pick<PendingChange, 'id' | 'kind' | 'folio' | 'dueAt'>,
  now: Date,
) {
  const needsMore = documentKinds.includes(kind);
  return { id, folio, what: texts.pendingChanges.kinds[kind], until: momentOf(texts, dueAt, now), needsMore };
}
