import type Router from '@koa/router';
import { memberName } from '../../account/end-membership.ts';
import { type MembershipState, stateOf } from '../../account/memberships.ts';
import { administeredFor, namedFor } from '../../account/public-bodies.ts';
import { assertActsNow } from '../../account/who-is-in.ts';
import type { Account } from '../../domain/account.ts';
import { parseEmail } from '../../domain/email.ts';
import { isInForce } from '../../domain/mandate.ts';
import { isMemberRole, isNamed, memberRoles, membershipMonths } from '../../domain/member-role.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Rut } from '../../domain/rut.ts';
import { type Form, readAll, text } from '../../http/form.ts';
import { visitorOf } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { donePath } from '../../http/signed-in/done-words.ts';
import { addFormPage } from '../../http/signed-in/form-page.ts';
import { asksFactor, proofFaults, proofReaders, proveAgain } from '../../http/signed-in/proof-again.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { Deps } from '../../ports/deps.ts';
import { type MemberSide, memberSides } from './member-sides.ts';
import { endMember, setMemberDate } from './use-cases/change-membership.ts';
import { inviteMember } from './use-cases/invite-member.ts';

const faults = {
  ...proofFaults,
  'member-gone': 'miembro',
  'member-unchosen': 'miembro',
  'member-role-missing': 'rol',
  'member-months-missing': 'meses',
} as const;

/**
 * Miembros: who may act for a company, or for a public body of which the reader is the first person, as what and until
 * when, with the ways to end it, to date it, and to invite.
 */
export function memberRoutes(router: Router, cuenta: Cuenta): void {
  for (const side of memberSides) {
    listRoutes(router, cuenta, side);
    inviteRoutes(router, cuenta, side);
  }
}

function listRoutes(router: Router, cuenta: Cuenta, { path, tab, opensFor }: MemberSide): void {
  const { deps } = cuenta;
  addFormPage(router, cuenta, {
    path,
    tab,
    view: 'members',
    titleIn: ({ pages }) => pages.myAccount.titles.members,
    fieldOf: { ...faults, 'member-needs-factor': 'miembro' },
    provesAgain: true,
    first: 'actual',
    kept: ['miembro', 'meses'],
    done: donePath(`/cuenta${path}`, 'miembro-fin'),
    instead: (here) => opensFor(deps, here),
    locals: async ({ account }, texts) => ({
      base: `/cuenta${path}`,
      terms: termsOf(texts),
      members: await rowsOf(deps, texts, account),
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
      return donePath(`/cuenta${path}`, 'miembro-fecha');
    },
  });
}

function inviteRoutes(router: Router, cuenta: Cuenta, { path, tab, opensFor }: MemberSide): void {
  const { deps } = cuenta;
  addFormPage(router, cuenta, {
    path: `${path}/invitar`,
    tab,
    view: 'invite-member',
    titleIn: ({ pages }) => pages.myAccount.titles.inviteMember,
    fieldOf: { ...faults, 'member-gone': 'email', 'too-many-members': 'email', 'member-needs-factor': 'rol' },
    provesAgain: true,
    first: 'email',
    kept: ['email', 'rol', 'meses', 'organizacion'],
    done: donePath(`/cuenta${path}/invitaciones`, 'miembro-invitado'),
    instead: (here) => opensFor(deps, here),
    locals: async ({ account }, texts) => ({
      base: `/cuenta${path}`,
      bodies: await bodiesOf(deps, account),
      terms: termsOf(texts),
      roles: memberRoles.map((role) => ({ value: role, ...texts.pages.myAccount.memberRoles[role] })),
    }),
    async act(ctx, here, form) {
      await assertActsNow(deps, here, visitorOf(ctx));
      const bodies = await bodiesOf(deps, here.account);
      const { email, rol, meses, organizacion, ...typed } = readAll({
        organizacion: () => bodyIn(bodies, form),
        email: () => parseEmail(text(form, 'email')),
        rol: () => roleIn(form),
        meses: () => monthsIn(form),
        ...proofReaders(form, here, await asksFactor(deps, here)),
      });
      const proved = await proveAgain(deps, ctx, here, typed);
      const asked = { email, role: rol, months: meses, rut: organizacion };
      await inviteMember(deps, proved, asked, visitorOf(ctx));
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

/** The public bodies of which an account is the first person; none for a company. */
async function bodiesOf(deps: Deps, account: Account) {
  if (account.profile === 'juridica') return [];
  return (await namedFor(deps, account)).map(({ organisation: { rut, razonSocial: name } }) => ({ rut, name }));
}

/** The one that was chosen, or the only one; of a company none. */
function bodyIn(bodies: Awaited<ReturnType<typeof bodiesOf>>, form: Form): Rut | undefined {
  const [only, another] = bodies;
  if (!another) return only?.rut;
  const found = bodies.find(({ rut }) => rut === text(form, 'organizacion'));
  if (!found) throw new Refusal('member-unchosen');
  return found.rut;
}

/** Members whom the desk named are not theirs to change. */
async function rowsOf(deps: Deps, texts: Catalogue, account: Account) {
  const rows = [];
  for (const rut of await administeredFor(deps, account))
    for (const one of await deps.mandates.ofOrganisation(rut, 'miembro')) {
      const person = isNamed(one.source) ? undefined : await deps.accounts.find(one.accountId);
      if (!isInForce(one, deps.now()) || !person || person.state === 'cerrada') continue;
      const of = account.profile === 'juridica' ? undefined : one.organisation.razonSocial;
      rows.push({ name: memberName(person), of, ...membershipRow(texts, await stateOf(deps, one)) });
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
