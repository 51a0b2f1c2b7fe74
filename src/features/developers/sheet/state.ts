import { openFolioOf } from '../../../account/platform-cases.ts';
import { entryOf } from '../../../domain/entry-of.ts';
import { mayDo, type PortalClient } from '../../../domain/portal-client.ts';
import type { Catalogue } from '../../../locales/locale.ts';
import type { SheetSection } from './section.ts';

/** Where the client stands, what a reviewer said, and what the reader may do next. */
export const stateSection: SheetSection = {
  name: 'state',
  async locals({ client, role, texts, deps }) {
    const may = (act: Parameters<typeof mayDo>[0]) => mayDo(act, role, client.state);
    const { states, statesTried } = texts.pages.developers.portal;
    return {
      ...states[client.state],
      tried: statesTried[client.state],
      comments: client.comments.map(({ field, text }) => ({ field: fieldName(texts, field), text })),
      folio: client.state === 'en-revision' ? await openFolioOf(deps, client.id, 'certificacion') : undefined,
      suspension: suspensionRows(texts, client),
      certified: client.state === 'certificacion',
      edits: may('edit'),
      submits: may('submit'),
      withdraws: may('withdraw'),
      removes: may('remove'),
    };
  },
};

/** The part that a comment is about; of none, the whole. */
const fieldName = ({ platforms }: Catalogue, field: string): string =>
  entryOf<string>(platforms.fields, field) ?? platforms.general;

/** Why it is suspended, since when, and when that ends by itself. */
function suspensionRows({ platforms, formats }: Catalogue, { suspension }: PortalClient) {
  if (!suspension) return [];
  const { reason, at, until } = suspension;
  const { rows, reasons, since } = platforms;
  return [
    { dt: rows.reason, dd: entryOf<string>(reasons, reason) ?? reason },
    { dt: since, dd: formats.instant(at) },
    ...(until ? [{ dt: rows.until, dd: formats.instant(until) }] : []),
  ];
}
