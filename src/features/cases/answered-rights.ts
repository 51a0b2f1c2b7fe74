import type { Context } from 'koa';
import { Refusal } from '../../domain/refusal.ts';
import { parseRightFolio } from '../../domain/rights.ts';
import { type Form, text } from '../../http/form.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { seeOther, textsOf } from '../../http/page.ts';
import type { DeskHere, DeskPage } from '../../http/staff/desk-page.ts';
import { showDesk } from '../../http/staff/show-desk.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { Deps } from '../../ports/deps.ts';
import type { RightRequest } from '../../ports/right-requests.ts';
import { caseAddress } from './tickets.ts';

const PAGE = 50;
const fields = { fieldOf: { 'case-refused': 'folio' }, first: 'folio' } as const;

/** Derechos respondidos: blocks that are still in force first, then the last answers; any other by its folio. */
export const answeredRightsPage: DeskPage = {
  path: '/mesa/casos/respondidos',
  roles: ['agente', 'revisor', 'auditor'],
  show: (deps, ctx, here) => showAnswered(deps, ctx, here, {}),
  async act(deps, ctx, here, form) {
    const again = (wrong: Wrong) => showAnswered(deps, ctx, here, wrong, form);
    await showAgain(ctx, fields, again, async () => {
      seeOther(ctx, caseAddress(deps, here, 'abrir', await folioOf(deps, form)));
    });
  },
};

/** The folio that was typed, of a request that exists. Throws `case-refused`. */
async function folioOf({ rights }: Pick<Deps, 'rights'>, form: Form): Promise<string> {
  const folio = parseRightFolio(text(form, 'folio'));
  if (!folio || !(await rights.findByFolio(folio))) throw new Refusal('case-refused', { why: 'missing-right' });
  return folio;
}

async function showAnswered(
  deps: Deps,
  ctx: Context,
  here: DeskHere,
  { errors = [], faults = {}, refusal }: Partial<Wrong>,
  form?: Form,
): Promise<void> {
  const texts = textsOf(ctx);
  const answered = await deps.rights.answered(PAGE);
  showDesk(deps, ctx, here, {
    view: 'cases/answered',
    tab: 'cases',
    title: texts.cases.titles.answered,
    rows: answered.map((one) => ({ ...answeredRow(texts, one), href: caseAddress(deps, here, 'abrir', one.folio) })),
    values: { folio: form ? text(form, 'folio') : '' },
    errors,
    faults,
    refusal,
  });
}

/** An answered request as a row: no row names a person. */
export function answeredRow({ cases, formats, rights }: Catalogue, request: RightRequest) {
  const { folio, kind, decision, answeredAt, liftedAt } = request;
  return {
    folio,
    name: rights.names[kind],
    decision: decision && cases.outcomes[decision],
    answered: answeredAt && formats.instant(answeredAt),
    blocked: kind === 'bloqueo' && !liftedAt,
  };
}
