import type Router from '@koa/router';
import { membershipsOf } from '../../account/memberships.ts';
import { namedFor } from '../../account/public-bodies.ts';
import { mayBeMember } from '../../domain/member-role.ts';
import { Refusal } from '../../domain/refusal.ts';
import { text } from '../../http/form.ts';
import { visitorOf } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { donePath } from '../../http/signed-in/done-words.ts';
import { addFormPage } from '../../http/signed-in/form-page.ts';
import { membershipRow } from './members.ts';
import { leaveOrganisation } from './use-cases/change-membership.ts';

const PATH = '/organizaciones';

/** Organizaciones: the companies for which a person may act, with the way to leave each. */
export function organisationRoutes(router: Router, cuenta: Cuenta): void {
  const { deps } = cuenta;
  addFormPage(router, cuenta, {
    path: PATH,
    tab: 'organisations',
    view: 'organisations',
    titleIn: ({ pages }) => pages.myAccount.titles.organisations,
    fieldOf: { 'member-gone': 'miembro', 'member-unchosen': 'miembro' },
    first: 'miembro',
    kept: ['miembro'],
    done: donePath(`/cuenta${PATH}`, 'organizacion-fin'),
    instead: ({ account }) => (mayBeMember(account.profile) ? undefined : '/cuenta'),
    locals: async ({ account }, texts) => ({
      administers: (await namedFor(deps, account)).length > 0,
      organisations: (await membershipsOf(deps, account)).map((one) => membershipRow(texts, one)),
    }),
    async act(ctx, here, form) {
      const id = text(form, 'miembro');
      if (id === '') throw new Refusal('member-unchosen');
      await leaveOrganisation(deps, here, id, visitorOf(ctx));
    },
  });
}
