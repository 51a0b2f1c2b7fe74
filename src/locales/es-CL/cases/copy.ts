import type { CaseTexts } from '../../shape/cases.ts';

export const copyTexts: CaseTexts['copy'] = {
  compared: 'La zona de lectura quedó comparada.',
  states: {
    pendiente: 'El antivirus todavía lo revisa.',
    limpio: 'Revisado: sin virus',
    rechazado: 'El antivirus lo rechazó. Pida otra copia.',
  },
  noName: 'La cuenta no tiene un nombre',
  digits: 'Dígitos de control',
  fits: 'Calzan',
  differs: 'No calzan',
  fields: {
    numero: 'No calza el número',
    nacimiento: 'No calza el nacimiento',
    vencimiento: 'No calza el vencimiento',
    personal: 'No calza el número personal',
    todo: 'No calza el dígito final',
  },
  names: 'Nombre de la cuenta en la zona',
};
