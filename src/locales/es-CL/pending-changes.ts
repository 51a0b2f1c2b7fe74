import type { PendingChangeTexts } from '../shape/pending-changes.ts';

/** Pending changes, for the account holder. */
export const pendingChanges: PendingChangeTexts = {
  kinds: {
    'link-run': 'Unir su NIE a su RUN',
    'replace-contacts': 'Recuperar su clave con contactos nuevos',
    'recover-by-one': 'Recuperar su clave',
    'update-contacts': 'Cambiar su correo o su celular',
    'legacy-recreation': 'Crear de nuevo una cuenta del sistema antiguo',
    'factor-loss': 'Quitar el segundo factor perdido',
    counter: 'Un cambio aprobado en una oficina',
    contest: 'Otra persona dice que el RUT es suyo',
  },
  counterParts: {
    email: 'cambiar el correo',
    mobile: 'cambiar el celular',
    identity: 'dar por comprobada la identidad',
    key: 'enviar una clave nueva',
    factors: 'quitar el segundo factor',
    number: 'devolver el número a quien mostró el documento',
  },
  unknown: 'Una solicitud',
};
