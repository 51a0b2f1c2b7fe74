import type { CaseTexts } from '../../shape/cases.ts';

export const requestTexts: CaseTexts['request'] = {
  company: 'Empresa',
  rut: 'RUT Empresa',
  number: 'Número del pasaporte en la zona',
  born: 'Nacimiento en la zona',
  names: 'Nombre de la solicitud en la zona',
  fits: 'Calza',
  differs: 'No calza',
  gone: 'El archivo ya no está.',
  notNow: 'Ahora no se puede: el caso tiene una propuesta, espera a la empresa o terminó.',
  returned: (at) => `Escribió el ${at}`,
  grantedFor: 'Se había aprobado porque',
  message: (parts) =>
    [
      'Corrija esto en Mi cuenta, Facilitadores:',
      ...parts.map(({ name, reason }) => `${name}: ${/[.!?]$/.test(reason) ? reason : `${reason}.`}`),
    ].join(' '),
};
