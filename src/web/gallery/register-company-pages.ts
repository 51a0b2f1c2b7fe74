import type { GalleryPage } from './gallery-page.ts';
import { guideForm, safeForm, withFaults } from './register-form.ts';

const form = { title: 'Registrar Persona Jurídica', formAction: '/registro/juridica' };
const guide = { ...guideForm, ...form };
const safe = { ...safeForm, ...form };

const bakery = {
  rut_empresa: '54.000.001-8',
  razon_social: 'Panadería Los Andes SpA',
  pregunta: 'pais',
  respuesta: 'Chile',
  rut_representante: '44.000.001-0',
  celular_representante: '1234',
  email_representante: 'rosa@correo.example',
  calle: 'Pasaje Los Aromos de la Población Nueva Esperanza del Sur',
  numero: '1234, oficina 56',
  comuna: '11102',
  email: 'contacto.de.la.panaderia.los.andes@empresa.example',
  telefono: '1234',
};

const everyFault = {
  rut_empresa: 'Revise el RUT de la empresa: el dígito verificador no coincide',
  pregunta: 'Elija una pregunta secreta',
  respuesta: 'Escriba su respuesta secreta',
  rut_representante: 'Escriba el RUT del representante legal',
  celular_representante: 'El celular debe tener 8 números después de +56 9',
  email_representante: 'Escriba un email como nombre@ejemplo.cl',
  serie: 'El número no coincide con el de la cédula. Revise el documento vigente',
  comuna: 'Elija la comuna',
  calle: 'Escriba la dirección',
  numero: 'Escriba el número de la dirección',
  email: 'Escriba un email como nombre@ejemplo.cl',
  telefono: 'El teléfono debe tener 9 números, con el código de área',
  clave: 'La clave debe tener entre 8 y 10 caracteres',
  clave2: 'Las dos claves no son iguales. Escríbalas de nuevo',
  captcha: 'Las letras no coinciden. Escriba las de la nueva imagen',
};

const { pregunta: _question, respuesta: _answer, ...askedInSafe } = everyFault;
const { razon_social: _name, ...unread } = bakery;

const unknown = { rut_empresa: 'No encontramos esta empresa en el Servicio de Impuestos Internos.' };
const stranger = {
  rut_representante:
    'La persona indicada no figura como representante legal vigente en el Servicio de Impuestos Internos.',
};
const nobody = {
  rut_empresa:
    'La empresa no tiene un representante legal vigente registrado. Actualice sus datos en el SII y vuelva a intentarlo.',
};
const silent = {
  rut_empresa:
    'El servicio del SII no está disponible en este momento. No contamos este intento. Vuelva a probar en unos minutos o llame al 800 80 10 30.',
};

const page = (name: string, locals: Readonly<Record<string, unknown>>): GalleryPage => ({
  name: `registro-juridica-${name}`,
  view: 'register-juridica/form',
  locals,
});

/** Registration of a company: empty and refused, under both policies. */
export const registerCompanyPages: readonly GalleryPage[] = [
  page('guia', guide),
  page('segura', safe),
  page('guia-con-errores', { ...guide, ...withFaults(everyFault, bakery) }),
  page('segura-con-errores', {
    ...safe,
    ...withFaults({ ...askedInSafe, clave: 'La clave debe tener entre 12 y 64 caracteres' }, bakery),
  }),
  page('empresa-desconocida', { ...guide, ...withFaults(unknown, unread) }),
  page('no-es-representante', { ...guide, ...withFaults(stranger, bakery) }),
  page('sin-representante', { ...guide, ...withFaults(nobody, bakery) }),
  page('sii-callado', { ...safe, ...withFaults(silent, unread) }),
];
