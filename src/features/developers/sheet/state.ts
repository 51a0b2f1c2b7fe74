import { mayDo } from '../../../domain/portal-client.ts';
import type { SheetSection } from './section.ts';

/** Where the client stands, what a reviewer said, and what the reader may do next. */
export const stateSection: SheetSection = {
  name: 'state',
  locals({ client, role, texts }) {
    const may = (act: Parameters<typeof mayDo>[0]) => mayDo(act, role, client.state);
    return {
      ...texts.pages.developers.portal.states[client.state],
      comments: client.comments,
      edits: may('edit'),
      submits: may('submit'),
      withdraws: may('withdraw'),
      removes: may('remove'),
    };
  },
};
