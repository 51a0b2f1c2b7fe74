import type Router from '@koa/router';
import type { Context } from 'koa';
import { openMemberInvitation } from '../../account/member-link.ts';
import type { Here } from '../../account/who-is-in.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { seeOther, textsOf, visitorOf } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { donePath } from '../../http/signed-in/done-words.ts';
import { addForm, addPage, showTab } from '../../http/signed-in/frame.ts';
import { acceptMembership } from './use-cases/accept-membership.ts';

const PATH = '/organizaciones/invitacion/:token';

const fields = {
  fieldOf: {
    'membership-over': 'contenido',
    'membership-of-persons': 'contenido',
    'membership-named': 'contenido',
    'member-needs-factor': 'contenido',
  },
  first: 'contenido',
} as const;

/**
 * The link of a member's invitation. Who opens it signs in with the own key; GET acts on nothing, and the form of the
 * page accepts it for the account that is signed in.
 */
export function memberInvitationRoutes(router: Router, cuenta: Cuenta): void {
  addPage(router, cuenta, PATH, (ctx, here) => showInvitation(cuenta, ctx, here, {}));
  addForm(router, cuenta, PATH, (ctx, here) =>
    showAgain(
      ctx,
      fields,
      async (wrong) => showInvitation(cuenta, ctx, here, wrong),
      async () => {
        await acceptMembership(cuenta.deps, here, String(ctx.params.token), visitorOf(ctx));
        seeOther(ctx, donePath('/cuenta/organizaciones', 'organizacion'));
      },
    ),
  );
}

async function showInvitation(cuenta: Cuenta, ctx: Context, here: Here, wrong: Partial<Wrong>): Promise<void> {
  const texts = textsOf(ctx);
  const open = await openMemberInvitation(cuenta.deps, String(ctx.params.token));
  showTab(cuenta, ctx, here, {
    tab: 'organisations',
    view: 'membership',
    title: texts.pages.myAccount.titles.membership,
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    refusal: wrong.refusal,
    focus: wrong.focus,
    invitation: open && {
      company: open.organisation.razonSocial,
      role: texts.pages.myAccount.memberRoles[open.role],
      until: texts.formats.longDay(open.until),
    },
  });
}
