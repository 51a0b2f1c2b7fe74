import type { AskDeskPages } from '../../shape/pages/ask-desk.ts';
import { correoPerdido } from '../cases/correo-perdido.ts';

/** A case of the desk that a person asks for without a key. */
export const askDesk: AskDeskPages = {
  titles: {
    'cedula-vencida': 'Mi cédula está vencida',
    'correo-perdido': correoPerdido.name,
    done: 'Le atenderemos en persona',
  },
  asks: {
    'cedula-vencida': 'Mi cédula está vencida',
    'correo-perdido': correoPerdido.name,
  },
  profiles: {
    natural: 'Persona Natural',
    juridica: 'Persona Jurídica',
    migrante: 'Migrante',
    facilitador: 'Facilitador Extranjero',
  },
};
