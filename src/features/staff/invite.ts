import type { Context } from 'koa';
import { regions } from '../../domain/comunas.ts';
import { staffName, staffPerson } from '../../domain/staff-person.ts';
import { type Form, readAll, text } from '../../http/form.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { seeOther, textsOf } from '../../http/page.ts';
import type { DeskHere, DeskPage } from '../../http/staff/desk-page.ts';
import { showDesk } from '../../http/staff/show-desk.ts';
import { askedOf } from '../../http/words/asked-of.ts';
import type { Deps } from '../../ports/deps.ts';
import { madeLinkAddress } from './made-link.ts';
import { changedBy } from './member.ts';
import { readRoles, roleBoxes, roleFields, tickedIn } from './roles-form.ts';
import { invite } from './use-cases/change-team.ts';

const names = ['run', 'nombres', 'paterno', 'materno', 'correo', 'comuna', 'oficina'] as const;
const fields = { fieldOf: { 'staff-exists': 'run' }, first: 'contenido' } as const;

/** Invitar: a new member, and the first link. */
export const invitePage: DeskPage = {
  path: '/mesa/equipo/invitar',
  roles: ['administrador'],
  show: async (deps, ctx, here) => showInvite(deps, ctx, here, {}, new Map()),
  async act(deps, ctx, here, form) {
    const again = async (wrong: Wrong) => showInvite(deps, ctx, here, wrong, form);
    await showAgain(ctx, fields, again, async () => {
      const invited = await invite(deps, changedBy(here), readMember(form));
      seeOther(ctx, madeLinkAddress(deps, here, invited));
    });
  },
};

function readMember(form: Form) {
  const { run, nombres, paterno, materno, correo, comuna, oficina, roles } = readAll({
    run: askedOf('other', () => staffPerson.run(text(form, 'run'))),
    nombres: () => staffPerson.name(text(form, 'nombres')),
    paterno: () => staffPerson.name(text(form, 'paterno')),
    materno: () => staffPerson.optionalName(text(form, 'materno')),
    correo: () => staffPerson.email(text(form, 'correo')),
    comuna: askedOf('other', () => staffPerson.commune(text(form, 'comuna'))),
    oficina: () => staffPerson.name(text(form, 'oficina')),
    roles: () => readRoles(form),
  });
  return { run, name: staffName(nombres, paterno, materno), email: correo, commune: comuna, office: oficina, roles };
}

function showInvite(deps: Deps, ctx: Context, here: DeskHere, wrong: Partial<Wrong>, form: Form): void {
  showDesk(deps, ctx, here, {
    view: 'staff/invite',
    tab: 'team',
    title: textsOf(ctx).staff.titles.invite,
    values: Object.fromEntries([...names, ...roleFields].map((name) => [name, text(form, name)])),
    regions,
    roles: roleBoxes(textsOf(ctx), tickedIn(form)),
    faults: {},
    ...wrong,
  });
}
