import type { Service } from '../../../ports/unavailable.ts';
import type { SilenceText } from '../../shape/refusals.ts';
import { PHONE } from '../telephone.ts';

/** The database stopped answering after a commit was sent. */
const MAY_BE_DONE =
  'No sabemos si alcanzamos a guardar lo que envió. Antes de repetirlo, espere unos minutos y revise si le llegó un aviso nuestro o si el cambio ya está hecho.';

const services: Readonly<Record<Service, string>> = {
  'civil-registry': 'El servicio del Registro Civil no está disponible en este momento.',
  'tax-registry': 'El servicio del SII no está disponible en este momento.',
  'nie-registry': 'El registro de NIE no está disponible en este momento.',
  'otec-registry': 'El registro de OTEC y OTIC no está disponible en este momento.',
  database: 'Clave Sence no está disponible en este momento.',
  renderer: 'Estamos recibiendo muchos archivos en este momento.',
  scanner: 'La revisión de archivos no está disponible en este momento.',
  hasher: 'Hay muchas personas ingresando en este momento.',
};

/**
 * Which service does not answer, and that a later try helps (M-70). A registry is queried before anything is counted.
 */
export const silence: SilenceText = (service, mayBeDone = false) => {
  if (mayBeDone) return `${services.database} ${MAY_BE_DONE}`;
  if (service === 'database') return `${services.database} Vuelva a probar en unos minutos o llame al ${PHONE}.`;
  return `${services[service]} No contamos este intento. Vuelva a probar en unos minutos o llame al ${PHONE}.`;
};
