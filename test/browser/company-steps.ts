import type { Page } from 'playwright-core';
import { fill, press } from './steps.ts';

/** What a representative of Panadería Los Andes writes in Registrar Persona Jurídica, by the name of the field. */
export const panaderiaForm = {
  rut_empresa: '540000018',
  pregunta: '1',
  respuesta: 'Marraqueta',
  rut_representante: '440000010',
  celular_representante: '40000001',
  comuna: '13101',
  calle: 'Avenida Los Copihues',
  numero: '1234',
  email: 'contacto@panaderia.example',
  telefono: '223456789',
  clave: 'Quiltro-77',
  clave2: 'Quiltro-77',
} as const;

/** The same for Transportes Quillay, by Pedro. */
export const quillayForm = {
  ...panaderiaForm,
  rut_empresa: '540000026',
  rut_representante: '440000029',
  celular_representante: '40000002',
  email: 'contacto@quillay.example',
} as const;

/** Writes the company, who acts for it and the key, and sends them. */
export async function logInCompany(
  page: Page,
  company: string,
  representative: string,
  key: string = panaderiaForm.clave,
): Promise<void> {
  await fill(page, { rut: company, rut_representante: representative, clave: key });
  await press(page, 'Ingresar');
}
