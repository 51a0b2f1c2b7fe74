import type { Context } from 'koa';
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

/** What the filters of the queue say. */
interface Asked {
  readonly tipo: string;
  readonly estado: string;
  readonly mios: boolean;
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
    const { cases, more, unverified } = await deps.cases.page(filterOf(asked, here, deps.now()), PAGE);
    const names = await memberNames(deps);
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

/** Names of the members by id. */
export async function memberNames({ staff }: Pick<Deps, 'staff'>): Promise<ReadonlyMap<string, string>> {
  const { members } = await staff.list();
  return new Map(members.map(({ id, name }) => [id, fullName(name)]));
}

/** A case as a row of the queue. */
export function rowOf(texts: Catalogue, one: DeskCase, names: ReadonlyMap<string, string>, now: Date) {
  const { cases } = texts;
  return {
    folio: one.folio,
    kind: cases.kinds[one.kind],
    state: cases.states[one.state],
    term: termView(texts, one, now),
    assignee: one.assignee ? (names.get(one.assignee) ?? cases.unknownMember) : cases.none,
  };
}

const askedIn = ({ query }: Context): Asked => ({
  tipo: String(query.tipo ?? ''),
  estado: String(query.estado ?? ''),
  mios: query.mios === 'si',
  vencidos: query.vencidos === 'si',
});

/** A word of the address that is no kind or state filters nothing. */
const filterOf = ({ tipo, estado, mios, vencidos }: Asked, { member }: DeskHere, now: Date): CaseFilter => ({
  kind: caseKinds.find((one) => one === tipo),
  state: waitingStates.find((one) => one === estado),
  assignee: mios ? member.id : undefined,
  dueBefore: vencidos ? now : undefined,
});

/** The filters of the queue. */
export const queueChoices = ({ cases }: Catalogue) => ({
  kinds: caseKinds.map((value) => ({ value, text: cases.kinds[value] })),
  states: waitingStates.map((value) => ({ value, text: cases.states[value] })),
});
