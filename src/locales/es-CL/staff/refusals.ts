import type { RefusalWording } from '../../shape/refusals.ts';

/** Why a page of the desk is refused. */
export const deskRefusals = {
  'desk-not-yours': () => ({
    text: 'Esta página es de otro rol de la mesa de ayuda. Si la necesita, pida el rol a una administradora o administrador.',
  }),
} satisfies Readonly<Record<string, RefusalWording>>;
