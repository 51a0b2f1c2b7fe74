import type Router from '@koa/router';
import { assertActsNow } from '../../account/who-is-in.ts';
import { type Account, fullName } from '../../domain/account.ts';
import { type FacilitadorInvitation, INVITATION_RESENDINGS } from '../../domain/facilitador/invitation.ts';
import { text } from '../../http/form.ts';
import { visitorOf } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { donePath } from '../../http/signed-in/done-words.ts';
import { addFormPage } from '../../http/signed-in/form-page.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { Deps } from '../../ports/deps.ts';
import { sendAgain, withdrawInvitation } from './use-cases/change-invitation.ts';

const PATH = '/facilitadores/invitaciones';
/** Invitations that the page shows, the newest ones. */
const MOST = 100;

/** Invitaciones: those of a company, with the way to send one again or to withdraw it. */
export function invitationsRoutes(router: Router, cuenta: Cuenta): void {
  const { deps } = cuenta;
  addFormPage(router, cuenta, {
    path: PATH,
    tab: 'facilitadores',
    view: 'invitations',
    titleIn: ({ pages }) => pages.invitation.titles.ofCompany,
    fieldOf: {
      'invitation-unchosen': 'invitacion',
      'invitation-gone': 'invitacion',
      'too-many-invitations': 'invitacion',
      'invitation-sent-often': 'invitacion',
    },
    first: 'invitacion',
    kept: ['invitacion'],
    done: donePath(`/cuenta${PATH}`, 'invitacion-enviada'),
    instead: ({ account }) => (account.profile === 'juridica' ? undefined : '/cuenta'),
    locals: async ({ account }, texts) => ({ invitations: await rowsOf(deps, texts, account) }),
    async act(ctx, here, form) {
      const id = text(form, 'invitacion');
      await assertActsNow(deps, here, visitorOf(ctx));
      if (text(form, 'accion') !== 'retirar') return sendAgain(deps, here, id);
      await withdrawInvitation(deps, here, id, visitorOf(ctx));
      return donePath(`/cuenta${PATH}`, 'invitacion-retirada');
    },
  });
}

async function rowsOf(deps: Deps, texts: Catalogue, { id, profile }: Account) {
  const own = profile === 'juridica' ? await deps.facilitadorInvitations.ofCompany(id, { limit: MOST }) : [];
  return own.map((one) => rowOf(texts, one, deps.now()));
}

/** What the company reads of one: never the mailbox, nor what the person wrote. */
function rowOf({ pages, formats }: Catalogue, { id, folio, data, ...one }: FacilitadorInvitation, now: Date) {
  const left = Math.max(0, INVITATION_RESENDINGS - (one.resent ?? 0));
  const lapsed = one.state === 'enviada' && one.expiresAt !== undefined && one.expiresAt <= now;
  return {
    id,
    folio,
    name: fullName(data.name),
    state: pages.invitation.states[lapsed ? 'vencida' : one.state],
    until: one.state === 'enviada' && !lapsed && one.expiresAt ? formats.instant(one.expiresAt) : undefined,
    sendable: one.state === 'enviada' && left > 0,
    left: one.state === 'enviada' ? left : undefined,
    open: one.state === 'enviada' || one.state === 'por-enviar',
  };
}
