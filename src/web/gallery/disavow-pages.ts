import type { GalleryPage } from './gallery-page.ts';

const formToken = 'ficha-de-ejemplo';
const platform = { name: 'Despega MIPE', host: 'despega.example', initials: 'DM' };

/** No fui yo, the link of "Continuar por correo", and what a login stopped. */
export const disavowPages: readonly GalleryPage[] = [
  {
    name: 'no-fui-yo',
    view: 'disavow/confirm',
    locals: { title: 'No fui yo', formAction: '/no-fui-yo', formToken, token: 'enlace' },
  },
  { name: 'no-fui-yo-listo', view: 'disavow/done', locals: { title: 'Su cuenta quedó detenida' } },
  { name: 'no-fui-yo-vencido', view: 'disavow/expired', locals: { title: 'El enlace venció o ya se usó' } },
  {
    name: 'revertir',
    view: 'revert-contacts/confirm',
    locals: { title: 'Volver a mis datos de contacto', formAction: '/revertir', formToken, token: 'enlace' },
  },
  { name: 'revertir-listo', view: 'revert-contacts/done', locals: { title: 'Su cuenta quedó detenida' } },
  {
    name: 'confirmar-contacto',
    view: 'confirm-contact/confirm',
    locals: { title: 'Confirme su correo nuevo', formAction: '/confirmar-contacto', formToken, token: 'enlace' },
  },
  { name: 'confirmar-contacto-listo', view: 'confirm-contact/done', locals: { title: 'Correo confirmado' } },
  {
    name: 'recuperar-desde-el-correo',
    view: 'recover-key/mailbox',
    locals: { title: 'Continúe con su recuperación', formAction: '/recuperar/correo', formToken, token: 'enlace' },
  },
  {
    name: 'ingreso-detuvo-solicitud',
    view: 'log-in/stopped',
    locals: { title: 'Detuvimos una solicitud', formAction: '/ingresar/ejemplo', formToken, platform },
  },
];
