import { type LogoStates, logoStates } from '../../../account/logo-states.ts';
import { openFolioOf } from '../../../account/platform-cases.ts';
import { entryOf } from '../../../domain/entry-of.ts';
import { isReviewed, mayDo, type PortalClient, revisedData } from '../../../domain/portal-client.ts';
import { changeRows, reopenRows } from '../../../http/words/platform-changes.ts';
import { shownLogo } from '../../../http/words/shown-logo.ts';
import type { Catalogue } from '../../../locales/locale.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { SheetSection } from './section.ts';

const pathOf = ({ id }: PortalClient): string => `/desarrolladores/plataformas/${id}`;

/** The change of a reviewed client: what changes, where its review stands, and what the reader may do next. */
export const revisionSection: SheetSection = {
  name: 'revision',
  async locals({ client, role, texts, deps }) {
    const { state, revision } = client;
    if (!revision && !isReviewed(state)) return undefined;
    const may = (act: Parameters<typeof mayDo>[0]) => mayDo(act, role, state, revision?.state);
    return {
      at: `${pathOf(client)}/revision`,
      change: revision && (await changeView(deps, texts, client)),
      waits: revision?.state === 'en-revision',
      stopped: state === 'suspendida',
      serves: state === 'produccion',
      folio: revision?.state === 'en-revision' ? await openFolioOf(deps, client.id, 'revision') : undefined,
      revises: may('revise'),
      submits: may('submitRevision'),
      withdraws: may('withdrawRevision'),
      discards: may('discardRevision'),
    };
  },
};

/** Old and new of each part that changes, the points that its approval opens again, and what a reviewer sent back. */
async function changeView(deps: Pick<Deps, 'files'>, texts: Catalogue, client: PortalClient) {
  const after = revisedData(client);
  const rows = changeRows(texts, client.data, after);
  const fields = rows.map(({ field }) => field);
  const { platforms } = texts;
  return {
    rows,
    reopens: reopenRows(texts, fields),
    logos: fields.some((field) => field === 'logo') ? logosOf(texts, client, await logoStates(deps, client)) : [],
    comments: (client.revision?.comments ?? []).map(({ field, text }) => ({
      field: entryOf<string>(platforms.fields, field) ?? platforms.general,
      text,
    })),
  };
}

/** The logo that is served now beside the one of the change, as far as each exists. */
function logosOf(texts: Catalogue, client: PortalClient, states: LogoStates) {
  const at = pathOf(client);
  const before = client.data.logo;
  const after = revisedData(client).logo;
  return [
    ...(before ? [shownLogo(texts, states, { name: 'before', logo: before, src: `${at}/logo.png` })] : []),
    ...(after ? [shownLogo(texts, states, { name: 'after', logo: after, src: `${at}/revision/logo.png` })] : []),
  ];
}
