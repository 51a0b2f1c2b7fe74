import type { Context } from 'koa';
import { ownCasePath } from '../../account/tell-of-case.ts';
import type { Here } from '../../account/who-is-in.ts';
import { fullName } from '../../domain/account.ts';
import { isOpen } from '../../domain/cases/case.ts';
import { expiresAt } from '../../domain/cases/end-steps.ts';
import { dueNow } from '../../domain/cases/work-steps.ts';
import { entryOf } from '../../domain/entry-of.ts';
import { type FacilitadorRequest, isDecided } from '../../domain/facilitador/facilitador-request.ts';
import type { Wrong } from '../../http/forms/show-again.ts';
import { textsOf } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { showTab } from '../../http/signed-in/frame.ts';
import { momentOf } from '../../http/words/moments.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { DeskCase } from '../../ports/cases.ts';
import { nextView } from './next-view.ts';

/** Where a company reads its requests. */
export const REQUESTS = '/cuenta/facilitadores/solicitudes';

/** Requests on one page, the newest first. */
const AT_ONCE = 20;

/** The page that is asked for, from 1. */
const pageIn = ({ query }: Context): number => Number(/^[1-9]\d{0,2}$/.exec(String(query.pagina ?? ''))?.[0] ?? 1);

/** The requests of the company, with how far the review of each is. */
export async function showRequests(cuenta: Cuenta, ctx: Context, here: Here, wrong: Partial<Wrong>): Promise<void> {
  const { deps } = cuenta;
  const texts = textsOf(ctx);
  const { account } = here;
  const skip = AT_ONCE * (pageIn(ctx) - 1);
  const found = await deps.facilitadorRequests.ofCompany(account.id, { limit: AT_ONCE + 1, skip });
  const shown = found.slice(0, AT_ONCE);
  const invited = new Map(
    await Promise.all(shown.map(async ({ id }) => [id, await deps.facilitadorInvitations.find(id)] as const)),
  );
  const cases = new Map((await deps.cases.list(account.id)).map((one) => [one.folio, one]));
  showTab(cuenta, ctx, here, {
    tab: 'facilitadores',
    folder: 'facilitador',
    view: 'requests',
    title: texts.pages.myAccount.titles.facilitadores,
    formAction: REQUESTS,
    declared: account.identidad !== 'documento',
    errors: wrong.errors ?? [],
    refusal: wrong.refusal,
    isFirst: skip === 0,
    earlier: found.length > AT_ONCE ? `${REQUESTS}?pagina=${pageIn(ctx) + 1}` : undefined,
    requests: shown.map((request) => ({
      ...requestView(texts, request, cases.get(request.folio), deps.now()),
      next: request.state === 'aprobada' ? nextView(texts, invited.get(request.id), deps.now()) : undefined,
      caseLink: cases.has(request.folio) ? ownCasePath(deps, account, request.folio) : undefined,
    })),
  });
}

/** Until when SENCE answers. */
const answerBy = ({ cases, formats }: Catalogue, due: Date, now: Date): string =>
  `${cases.ownTerm[due < now ? 'late' : 'due'](formats.longDay(due))}.`;

/** A request as the company reads it. */
function requestView(texts: Catalogue, request: FacilitadorRequest, one: DeskCase | undefined, now: Date) {
  const { folio, state, data, observed, createdAt } = request;
  const { states, parts, over } = texts.pages.facilitador;
  const end = state === 'observada' && one ? expiresAt(one) : undefined;
  return {
    folio,
    name: fullName(data.name),
    state: entryOf(over, one?.state ?? '') ?? states[state],
    open: !isDecided(request),
    since: momentOf(texts, createdAt, now).text,
    observed: observed.map(({ part, reason }) => ({ part: parts[part], reason })),
    correctLink: state === 'observada' ? `${REQUESTS}/${folio}/corregir` : undefined,
    until: end && texts.formats.longDay(end),
    answer: one && isOpen(one) && !one.waitingSince ? answerBy(texts, dueNow(one, now), now) : undefined,
  };
}
