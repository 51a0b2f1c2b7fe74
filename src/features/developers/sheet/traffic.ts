import type { SheetSection } from './section.ts';

/** Where members see what the client does: errors, figures and a trial. */
export const trafficSection: SheetSection = {
  name: 'traffic',
  locals: ({ client: { id } }) => ({ at: `/desarrolladores/plataformas/${id}` }),
};
