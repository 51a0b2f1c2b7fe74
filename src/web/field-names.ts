import type { Refusal } from '../domain/refusal.ts';
import { wordsFor } from './messages.ts';

/** Names of the fields whose words do not tell which they are about; the summary stands far from the labels. */
const names: Readonly<Record<string, string>> = {
  respuesta: 'Respuesta Secreta',
  calle: 'Dirección',
  numero: 'N° de Dirección',
  block: 'Block',
  departamento: 'N° de Departamento',
  email: 'Email de Contacto',
  email_representante: 'Email del Representante Legal',
  telefono: 'Teléfono',
  telefono_particular: 'Teléfono Particular',
  telefono_trabajo: 'Teléfono Trabajo',
  codigo_correo: 'Código que llegó al email anterior',
  codigo_celular: 'Código que llegó al celular anterior',
  captcha: 'Letras de la imagen',
};

/** The lines of a summary, each telling its field: «Dirección: este campo es obligatorio.» */
export function summaryOf(byField: ReadonlyMap<string, Refusal>): { readonly id: string; readonly text: string }[] {
  const texts = [...byField.values()].map((refusal) => wordsFor(refusal).text);
  return [...byField].map(([id, refusal]) => {
    const { text } = wordsFor(refusal);
    const unclear = refusal.code.startsWith('field-') || texts.filter((other) => other === text).length > 1;
    const name = names[id];
    return { id, text: unclear && name ? `${name}: ${text.charAt(0).toLowerCase()}${text.slice(1)}` : text };
  });
}
