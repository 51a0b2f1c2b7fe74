import { staffMark } from '../../domain/staff.ts';
import { dayOf } from '../../domain/working-days.ts';
import { textsOf } from '../../http/page.ts';
import type { DeskPage } from '../../http/staff/desk-page.ts';
import { askedIn, filterOf } from './asked.ts';
import { csvLine } from './csv.ts';
import { accountIn, actLine } from './lines.ts';
import { ACTS_FILE, namesIn } from './use-cases/list-acts.ts';

/**
 * The list as a file: masked numbers and chosen reasons, without the words that members wrote, which may name people. Who
 * took it stands in the trail.
 */
export const filePage: DeskPage = {
  path: '/mesa/auditoria/actos.csv',
  roles: ['auditor'],
  async show(deps, ctx, { member, visitor }) {
    const acts = await deps.staffActs.read(filterOf(askedIn(ctx)), { skip: 0, limit: ACTS_FILE });
    const names = await namesIn(deps, acts.map(accountIn));
    const texts = textsOf(ctx);
    const lines = acts.map((act) => {
      const { who, office, what, number, why, network } = actLine(texts, act, names, deps.now());
      return csvLine([act.at.toISOString(), who, office, what, number, why, network]);
    });
    await deps.audit.record({ act: 'desk.exported', visitor, details: { ...staffMark(member), rows: acts.length } });
    ctx.set('Content-Type', 'text/csv; charset=utf-8');
    ctx.set('Content-Disposition', `attachment; filename="mesa-actos-${dayOf(deps.now())}.csv"`);
    ctx.body = [csvLine(texts.oversight.columns), ...lines].join('');
  },
};
