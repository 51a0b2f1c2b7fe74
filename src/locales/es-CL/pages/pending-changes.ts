import type { PendingChangePages } from '../../shape/pages/pending-changes.ts';

/** Pending changes, their links, and an account that its holder stops. */
export const pendingChanges: PendingChangePages = {
  titles: {
    disavow: 'No fui yo',
    stopped: 'Su cuenta quedó detenida',
    confirmContact: 'Confirme su correo nuevo',
    confirmRepresentative: 'Confirme su correo',
    confirmed: 'Correo confirmado',
    linkSpent: 'El enlace venció o ya se usó',
    request: 'Estado de mi solicitud',
    requestGone: 'Este enlace venció',
    reverted: 'Sus datos son otra vez los de antes',
    disputed: 'La cuenta está detenida',
    dispute: '¿Usted no cambió sus datos?',
    stolen: 'Me robaron el teléfono o la billetera',
  },
};
