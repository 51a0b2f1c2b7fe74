import { mayDo, revisedData } from '../../../domain/portal-client.ts';
import type { SheetSection } from './section.ts';

/** The picture of the client, and the way to another one. */
export const logoSection: SheetSection = {
  name: 'logo',
  async locals({ client, role, deps }) {
    const { id, data, state, revision } = client;
    const file = data.logo && (await deps.files.find(data.logo.file));
    const at = `/desarrolladores/plataformas/${id}/logo`;
    return {
      at,
      picture: file?.state === 'limpio' ? `${at}.png?v=${file.sha256.slice(0, 12)}` : undefined,
      waits: file?.state === 'pendiente',
      rejected: file?.state === 'rechazado',
      edits: mayDo('edit', role, state) || mayDo('revise', role, state, revision?.state),
      has: revisedData(client).logo !== undefined,
    };
  },
};
