import type Router from '@koa/router';
import { memberName } from '../../account/end-membership.ts';
import { type MembershipState, stateOf } from '../../account/memberships.ts';
import { assertActsNow } from '../../account/who-is-in.ts';
import { type Account, rutOf } from '../../domain/account.ts';
import { parseEmail } from '../../domain/email.ts';
import { isInForce } from '../../domain/mandate.ts';
import { isMemberRole, memberRoles, membershipMonths } from '../../domain/member-role.ts';
import { Refusal } from '../../domain/refusal.ts';
import { type Form, readAll, text } from '../../http/form.ts';
import { visitorOf } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { donePath } from '../../http/signed-in/done-words.ts';
import { addFormPage } from '../../http/signed-in/form-page.ts';
import { asksFactor, proofFaults, proofReaders, proveAgain } from '../../http/signed-in/proof-again.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { Deps } from '../../ports/deps.ts';
import { endMember, setMemberDate } from './use-cases/change-membership.ts';
import { inviteMember } from './use-cases/invite-member.ts';

const PATH = '/miembros';

const faults = {
  ...proofFaults,
  'member-gone': 'miembro',
  'member-unchosen': 'miembro',
  'member-role-missing': 'rol',
  'member-months-missing': 'meses',
} as const;

/** Miembros: who may act for a company, as what and until when, with the ways to end it, to date it, and to invite. */
export function memberRoutes(router: Router, cuenta: Cuenta): void {
  listRoutes(router, cuenta);
  inviteRoutes(router, cuenta);
}

function listRoutes(router: Router, cuenta: Cuenta): void {
  const { deps } = cuenta;
  addFormPage(router, cuenta, {
    path: PATH,
    tab: 'members',
    view: 'members',
    titleIn: ({ pages }) => pages.myAccount.titles.members,
    fieldOf: { ...faults, 'member-needs-factor': 'miembro' },
    provesAgain: true,
    first: 'actual',
    kept: ['miembro', 'meses'],
    done: donePath(`/cuenta${PATH}`, 'miembro-fin'),
    instead: ({ account }) => (account.profile === 'juridica' ? undefined : '/cuenta'),
    locals: async ({ account }, texts) => ({
      terms: termsOf(texts),
      members: account.profile === 'juridica' ? await rowsOf(deps, texts, account) : [],
    }),
    async act(ctx, here, form) {
      const id = text(form, 'miembro');
      if (id === '') throw new Refusal('member-unchosen');
      const dates = text(form, 'accion') === 'fecha';
      const readers = proofReaders(form, here, await asksFactor(deps, here));
      const { meses, ...typed } = readAll({ ...readers, meses: () => (dates ? monthsIn(form) : 0) });
      await assertActsNow(deps, here, visitorOf(ctx));
      const proved = await proveAgain(deps, ctx, here, typed);
      if (!dates) return endMember(deps, proved, id, visitorOf(ctx));
      await setMemberDate(deps, proved, id, meses, visitorOf(ctx));
      return donePath(`/cuenta${PATH}`, 'miembro-fecha');
    },
  });
}

function inviteRoutes(router: Router, cuenta: Cuenta): void {
  const { deps } = cuenta;
  addFormPage(router, cuenta, {
    path: `${PATH}/invitar`,
    tab: 'members',
    view: 'invite-member',
    titleIn: ({ pages }) => pages.myAccount.titles.inviteMember,
    fieldOf: { ...faults, 'member-gone': 'email', 'too-many-members': 'email', 'member-needs-factor': 'rol' },
    provesAgain: true,
    first: 'email',
    kept: ['email', 'rol', 'meses'],
    done: donePath(`/cuenta${PATH}/invitaciones`, 'miembro-invitado'),
    instead: ({ account }) => (account.profile === 'juridica' ? undefined : '/cuenta'),
    locals: (_here, texts) => ({
      terms: termsOf(texts),
      roles: memberRoles.map((role) => ({ value: role, ...texts.pages.myAccount.memberRoles[role] })),
    }),
    async act(ctx, here, form) {
      await assertActsNow(deps, here, visitorOf(ctx));
      const { email, rol, meses, ...typed } = readAll({
        email: () => parseEmail(text(form, 'email')),
        rol: () => roleIn(form),
        meses: () => monthsIn(form),
        ...proofReaders(form, here, await asksFactor(deps, here)),
      });
      const proved = await proveAgain(deps, ctx, here, typed);
      await inviteMember(deps, proved, { email, role: rol, months: meses }, visitorOf(ctx));
    },
  });
}

function roleIn(form: Form) {
  const role = text(form, 'rol');
  if (!isMemberRole(role)) throw new Refusal('member-role-missing');
  return role;
}

function monthsIn(form: Form): number {
  const months = membershipMonths.find((one) => String(one) === text(form, 'meses'));
  if (months === undefined) throw new Refusal('member-months-missing');
  return months;
}

const termsOf = ({ pages }: Catalogue) =>
  membershipMonths.map((one) => ({ value: String(one), text: pages.myAccount.months(one) }));

async function rowsOf(deps: Deps, texts: Catalogue, company: Account) {
  const rows = [];
  for (const one of await deps.mandates.ofOrganisation(rutOf(company), 'miembro')) {
    const person = await deps.accounts.find(one.accountId);
    if (isInForce(one, deps.now()) && person && person.state !== 'cerrada')
      rows.push({ name: memberName(person), ...membershipRow(texts, await stateOf(deps, one)) });
  }
  return rows;
}

/** What both sides read of a membership. */
export function membershipRow({ pages, formats }: Catalogue, { mandate, role, suspended }: MembershipState) {
  return {
    id: mandate.id,
    company: mandate.organisation.razonSocial,
    role: pages.myAccount.memberRoles[role],
    since: formats.longDay(mandate.from),
    until: formats.longDay(mandate.until),
    paused: suspended && pages.myAccount.suspensions[suspended],
  };
}
