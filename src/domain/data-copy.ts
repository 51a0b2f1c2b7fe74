import { type Kept, retention, termOf } from './retention.ts';

/** What everybody may know of how their data are used; it stands in each copy (Ley 21.719, art. 5). */
export const aboutData = {
  responsable: 'Servicio Nacional de Capacitación y Empleo (SENCE), Huérfanos 1273, Santiago. Teléfono 800 80 10 30',
  finalidad: 'Que usted ingrese a las plataformas de SENCE, y cuidar su cuenta (Ley 19.518)',
  origen: 'Usted mismo, el Registro Civil, el registro de NIE y, para las empresas, el Servicio de Impuestos Internos',
  destinatarios: 'Las plataformas de la sección «Plataformas que lo conocen». No hay transferencias al extranjero',
  decisiones: 'Clave Sence no toma decisiones automatizadas sobre usted',
} as const;

/** Terms of all kinds of data, as people read them. */
export const terms = (Object.keys(retention) as Kept[]).map((kept) => ({
  ...retention[kept],
  term: termOf(retention[kept]),
}));
