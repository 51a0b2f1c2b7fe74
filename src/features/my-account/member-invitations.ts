import type Router from '@koa/router';
import { assertActsNow } from '../../account/who-is-in.ts';
import { maskEmail } from '../../domain/email.ts';
import { invitationStanding, MEMBER_RESENDINGS } from '../../domain/member-invitation.ts';
import { giverIn } from '../../domain/member-role.ts';
import { text } from '../../http/form.ts';
import { visitorOf } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { donePath } from '../../http/signed-in/done-words.ts';
import { addFormPage } from '../../http/signed-in/form-page.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { MemberInvitation } from '../../ports/member-invitations.ts';
import { type MemberSide, memberSides } from './member-sides.ts';
import { resendMemberInvitation, withdrawMemberInvitation } from './use-cases/change-member-invitation.ts';

/** Invitations that the page shows, the newest ones. */
const MOST = 100;

/** Invitations of members that wait for an answer, with the way to send one again or to withdraw it. */
export function memberInvitationsRoutes(router: Router, cuenta: Cuenta): void {
  for (const side of memberSides) addRoutes(router, cuenta, side);
}

function addRoutes(router: Router, cuenta: Cuenta, { path: base, tab, opensFor }: MemberSide): void {
  const { deps } = cuenta;
  const path = `${base}/invitaciones`;
  addFormPage(router, cuenta, {
    path,
    tab,
    view: 'member-invitations',
    titleIn: ({ pages }) => pages.myAccount.titles.memberInvitations,
    fieldOf: {
      'invitation-unchosen': 'invitacion',
      'invitation-gone': 'invitacion',
      'too-many-members': 'invitacion',
      'member-sent-often': 'invitacion',
    },
    first: 'invitacion',
    kept: ['invitacion'],
    done: donePath(`/cuenta${path}`, 'miembro-reenviado'),
    instead: (here) => opensFor(deps, here),
    locals: async ({ account }, texts) => {
      const own = await deps.memberInvitations.openOf(account.id, MOST);
      return { base: `/cuenta${base}`, invitations: own.map((one) => rowOf(texts, one, deps.now())) };
    },
    async act(ctx, here, form) {
      const id = text(form, 'invitacion');
      await assertActsNow(deps, here, visitorOf(ctx));
      if (text(form, 'accion') !== 'retirar') return resendMemberInvitation(deps, here, id, visitorOf(ctx));
      await withdrawMemberInvitation(deps, here, id, visitorOf(ctx));
      return donePath(`/cuenta${path}`, 'miembro-retirado');
    },
  });
}

/** What who gives it reads of one: whom it invited, with the mailbox in part hidden, and how that stands. */
function rowOf({ pages, formats }: Catalogue, one: MemberInvitation, now: Date) {
  const { memberRoles, memberInvitations: words } = pages.myAccount;
  const standing = invitationStanding(one, now);
  const left = MEMBER_RESENDINGS - one.resent;
  return {
    id: one.id,
    of: giverIn(one.source) === undefined ? undefined : one.organisation.razonSocial,
    to: maskEmail(one.email, 'fixed'),
    role: memberRoles[one.role],
    until: formats.longDay(one.until),
    sentAt: formats.instant(one.sentAt),
    standing: words.standing[standing](formats.instant(one.expiresAt)),
    left: standing === 'over' ? undefined : words.left(left),
    sendable: standing !== 'over' && left > 0,
  };
}
