import type { DataCopyTexts } from '../../shape/data-copy.ts';
import { columns } from './columns.ts';
import { tables } from './tables.ts';
import { values } from './values.ts';

/** The copy of one's own data. */
export const dataCopy: DataCopyTexts = {
  title: 'Copia de sus datos en Clave Sence',
  about: {
    responsable: 'Servicio Nacional de Capacitación y Empleo (SENCE), Huérfanos 1273, Santiago. Teléfono 800 80 10 30',
    finalidad: 'Que usted ingrese a las plataformas de SENCE, y cuidar su cuenta (Ley 19.518)',
    origen:
      'Usted mismo, el Registro Civil, el registro de NIE y, para las empresas, el Servicio de Impuestos Internos',
    destinatarios: 'Las plataformas de la sección «Plataformas que lo conocen». No hay transferencias al extranjero',
    decisiones: 'Clave Sence no toma decisiones automatizadas sobre usted',
  },
  yes: 'Sí',
  no: 'No',
  tables,
  columns,
  values,
};
