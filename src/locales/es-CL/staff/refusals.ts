import type { RefusalWording } from '../../shape/refusals.ts';

/** Why a page of the desk is refused. */
export const deskRefusals = {
  'desk-not-yours': () => ({
    text: 'Esta página es de otro rol de la mesa de ayuda. Si la necesita, pida el rol a una administradora o administrador.',
  }),
  'desk-suspended': () => ({
    text: 'Su acceso a la mesa de ayuda está suspendido. Hable con una administradora o administrador.',
  }),
  'desk-passkey-unknown': () => ({
    text: 'Esta clave de acceso no es de una persona de la mesa de ayuda. Elija otra, o pida un enlace nuevo.',
  }),
  'desk-link-over': () => ({
    text: 'Este enlace ya se usó, venció o fue reemplazado. Pida otro a una administradora o administrador.',
  }),
} satisfies Readonly<Record<string, RefusalWording>>;
