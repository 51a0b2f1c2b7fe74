import type { Context } from 'koa';
import { openFolioOf } from '../../account/platform-cases.ts';
import { type SuspensionReason, suspensionReasons } from '../../domain/cases/platform-matter.ts';
import { mayTake } from '../../domain/cases/platform-review.ts';
import { type PortalClient, portalClientId } from '../../domain/portal-client.ts';
import { Refusal } from '../../domain/refusal.ts';
import { type Form, text } from '../../http/form.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { seeOther, textsOf } from '../../http/page.ts';
import type { DeskHere, DeskPage } from '../../http/staff/desk-page.ts';
import { showDesk } from '../../http/staff/show-desk.ts';
import type { Deps } from '../../ports/deps.ts';
import { hostsOf, platformRows } from './platform-view.ts';
import { caseAddress } from './tickets.ts';
import { askLifting, askSuspension } from './use-cases/suspend-at-desk.ts';

const LIST = '/mesa/plataformas';
const roles = ['agente', 'revisor', 'auditor'] as const;

/** Plataformas: clients of organisations that are in use, or suspended. */
export const platformsPage: DeskPage = {
  path: LIST,
  roles,
  tab: 'platforms',
  async show(deps, ctx, here) {
    const { platforms } = textsOf(ctx);
    const { clients, unverified } = await deps.portalClients.all();
    const used = clients.filter((one) => mayTake('suspension', one.state));
    showDesk(deps, ctx, here, {
      view: 'cases/platforms',
      tab: 'platforms',
      title: platforms.titles.list,
      unverified,
      rows: used.map((one) => ({
        name: one.data.name,
        organisation: one.organisation.razonSocial,
        client: portalClientId(one.id),
        state: platforms.states[one.state],
        href: `${LIST}/${one.id}`,
      })),
    });
  },
};

/** Una plataforma: opens the case in which two people suspend it, or end that. */
export const platformSheetPage: DeskPage = {
  path: '/mesa/plataformas/:plataforma',
  roles,
  show: (deps, ctx, here) => showSheet(deps, ctx, here, {}),
  async act(deps, ctx, here, form) {
    const again = (wrong: Wrong) => showSheet(deps, ctx, here, wrong, form);
    await showAgain(ctx, { fieldOf: { 'suspension-reason': 'motivo' }, first: 'contenido' }, again, async () => {
      const at = { client: String(ctx.params.plataforma), member: here.member.id, visitor: here.visitor };
      const folio = await (text(form, 'accion') === 'levantar'
        ? askLifting(deps, at)
        : askSuspension(deps, at, { reason: reasonIn(form), now: form.has('ahora') }));
      seeOther(ctx, caseAddress(deps, here, 'abrir', folio));
    });
  },
};

function reasonIn(form: Form): SuspensionReason {
  const found = suspensionReasons.find((one) => one === text(form, 'motivo'));
  if (!found) throw new Refusal('suspension-reason');
  return found;
}

async function showSheet(deps: Deps, ctx: Context, here: DeskHere, wrong: Partial<Wrong>, form?: Form): Promise<void> {
  const client = await deps.portalClients.find(String(ctx.params.plataforma));
  if (!client || !mayTake('suspension', client.state)) return seeOther(ctx, LIST);
  const texts = textsOf(ctx);
  const { platforms } = texts;
  showDesk(deps, ctx, here, {
    view: 'cases/platform-sheet',
    tab: 'platforms',
    title: platforms.titles.sheet,
    about: client.id,
    name: client.data.name,
    rows: platformRows(texts, client),
    hosts: hostsOf(client.data),
    ...actsView(deps, here, client),
    open: await openCaseOf(deps, here, client),
    reasons: suspensionReasons.map((value) => ({ value, text: platforms.reasons[value] })),
    values: { motivo: form ? text(form, 'motivo') : '' },
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    refusal: wrong.refusal,
  });
}

/** What this member may ask for: the auditor reads alone, and only a revisor suspends at once. */
function actsView({ now }: Pick<Deps, 'now'>, { member }: DeskHere, { state, suspension }: PortalClient) {
  const works = member.roles.some((role) => role === 'agente' || role === 'revisor');
  return {
    suspends: works && state !== 'suspendida',
    lifts: works && state === 'suspendida',
    alone: member.roles.includes('revisor'),
    waits: suspension?.until !== undefined && suspension.until > now(),
  };
}

/** The case that is open about a suspension, for the desk to go on with. */
async function openCaseOf(deps: Deps, here: DeskHere, { id, state }: PortalClient) {
  const steps = state === 'suspendida' ? (['suspension', 'levantamiento'] as const) : (['suspension'] as const);
  for (const step of steps) {
    const folio = await openFolioOf(deps, id, step);
    if (folio) return { folio, href: caseAddress(deps, here, 'abrir', folio) };
  }
  return undefined;
}
