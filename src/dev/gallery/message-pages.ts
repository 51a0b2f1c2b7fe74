import type { GalleryPage } from './gallery-page.ts';

const link = 'http://localhost:3000/confirmar?token=enlace-de-ejemplo-bastante-largo-para-probar-el-corte-de-linea';

const mailWords = {
  title: 'Confirme su cuenta Clave Sence',
  paragraphs: [
    'Usted se registró en Clave Sence. Confirme su cuenta dentro de 24 horas.',
    'Si no fue usted, no haga nada: la cuenta se borra sola.',
  ],
  action: { label: 'Confirmar mi cuenta', href: link },
  footer: [
    'SENCE nunca le pedirá su clave por teléfono, SMS o correo.',
    'Ayuda gratis: 800 80 10 30, de lunes a viernes de 9.00 a 18.00 horas.',
  ],
};

const notice = {
  title: 'Su Clave Sence fue cambiada',
  paragraphs: ['Su Clave Sence cambió hoy a las 15.48 (hora de Santiago).', 'Si no fue usted, llame al 800 80 10 30.'],
  details: [
    { label: 'Cuándo', value: '21-11-2026, 15.48 (hora de Santiago)' },
    { label: 'Equipo', value: 'Firefox en Windows' },
  ],
  footer: mailWords.footer,
};

const mail = {
  id: 'b2',
  channel: 'email',
  to: 'rosa@correo.example',
  subject: mailWords.title,
  text: `${mailWords.paragraphs.join('\n\n')}\n\n${link}\n\nAyuda gratis: de lunes a viernes.`,
  html: '<!doctype html><title>Confirme su cuenta</title>',
  createdAt: '2026-11-21T18:48:02Z',
  sentAt: '2026-11-21T18:48:03Z',
};

const sms = {
  id: 'a1',
  channel: 'sms',
  to: '+56 9 0000 0001',
  text: 'SENCE: su codigo es 123456. Vence en 10 minutos. No lo comparta.\n@clave.sence.gob.cl #123456',
  createdAt: '2026-11-21T18:40:00Z',
};

/** Mails, the development mailbox that shows them, and the gallery's own index. */
export const messagePages: readonly GalleryPage[] = [
  { name: 'buzon', view: 'dev/mailbox', locals: { title: 'Buzón de desarrollo', messages: [mail, sms] } },
  { name: 'buzon-vacio', view: 'dev/mailbox', locals: { title: 'Buzón de desarrollo', messages: [] } },
  {
    name: 'buzon-mensaje',
    view: 'dev/mailbox-message',
    locals: { title: 'Mensaje', message: mail, htmlHref: '/buzon/b2/html', back: '/buzon' },
  },
  { name: 'buzon-sms', view: 'dev/mailbox-message', locals: { title: 'Mensaje', message: sms, back: '/buzon' } },
  {
    name: 'galeria',
    view: 'dev/gallery',
    locals: {
      title: 'Galería',
      entries: [
        { name: 'registro-guia', href: '/galeria/registro-guia', view: 'registration/natural/form' },
        { name: 'registro-listo-enviado', href: '/galeria/registro-listo-enviado', view: 'registration/natural/done' },
        { name: 'ingreso', href: '/galeria/ingreso', view: 'sign-in/form' },
      ],
    },
  },
  { name: 'carta-confirmar', view: 'messages/mail', locals: mailWords },
  { name: 'carta-aviso', view: 'messages/mail', locals: notice },
];
