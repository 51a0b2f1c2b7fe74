import type { Refusal } from '../../domain/refusal.ts';
import { wordsFor } from './messages.ts';

type Names = Readonly<Record<string, string>>;

/** One line of a summary of errors; `unclear` words do not say which field they are about. */
export interface ErrorLine {
  readonly id: string;
  readonly text: string;
  readonly unclear?: boolean;
}

/** Labels of fields on most pages. */
const common: Names = {
  actual: 'Su Clave Sence actual',
  block: 'Block',
  calle: 'Dirección',
  captcha: 'Ingresar las letras de la imagen',
  celular: 'Celular',
  celular_representante: 'Celular',
  clave: 'Clave Sence',
  clave2: 'Repetir CS Nueva',
  codigo_celular: 'Código que llegó a su celular anterior',
  codigo_correo: 'Código que llegó a su email anterior',
  comuna: 'Comuna',
  departamento: 'N° de Departamento',
  detalle: 'Cuéntenos qué datos son y qué pide',
  email: 'Email',
  email_representante: 'Email',
  nie: 'NIE',
  numero: 'N° de Dirección',
  pregunta: 'Pregunta Secreta',
  region: 'Región',
  respuesta: 'Respuesta Secreta',
  rut_empresa: 'RUT Empresa',
  rut_representante: 'Rut Representante Legal',
  telefono: 'Teléfono',
  telefono_particular: 'Teléfono Particular',
  telefono_trabajo: 'Teléfono Trabajo',
  user_code: 'Código del equipo',
};

const home: Names = { calle: 'Dirección Particular', numero: 'N° de Dirección Particular' };
const office: Names = { numero: 'N° de Dirección / N° de Oficina', comuna: 'Región y Comuna' };
const companyContacts: Names = { email: 'Email de Contacto de Empresa' };
const firstKey: Names = { clave: 'Clave CS', clave2: 'Repetir Clave CS' };
const newKey: Names = { clave: 'CS Nueva' };
const currentKey: Names = { clave: 'CS Actual' };
const onFile: Names = { email: 'Email Actual' };

/** Labels of a view, or of its folder, that differ from the common ones. */
const byView: Readonly<Record<string, Names>> = {
  'registration/natural': { ...home, ...firstKey },
  'registration/migrante': { ...home, ...firstKey },
  'registration/juridica': { ...office, ...companyContacts, ...firstKey, rut_representante: 'RUT' },
  'registration/confirm-email': firstKey,
  recovery: newKey,
  'recovery/contacts': { ...onFile, celular: 'Celular Actual' },
  'recovery/contest': { clave: 'Clave Sence actual' },
  'key-change': newKey,
  'key-change/begin': currentKey,
  'key-change/key': currentKey,
  'my-account/change-key': newKey,
  'data-update/data': { ...home, ...onFile, celular: 'Celular Nuevo' },
  'privacy/export/link': { actual: 'Su Clave Sence' },
  'privacy/rights/state': { actual: 'Su Clave Sence' },
};

/** The same where a company fills in the form. */
const byCompanyView: Readonly<Record<string, Names>> = {
  'data-update/data': { ...office, ...companyContacts, calle: 'Dirección' },
  'my-account/change-address': { comuna: 'Región y Comuna', telefono_trabajo: 'Teléfono' },
  'my-account/change-contacts': companyContacts,
};

/**
 * The label of a field on a page ('data-update/data'); `company` tells whether a company fills it in. undefined for a
 * field whose label follows the state of its page (`rut`, `serie`, `codigo`): its refusals say themselves what they are
 * about.
 */
export function labelOf(view: string, id: string, company = false): string | undefined {
  const folder = view.slice(0, view.lastIndexOf('/'));
  return (company ? byCompanyView[view]?.[id] : undefined) ?? byView[view]?.[id] ?? byView[folder]?.[id] ?? common[id];
}

/** The lines of a summary, in the words that stand at each field. */
export function summaryOf(byField: ReadonlyMap<string, Refusal>): ErrorLine[] {
  const lines = [...byField].map(([id, refusal]) => ({ id, code: refusal.code, text: wordsFor(refusal).text }));
  const often = (text: string) => lines.filter((other) => other.text === text).length > 1;
  return lines.map(({ id, code, text }) => ({ id, text, unclear: code.startsWith('field-') || often(text) }));
}

/** A line as its page says it, after the label of its field where it is unclear: «Dirección Particular: este campo …». */
export function lineOn(view: string, { id, text, unclear }: ErrorLine, company = false): ErrorLine {
  const label = unclear ? labelOf(view, id, company) : undefined;
  return { id, text: label ? `${label}: ${text.charAt(0).toLowerCase()}${text.slice(1)}` : text };
}
