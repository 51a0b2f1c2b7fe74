import type { WordsFor } from '../../shape/notices.ts';
import { callFor } from './parts.ts';
import { actors, instant } from './values.ts';

/** Notices of representatives whom the SII adds or removes. */
export const representativesWords: WordsFor<'representatives-changed' | 'representatives-back'> = {
  'representatives-changed': ({ at, left, joined, link }) => ({
    subject: 'Cambiaron los representantes legales de su empresa',
    title: 'Cambiaron los representantes legales de su empresa',
    paragraphs: [
      'Si la empresa cambió de representantes, no tiene que hacer nada.',
      'El Servicio de Impuestos Internos nos informó otra lista de representantes legales. Por seguridad cerramos todas las sesiones de la empresa.',
      'La próxima vez que cambie o recupere la clave pediremos la cédula de un representante vigente.',
      'Si no cambió de representantes, abra «No fuimos nosotros», al final de este correo: detenemos la cuenta. Revise también sus datos en el SII.',
    ],
    details: [
      { label: 'Cuándo', value: instant(at) },
      ...(left ? [{ label: 'Ya no figura', value: actors(left) }] : []),
      ...(joined ? [{ label: 'Figura ahora', value: actors(joined) }] : []),
    ],
    stop: { label: 'No fuimos nosotros', href: link },
    sms: 'SENCE: cambiaron los representantes de su empresa en el SII y cerramos sus sesiones. Si no lo sabia llame al 800801030.',
  }),
  'representatives-back': ({ at }) => ({
    subject: 'El SII informó de nuevo a sus representantes de antes',
    title: 'Sus representantes son otra vez los de antes',
    paragraphs: [
      'Hace poco el Servicio de Impuestos Internos nos informó otra lista y cerramos las sesiones de la empresa. Ahora informa la misma de antes: la clave y los contactos siguen igual.',
      `Si la empresa no sabe por qué, revise sus datos en el SII o ${callFor('No reconocen a mi representante')}`,
    ],
    details: [{ label: 'Cuándo', value: instant(at) }],
    sms: 'SENCE: el SII informo de nuevo a los representantes de antes de su empresa. Nada cambio.',
  }),
};
