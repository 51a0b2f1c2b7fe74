import { PHONE, type Saying, triesLeft } from './said.ts';

/** What a registry says, and what stands in the way of a registration. */
export const registryWords = {
  'person-not-found': () => ({ text: `El Registro Civil no nos confirmó este RUT. Revíselo o llame al ${PHONE}.` }),
  'cedula-mismatch': ({ left }) => ({
    text: `El número no coincide con el de su cédula. Revise el documento vigente. ${triesLeft(Number(left))}`,
  }),
  'nie-not-found': () => ({ text: `No encontramos este NIE. Revíselo o llame al ${PHONE}.` }),
  'company-not-found': () => ({ text: 'No encontramos esta empresa en el Servicio de Impuestos Internos.' }),
  'no-representative': () => ({
    text: 'La empresa no tiene un representante legal vigente registrado. Actualice sus datos en el SII y vuelva a intentarlo.',
  }),
  'not-representative': () => ({
    text: 'La persona indicada no figura como representante legal vigente en el Servicio de Impuestos Internos.',
  }),
  'already-registered': ({ profile }) => ({
    text: `Ese ${profile === 'migrante' ? 'NIE' : 'RUT'} ya tiene Clave Sence. Recupere su clave.`,
    solution: [
      { text: 'Recupere su clave', href: `/recuperar/${profile}` },
      ...(profile === 'migrante'
        ? []
        : [{ text: 'si no se registró usted, siga en «Alguien registró mi RUT»', href: '/alguien-registro-mi-rut' }]),
    ],
  }),
  'run-has-account': () => ({
    text: `Ese RUN ya tiene una Clave Sence. Dos cuentas se unen en persona: llame gratis al ${PHONE}.`,
  }),
  'card-needed': () => ({
    text: 'Los representantes legales de la empresa cambiaron en el SII. Para elegir otra clave, uno vigente debe comprobar su identidad con su cédula.',
    solution: [{ text: 'Recupere su clave', href: '/recuperar/juridica' }],
  }),
  'document-at-desk': () => ({
    text: `Su documento se revisa en persona. Llame gratis al ${PHONE} y le diremos dónde.`,
  }),
} satisfies Readonly<Record<string, Saying>>;
