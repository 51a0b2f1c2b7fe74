import type { CaseTexts } from '../../shape/cases.ts';

export const copyTexts: CaseTexts['copy'] = {
  compared: 'La zona de lectura quedó comparada.',
  states: {
    pendiente: 'El antivirus todavía lo revisa.',
    limpio: 'Revisado: sin virus',
    rechazado: 'El antivirus lo rechazó. Pida otra copia.',
  },
  name: 'Nombre en la cuenta',
  noName: 'La cuenta no tiene un nombre',
  unread: 'No se lee',
  digits: 'Dígitos de control',
  fits: 'Calzan',
  differs: 'No calzan',
  wrong: (fields) => `No calzan: ${fields}`,
  fields: {
    numero: 'número',
    nacimiento: 'nacimiento',
    vencimiento: 'vencimiento',
    personal: 'número personal',
    todo: 'dígito final',
  },
  names: 'Nombre de la cuenta en la zona',
};
