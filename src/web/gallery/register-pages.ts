import type { GalleryPage } from './gallery-page.ts';
import { guideForm, safeForm, withFaults } from './register-form.ts';

const form = { title: 'Registrar Persona Natural', formAction: '/registro/natural' };
const guide = { ...guideForm, ...form };
const safe = { ...safeForm, ...form };

const rosa = {
  rut: '44.000.001-0',
  pregunta: 'pais',
  respuesta: 'Chile',
  calle: 'Pasaje Los Aromos de la Población Nueva Esperanza del Sur',
  numero: '1234',
  comuna: '11102',
  email: 'rosa@correo.example',
  celular: '1234',
};

const everyFault = {
  rut: 'Revise su RUT: el dígito verificador no coincide',
  serie: 'El número de serie no coincide con el de su cédula. Revise el documento vigente',
  pregunta: 'Elija una pregunta secreta',
  respuesta: 'Escriba su respuesta secreta',
  calle: 'Escriba su dirección',
  numero: 'Escriba el número de su dirección',
  comuna: 'Elija su comuna',
  email: 'Escriba un email como nombre@ejemplo.cl',
  celular: 'El celular debe tener 8 números después de +56 9, o marque Sin Celular',
  clave: 'La clave debe tener entre 8 y 10 caracteres',
  clave2: 'Las dos claves no son iguales. Escríbalas de nuevo',
  captcha: 'Las letras no coinciden. Escriba las de la nueva imagen',
};

const silent = {
  serie:
    'El servicio del Registro Civil no está disponible en este momento. No contamos este intento. Vuelva a probar en unos minutos o llame al 800 80 10 30.',
};

const done = {
  title: 'Éxito: revise su correo',
  maskedEmail: 'roxx@corrxxx',
  reference: 'CS-7F3K-92',
  hours: 24,
};
const confirm = { back: '/', formToken: 'ficha-de-ejemplo' };

/** Registration of a person, from the form to the confirmed account. */
export const registerPages: readonly GalleryPage[] = [
  { name: 'registro-guia', view: 'register-natural/form', locals: guide },
  { name: 'registro-segura', view: 'register-natural/form', locals: safe },
  {
    name: 'registro-guia-con-errores',
    view: 'register-natural/form',
    locals: { ...guide, ...withFaults(everyFault, rosa) },
  },
  {
    name: 'registro-segura-registro-civil-callado',
    view: 'register-natural/form',
    locals: { ...safe, ...withFaults(silent, { ...rosa, sin_celular: '1' }) },
  },
  { name: 'registro-listo-en-camino', view: 'register-natural/done', locals: { ...done, delivery: 'queued' } },
  {
    name: 'registro-listo-enviado',
    view: 'register-natural/done',
    locals: { ...done, delivery: 'sent', at: '15.48' },
  },
  { name: 'registro-listo-con-demora', view: 'register-natural/done', locals: { ...done, delivery: 'delayed' } },
  {
    name: 'registro-listo-sin-envio',
    view: 'register-natural/done',
    locals: { ...done, title: 'Falta enviar el correo', delivery: 'failed', at: '15.58' },
  },
  {
    name: 'confirmar',
    view: 'confirm-email/confirm',
    locals: { ...confirm, title: 'Confirme su cuenta', token: 'enlace-de-ejemplo' },
  },
  { name: 'confirmar-listo', view: 'confirm-email/done', locals: { title: 'Éxito: su cuenta está confirmada' } },
  {
    name: 'confirmar-vencido',
    view: 'confirm-email/expired',
    locals: { title: 'Este enlace venció o ya se usó' },
  },
];
