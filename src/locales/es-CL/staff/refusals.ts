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
  'staff-name-invalid': () => ({ text: 'Escriba entre 2 y 80 letras, sin RUT ni correo.' }),
  'staff-roles-missing': () => ({ text: 'Elija al menos un rol.' }),
  'staff-exists': () => ({ text: 'Ya hay una persona con este RUN en la mesa de ayuda.' }),
  'staff-gone': () => ({ text: 'Esa persona no está en el equipo.' }),
  'staff-oneself': () => ({
    text: 'Usted no puede cambiar su propio acceso. Pídalo a otra administradora o administrador.',
  }),
} satisfies Readonly<Record<string, RefusalWording>>;
