import { openFolioOf } from '../../../account/platform-cases.ts';
import { reopenedBy } from '../../../domain/cases/platform-changes.ts';
import { type CheckedPoint, type CheckMarks, checklistOf, isWhole } from '../../../domain/platform-checklist.ts';
import { mayDo } from '../../../domain/portal-client.ts';
import { platformPointRows } from '../../../http/words/platform-points.ts';
import type { Catalogue } from '../../../locales/locale.ts';
import type { SheetSection } from './section.ts';

/**
 * What a client has to fulfil before production: each point as the portal saw it, the test of its receiver of logout
 * tokens, and the step to production.
 */
export const checklistSection: SheetSection = {
  name: 'checklist',
  async locals({ client, role, texts, deps }) {
    const { state } = client;
    if (state === 'suspendida') return undefined;
    const { marks } = await deps.platformRecords.find(client.id);
    const data = client.reviewed ?? client.data;
    const points: readonly CheckedPoint[] = checklistOf(data, marks);
    const reopened = reopenedView(texts, marks, points);
    if (state === 'produccion' && !reopened) return undefined;
    return {
      reopened,
      serves: state === 'produccion',
      points: platformPointRows(texts, points),
      whole: isWhole(points),
      tests: data.backchannelLogoutUri !== undefined && mayDo('testLogout', role, state),
      asks: mayDo('askProduction', role, state),
      asked: state === 'certificacion' ? await openFolioOf(deps, client.id, 'produccion') : undefined,
    };
  },
};

/** Why points are open again after an approved change; undefined once all of them are fulfilled. */
function reopenedView(texts: Catalogue, { reopened }: CheckMarks, points: readonly CheckedPoint[]) {
  if (!reopened) return undefined;
  const { at, fields } = reopened;
  const missing = points.filter(({ state }) => state === 'falta').map(({ point }) => point);
  const open = reopenedBy(fields).filter(({ point }) => missing.includes(point));
  if (open.length === 0) return undefined;
  const { platforms, formats } = texts;
  const why = [...new Set(open.flatMap((one) => one.fields))].map((field) => platforms.fields[field]);
  return {
    why: platforms.reopened(formats.instant(at), formats.list(why)),
    points: open.map(({ point }) => platforms.points[point].name),
  };
}
