import type { CaseTexts } from '../../shape/cases.ts';

export const requestTexts: CaseTexts['request'] = {
  company: 'Empresa',
  rut: 'RUT Empresa',
  number: 'Número del pasaporte en la zona',
  born: 'Nacimiento en la zona',
  observed: 'La empresa recibió lo que debe corregir.',
  message: (parts) =>
    [
      'Corrija esto en Mi cuenta, Facilitadores:',
      ...parts.map(({ name, reason }) => `${name}: ${/[.!?]$/.test(reason) ? reason : `${reason}.`}`),
    ].join(' '),
};
