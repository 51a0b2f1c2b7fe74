import { openFolioOf } from '../../../account/platform-cases.ts';
import { type CheckedPoint, checklistOf, isWhole } from '../../../domain/platform-checklist.ts';
import { mayDo } from '../../../domain/portal-client.ts';
import { platformPointRows } from '../../../http/words/platform-points.ts';
import type { SheetSection } from './section.ts';

/**
 * What a client has to fulfil before production: each point as the portal saw it, the test of its receiver of logout
 * tokens, and the step to production.
 */
export const checklistSection: SheetSection = {
  name: 'checklist',
  async locals({ client, role, texts, deps }) {
    const { state } = client;
    if (state === 'produccion' || state === 'suspendida') return undefined;
    const { marks } = await deps.platformRecords.find(client.id);
    const data = client.reviewed ?? client.data;
    const points: readonly CheckedPoint[] = checklistOf(data, marks);
    return {
      points: platformPointRows(texts, points),
      whole: isWhole(points),
      tests: data.backchannelLogoutUri !== undefined && mayDo('testLogout', role, state),
      asks: mayDo('askProduction', role, state),
      asked: state === 'certificacion' ? await openFolioOf(deps, client.id, 'produccion') : undefined,
    };
  },
};
