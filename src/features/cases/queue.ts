import type { Context } from 'koa';
import { canStillHold } from '../../domain/acceptance.ts';
import { fullName } from '../../domain/account.ts';
import { waitingStates } from '../../domain/cases/case.ts';
import { caseKinds } from '../../domain/cases/kinds/kinds.ts';
import { entryOf } from '../../domain/entry-of.ts';
import { textsOf } from '../../http/page.ts';
import type { DeskHere, DeskPage } from '../../http/staff/desk-page.ts';
import { showDesk } from '../../http/staff/show-desk.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { CaseActionTexts } from '../../locales/shape/cases.ts';
import type { CaseFilter, DeskCase } from '../../ports/cases.ts';
import type { Deps } from '../../ports/deps.ts';
import { termView } from './case-term.ts';
import { caseAddress } from './tickets.ts';

const PAGE = 50;

/** Whose cases the queue shows. */
export const caseHolders = ['mios', 'sin-asignar'] as const;

/** What the filters of the queue say. */
interface Asked {
  readonly tipo: string;
  readonly estado: string;
  readonly de: string;
  readonly vencidos: boolean;
}

/** Casos: what waits for the desk, the nearest term first. No row names a person. */
export const queuePage: DeskPage = {
  path: '/mesa/casos',
  roles: ['agente', 'revisor', 'auditor'],
  tab: 'cases',
  async show(deps, ctx, here) {
    const texts = textsOf(ctx);
    const asked = askedIn(ctx);
    const names = await memberNames(deps);
    const { cases, more, unverified } = await deps.cases.page(filterOf(asked, here, names, deps.now()), PAGE);
    showDesk(deps, ctx, here, {
      view: 'cases/queue',
      tab: 'cases',
      title: texts.cases.titles.queue,
      done: entryOf<CaseActionTexts>(texts.cases.actions, String(ctx.query.hecho ?? ''))?.done,
      asked,
      ...queueChoices(texts),
      rows: cases.map((one) => ({
        ...rowOf(texts, one, names, deps.now()),
        href: caseAddress(deps, here, 'abrir', one.folio),
      })),
      more,
      unverified,
    });
  },
};

/** A member as pages of cases name them. */
export interface MemberShown {
  readonly name: string;
  /** Whether they still have the cases that they took. */
  readonly holds: boolean;
}

/** The members by id. */
export async function memberNames({ staff }: Pick<Deps, 'staff'>): Promise<ReadonlyMap<string, MemberShown>> {
  const { members } = await staff.list();
  return new Map(members.map((one) => [one.id, { name: fullName(one.name), holds: canStillHold(one) }]));
}

/** A case as a row of the queue. */
export function rowOf(texts: Catalogue, one: DeskCase, names: ReadonlyMap<string, MemberShown>, now: Date) {
  const { cases } = texts;
  const asker = cases.asker(one.kind);
  return {
    folio: one.folio,
    kind: cases.kinds[one.kind],
    asker,
    state: one.state === 'espera-persona' ? asker.waits : cases.states[one.state],
    term: termView(texts, one, now),
    assignee: one.assignee ? holderText(texts, names.get(one.assignee)) : cases.none,
  };
}

const holderText = ({ cases }: Catalogue, holder: MemberShown | undefined): string =>
  holder?.holds ? holder.name : cases.leftBy(holder?.name ?? cases.unknownMember);

const askedIn = ({ query }: Context): Asked => ({
  tipo: String(query.tipo ?? ''),
  estado: String(query.estado ?? ''),
  de: String(query.de ?? ''),
  vencidos: query.vencidos === 'si',
});

/** A word of the address that is no kind or state filters nothing. */
const filterOf = (
  { tipo, estado, de, vencidos }: Asked,
  { member }: DeskHere,
  members: ReadonlyMap<string, MemberShown>,
  now: Date,
): CaseFilter => ({
  kind: caseKinds.find((one) => one === tipo),
  state: waitingStates.find((one) => one === estado),
  assignee: de === 'mios' ? member.id : undefined,
  free: de === 'sin-asignar' ? { but: [...members].flatMap(([id, { holds }]) => (holds ? [id] : [])) } : undefined,
  dueBefore: vencidos ? now : undefined,
});

/** The filters of the queue. */
export const queueChoices = ({ cases }: Catalogue) => ({
  kinds: caseKinds.map((value) => ({ value, text: cases.kinds[value] })),
  holders: caseHolders.map((value) => ({ value, text: cases.holders[value] })),
  states: waitingStates.map((value) => ({ value, text: cases.states[value] })),
});
