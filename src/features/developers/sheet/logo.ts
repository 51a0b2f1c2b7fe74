import { mayDo } from '../../../domain/portal-client.ts';
import type { SheetSection } from './section.ts';

/** The picture of the client, and the way to another one. */
export const logoSection: SheetSection = {
  name: 'logo',
  async locals({ client: { id, data, state }, role, deps }) {
    const file = data.logo && (await deps.files.find(data.logo.file));
    const at = `/desarrolladores/plataformas/${id}/logo`;
    return {
      at,
      picture: file?.state === 'limpio' ? `${at}.png?v=${file.sha256.slice(0, 12)}` : undefined,
      waits: file?.state === 'pendiente',
      rejected: file?.state === 'rechazado',
      edits: mayDo('edit', role, state),
      has: data.logo !== undefined,
    };
  },
};
