import { jorge } from './migrantes.ts';
import { camila } from './recovery.ts';

/** What a counter types of Camila, who lost her mailbox and shows her card. */
export const camilaAtCounter = {
  tipo: 'correo-perdido',
  perfil: 'natural',
  numero: camila.rut,
  documento: 'cedula',
  documento_numero: camila.serial,
  vencimiento: '2031-05-20',
  nombres: 'camila andrea',
  paterno: 'Perez',
  materno: 'Vidal',
  correo: 'camila.nueva@correo.example',
  celular: '4000 0333',
} as const;

/** What a counter types of Jorge, who shows his passport. */
export const jorgeAtCounter = {
  tipo: 'documento-migrante',
  correo_cuenta: jorge.email,
  perfil: 'migrante',
  numero: jorge.nie,
  documento: 'pasaporte',
  documento_numero: 'PA-123456',
  vencimiento: '20-05-2031',
  nombres: 'Jorge Andrés',
  paterno: 'Del Río',
  materno: 'González',
} as const;
