import type { GalleryPage } from './gallery-page.ts';

const profiles = (verb: string) => [
  {
    href: `/${verb}/natural`,
    name: 'Persona Natural',
    detail: 'Con Cédula de Identidad Nacional',
    icon: 'persona',
    clase: 'pn',
  },
  {
    href: `/${verb}/juridica`,
    name: 'Persona Jurídica',
    detail: 'Empresa | OTEC | OTIC',
    icon: 'empresa',
    clase: 'pj',
  },
  {
    href: `/${verb}/migrante`,
    name: 'Migrante',
    detail: 'Sin Cédula de Identidad Nacional',
    icon: 'mundo',
    clase: 'pm',
  },
  {
    href: '/facilitador',
    name: 'Facilitador Extranjero',
    detail: 'Invitado por una empresa',
    icon: 'doc',
    clase: 'pj',
  },
];

const works = [
  { name: 'Registro e ingreso', ok: true },
  { name: 'Registro Civil', ok: true },
  { name: 'Envío de correos', ok: true, detail: 'Salen en menos de un minuto' },
];
const fails = [
  { name: 'Registro e ingreso', ok: true },
  { name: 'Registro Civil', ok: false, detail: 'No responde desde las 15.40. Puede intentar más tarde' },
  { name: 'Envío de correos', ok: false, detail: 'Con demora' },
];

/** The pages that anybody may read, and the choice of a profile. */
export const informationPages: readonly GalleryPage[] = [
  { name: 'portada', view: 'home', locals: { title: 'Clave Sence (CS)' } },
  {
    name: 'portada-segura-de-pruebas',
    view: 'home',
    locals: { title: 'Clave Sence (CS)', policy: 'segura', sandbox: true },
  },
  {
    name: 'elegir-perfil',
    view: 'choose-profile',
    locals: {
      title: 'Regístrese',
      intro: 'Elija con qué perfil va a registrarse.',
      options: profiles('registro'),
      back: '/',
    },
  },
  {
    name: 'por-telefono',
    view: 'not-yet',
    locals: { title: 'Cambiar CS', what: 'cambiar su clave como Persona Natural', back: '/' },
  },
  { name: 'ayuda', view: 'help', locals: { title: 'Ayuda' } },
  { name: 'ayuda-segura', view: 'help', locals: { title: 'Ayuda', policy: 'segura' } },
  { name: 'privacidad', view: 'privacy', locals: { title: 'Privacidad y uso de datos' } },
  { name: 'accesibilidad', view: 'accessibility', locals: { title: 'Accesibilidad' } },
  {
    name: 'estado',
    view: 'status',
    locals: { title: 'Estado del servicio', services: works, at: '21-11-2026, 15.48' },
  },
  {
    name: 'estado-con-problemas',
    view: 'status',
    locals: { title: 'Estado del servicio', services: fails, at: '21-11-2026, 15.48' },
  },
];
