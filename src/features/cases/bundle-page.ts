import type { Context } from 'koa';
import { parseReadReason, readReasons } from '../../domain/cases/case-words.ts';
import { text } from '../../http/form.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { seeOther, textsOf } from '../../http/page.ts';
import type { DeskHere, DeskPage } from '../../http/staff/desk-page.ts';
import { showDesk } from '../../http/staff/show-desk.ts';
import type { Deps } from '../../ports/deps.ts';
import { openedCase } from './opened-case.ts';
import { caseAddress } from './tickets.ts';
import { exportCase, exportingRoles } from './use-cases/export-case.ts';
import { findToRead } from './use-cases/find-to-read.ts';

const QUEUE = '/mesa/casos';

/** Descargar el expediente: the reason, and then the file, which is checked without the database. */
export const bundlePage: DeskPage = {
  path: '/mesa/casos/caso/:boleto/expediente',
  roles: exportingRoles,
  show: (deps, ctx, here) => showBundle(deps, ctx, here, {}),
  async act(deps, ctx, here, form) {
    const opened = await openedCase(deps, ctx, here);
    if (!opened || opened.closed) return seeOther(ctx, shutAddress(deps, here, opened));
    const { folio } = opened;
    const again = (wrong: Wrong) => showBundle(deps, ctx, here, wrong);
    await showAgain(ctx, { fieldOf: { 'reason-missing': 'motivo' }, first: 'motivo' }, again, async () => {
      const reason = parseReadReason(text(form, 'motivo'));
      const file = await exportCase(deps, { folio, member: here.member.id, visitor: here.visitor }, reason);
      ctx.set('Content-Type', 'application/json; charset=utf-8');
      ctx.set('Content-Disposition', `attachment; filename="expediente-${folio}.json"`);
      ctx.body = file;
    });
  },
};

/** Where the browser goes for a case that is closed, and for an address that opens none. */
const shutAddress = (deps: Deps, here: DeskHere, opened: { readonly folio: string } | undefined): string =>
  opened ? caseAddress(deps, here, 'abrir', opened.folio) : QUEUE;

async function showBundle(
  deps: Deps,
  ctx: Context,
  here: DeskHere,
  { errors = [], faults = {}, refusal }: Partial<Wrong>,
): Promise<void> {
  const opened = await openedCase(deps, ctx, here);
  if (opened?.closed) return seeOther(ctx, shutAddress(deps, here, opened));
  const one = opened && (await findToRead(deps, opened.folio));
  if (!one) return seeOther(ctx, QUEUE);
  const { cases } = textsOf(ctx);
  showDesk(deps, ctx, here, {
    view: 'cases/bundle',
    tab: 'cases',
    title: cases.titles.bundle,
    folio: one.folio,
    kind: cases.kinds[one.kind],
    asker: cases.asker(one.kind),
    casePage: ctx.path.replace(/\/expediente$/, ''),
    reasons: readReasons.map((value) => ({ value, text: cases.reasons[value] })),
    errors,
    faults,
    refusal,
  });
}
