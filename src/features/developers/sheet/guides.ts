import { portalClientId } from '../../../domain/portal-client.ts';
import { GUIDES_PATH, quickstartClients, quickstartNames } from '../../../domain/quickstart.ts';
import type { SheetSection } from './section.ts';

/** The guides whose example authenticates as this client does, each with the client's own values in its code. */
export const guidesSection: SheetSection = {
  name: 'guides',
  locals({ client: { id, data }, texts }) {
    const client = new URLSearchParams({ client_id: portalClientId(id) });
    return {
      all: GUIDES_PATH,
      guides: quickstartNames
        .filter((name) => quickstartClients[name].auth === data.authMethod)
        .map((name) => ({
          href: `${GUIDES_PATH}/${name}?${client}`,
          title: texts.pages.developers.guides.each[name].title,
        })),
    };
  },
};
