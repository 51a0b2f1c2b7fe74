import type { Context } from 'koa';
import { memberName } from '../../account/end-membership.ts';
import { entryOf } from '../../domain/entry-of.ts';
import { withdrawalReasons } from '../../domain/public-body.ts';
import { Refusal } from '../../domain/refusal.ts';
import { formatRut } from '../../domain/rut.ts';
import { type Form, text } from '../../http/form.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { seeOther, textsOf } from '../../http/page.ts';
import type { DeskHere, DeskPage } from '../../http/staff/desk-page.ts';
import { showDesk } from '../../http/staff/show-desk.ts';
import type { Deps } from '../../ports/deps.ts';
import type { Mandate } from '../../ports/mandates.ts';
import { actFields, bodyChoices, bodyFields, readNaming, readRenewal } from './body-form.ts';
import { invitedRows, isSendable, namedRows } from './body-view.ts';
import { caseAddress } from './tickets.ts';
import { namedInForce } from './use-cases/body-of-case.ts';
import { askNaming, askRenewal } from './use-cases/name-body.ts';
import { invitationOfDesk, resendInvitation, withdrawInvitation, withdrawNamed } from './use-cases/withdraw-body.ts';

const LIST = '/mesa/organismos';
const roles = ['agente', 'revisor', 'auditor'] as const;
/** Rows of each list, the nearest end first. */
const MOST = 200;

const works = ({ member }: DeskHere): boolean => member.roles.some((role) => role === 'agente' || role === 'revisor');

const valuesIn = (form: Form | undefined, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, form ? text(form, name) : '']));

/** Organismos: public bodies with their first persons, and the invitations that wait. */
export const bodiesPage: DeskPage = {
  path: LIST,
  roles,
  tab: 'bodies',
  async show(deps, ctx, here) {
    const { bodies, formats } = textsOf(ctx);
    const named = await deps.mandates.named(MOST);
    const invited = await deps.memberInvitations.openOf(undefined, MOST);
    showDesk(deps, ctx, here, {
      view: 'cases/bodies',
      tab: 'bodies',
      title: bodies.titles.list,
      done: entryOf<string>(bodies.done, String(ctx.query.hecho ?? '')),
      works: works(here),
      named: await Promise.all(
        named.map(async (one) => ({
          ...bodyLine(one),
          person: await personOf(deps, one),
          until: formats.longDay(one.until),
        })),
      ),
      invited: invited.map((one) => ({ ...bodyLine(one), until: formats.longDay(one.until) })),
    });
  },
};

const bodyLine = ({ id, organisation }: Pick<Mandate, 'id' | 'organisation'>) => ({
  name: organisation.razonSocial,
  rut: formatRut(organisation.rut),
  href: `${LIST}/${id}`,
});

/** The first person, by name at `documento`, else by the number in part hidden. */
async function personOf({ accounts }: Pick<Deps, 'accounts'>, { accountId }: Mandate): Promise<string> {
  const account = await accounts.find(accountId);
  return account ? memberName(account) : '';
}

/** Nombrar: opens the case in which two others decide who is the first person of a public body. */
export const newBodyPage: DeskPage = {
  path: '/mesa/organismos/nombrar',
  roles: ['agente', 'revisor'],
  show: async (deps, ctx, here) => showNew(deps, ctx, here, {}),
  async act(deps, ctx, here, form) {
    const again = async (wrong: Wrong) => showNew(deps, ctx, here, wrong, form);
    await showAgain(ctx, { fieldOf: { 'body-mail': 'correo' }, first: 'numero' }, again, async () => {
      const at = { member: here.member.id, visitor: here.visitor };
      const folio = await askNaming(deps, at, readNaming(form, deps.now()));
      seeOther(ctx, caseAddress(deps, here, 'abrir', folio));
    });
  },
};

function showNew(deps: Deps, ctx: Context, here: DeskHere, wrong: Partial<Wrong>, form?: Form): void {
  const texts = textsOf(ctx);
  showDesk(deps, ctx, here, {
    view: 'cases/new-body',
    tab: 'bodies',
    title: texts.bodies.titles.new,
    ...bodyChoices(texts),
    values: valuesIn(form, bodyFields),
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    refusal: wrong.refusal,
  });
}

/** Un organismo: the access of its first person, which two others renew and one revisor withdraws, or an invitation. */
export const bodySheetPage: DeskPage = {
  path: '/mesa/organismos/:acceso',
  roles,
  show: (deps, ctx, here) => showSheet(deps, ctx, here, {}),
  async act(deps, ctx, here, form) {
    const again = (wrong: Wrong) => showSheet(deps, ctx, here, wrong, form);
    const fields = { fieldOf: { 'body-reason': 'motivo' }, first: 'contenido' } as const;
    await showAgain(ctx, fields, again, async () => seeOther(ctx, await actOn(deps, ctx, here, form)));
  },
};

/** Does what the button says, and gives the address of the result. */
async function actOn(deps: Deps, ctx: Context, here: DeskHere, form: Form): Promise<string> {
  const id = String(ctx.params.acceso);
  const at = { member: here.member.id, visitor: here.visitor };
  switch (text(form, 'accion')) {
    case 'renovar':
      return caseAddress(
        deps,
        here,
        'abrir',
        await askRenewal(deps, at, { mandate: id, ...readRenewal(form, deps.now()) }),
      );
    case 'retirar':
      await withdrawNamed(deps, at, id, reasonIn(form));
      return `${LIST}?hecho=retirado`;
    case 'reenviar':
      await resendInvitation(deps, at, id);
      return `${LIST}?hecho=reenviada`;
    case 'retirar-invitacion':
      await withdrawInvitation(deps, at, id);
      return `${LIST}?hecho=invitacion-retirada`;
    default:
      return LIST;
  }
}

function reasonIn(form: Form) {
  const found = withdrawalReasons.find((one) => one === text(form, 'motivo'));
  if (!found) throw new Refusal('body-reason');
  return found;
}

async function showSheet(deps: Deps, ctx: Context, here: DeskHere, wrong: Partial<Wrong>, form?: Form): Promise<void> {
  const id = String(ctx.params.acceso);
  const texts = textsOf(ctx);
  const named = isUuid(id) ? await namedInForce(deps, id) : undefined;
  const invited = named ? undefined : await invitationOfDesk(deps, id);
  if (!named && !invited) return seeOther(ctx, LIST);
  const revises = here.member.roles.includes('revisor');
  showDesk(deps, ctx, here, {
    view: 'cases/body',
    tab: 'bodies',
    title: texts.bodies.titles.sheet,
    about: id,
    name: (named ?? invited)?.organisation.razonSocial,
    ...(named
      ? { rows: namedRows(texts, named, await personOf(deps, named)), renews: works(here), withdraws: revises }
      : {}),
    ...(invited
      ? {
          rows: invitedRows(texts, invited, deps.now()),
          resends: works(here) && isSendable(invited, deps.now()),
          takesBack: revises,
        }
      : {}),
    ...bodyChoices(texts),
    reasons: withdrawalReasons.map((value) => ({ value, text: texts.bodies.reasons[value] })),
    values: valuesIn(form, [...actFields, 'motivo']),
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    refusal: wrong.refusal,
  });
}

const isUuid = (id: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id);
