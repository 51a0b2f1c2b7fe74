import type { RefusalWording } from '../../shape/refusals.ts';

/** Why a page of the desk is refused. */
export const deskRefusals = {
  'desk-not-yours': () => ({
    text: 'Esta página es de otro rol de la mesa de ayuda. Si la necesita, pida el rol a una administradora o administrador.',
  }),
  'desk-suspended': () => ({
    text: 'Su acceso a la mesa de ayuda está suspendido. Hable con una administradora o administrador.',
  }),
  'desk-issuer-away': () => ({
    text: 'El servicio de cuentas de la institución no responde. Espere un minuto y presione de nuevo «Ingresar con la cuenta de la institución». Si sigue igual, avise a quien opera ese servicio.',
  }),
  'desk-issuer-refused': () => ({
    text: 'El servicio de cuentas de la institución no confirmó su ingreso. Empiece de nuevo.',
  }),
  'desk-issuer-stale': () => ({
    text: 'Este ingreso ya se usó, pasó su plazo o empezó en otro navegador. Empiece de nuevo; si venía de un enlace, pida otro.',
  }),
  'desk-issuer-taken': () => ({
    text: 'Esa cuenta ya es de otra persona de la mesa de ayuda. Use la suya, o hable con una administradora o administrador.',
  }),
  'desk-issuer-unknown': () => ({
    text: 'Esa cuenta no es de una persona de la mesa de ayuda. Pida un enlace a una administradora o administrador.',
  }),
  'desk-issuer-no-roles': () => ({
    text: 'Su cuenta de la institución no tiene roles en la mesa de ayuda. Pídalos a quien administra esas cuentas.',
  }),
  'desk-passkey-unknown': () => ({
    text: 'Esta clave de acceso no es de una persona de la mesa de ayuda. Elija otra, o pida un enlace nuevo.',
  }),
  'staff-name-invalid': () => ({ text: 'Escriba entre 2 y 80 letras, sin RUT ni correo.' }),
  'staff-roles-missing': () => ({ text: 'Elija al menos un rol.' }),
  'staff-exists': () => ({ text: 'Ya hay una persona con este RUN en la mesa de ayuda.' }),
  'staff-gone': () => ({ text: 'Esa persona no está en el equipo.' }),
  'staff-other-state': () => ({
    text: 'El acceso de esta persona cambió mientras usted lo veía. Léalo de nuevo antes de seguir.',
  }),
  'staff-given-by-you': () => ({
    text: 'Usted dio a esta persona el acceso que tiene. La acepta otra, que audite o administre.',
  }),
  'staff-not-enrolled': () => ({
    text: 'Esta persona no está activa. Acéptela cuando termine su inscripción, o cuando recupere el acceso.',
  }),
  'staff-others-accept': () => ({
    text: 'En el equipo hay quien puede aceptarla en la página Equipo de la mesa de ayuda. Pídalo ahí.',
  }),
  'staff-reason-short': () => ({ text: 'Escríbalo con al menos 10 caracteres.' }),
  'staff-last-auditor': () => ({
    text: 'No hay otra persona con el rol de auditoría que trabaje en la mesa. Dé antes ese rol a otra, y espere a que la acepten.',
  }),
  'staff-oneself': () => ({
    text: 'Usted no puede cambiar su propio acceso. Pídalo a otra administradora o administrador.',
  }),
} satisfies Readonly<Record<string, RefusalWording>>;
