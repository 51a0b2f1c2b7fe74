import { deskPages } from '../../src/app/desk-pages.ts';

const profiles = ['natural', 'juridica', 'migrante'];

/** Pages that answer to GET; what follows the last slash of some is a token. */
export const pages: readonly string[] = [
  ...[
    '/',
    '/registro',
    '/recuperar',
    '/cambiar',
    '/actualizar',
    '/ayuda',
    '/ayuda/segundo-factor',
    '/privacidad',
    '/accesibilidad',
  ],
  ...[
    '/desarrolladores',
    '/facilitador',
    '/facilitador/juridica',
    '/facilitador/juridica/',
    '/live',
    '/ready',
    '/no-existe',
    '/mas-informacion',
  ],
  ...[
    '/estado',
    '/estado.json',
    '/metrics',
    '/plataformas',
    '/plataformas/',
    '/plataformas.json',
    '/privacidad/',
    '/privacidad/2026-11-21',
  ],
  ...['/Account', '/Account/Registrar', '/Account/RecuperarClave', '/Account/CambiarClave', '/account/ActualizarDatos'],
  ...['/Account/', '/alguien-registro-mi-rut', '/ya-tengo-run', '/atencion', '/atencion/listo/'],
  ...['registro', 'recuperar', 'cambiar', 'actualizar'].flatMap((journey) =>
    profiles.flatMap((profile) => [`/${journey}/${profile}`, `/${journey}/${profile}/`]),
  ),
  ...['/registro/natural/listo/', '/registro/juridica/listo/', '/registro/migrante/listo/'],
  ...['/alguien-registro-mi-rut/listo/', '/solicitud/', '/no-fui-yo/', '/revertir/', '/confirmar-contacto/'],
  ...['/invitacion/', '/invitacion/lista/', '/invitacion/devuelta'],
  ...['/llamada/', '/llamada/si', '/llamada/no', '/llamada/otro-numero', '/llamada/vencido'],
  ...['/no-fui-yo/listo', '/revertir/listo', '/confirmar-contacto/listo', '/no-fui-yo/vencido'],
  ...[
    '/recuperar/facilitador',
    '/recuperar/clave/',
    '/recuperar/correo/',
    '/cambiar/correo/',
    '/actualizar/correo/',
    '/facilitador/correo/',
  ],
  ...[
    '/recuperar/clave/listo',
    '/confirmar/',
    '/confirmar/listo',
    '/confirmar/vencido',
    '/descarga/',
    '/derechos/',
    '/derechos/carta/',
  ],
  ...['/confirmar/listo/', '/confirmar/en-espera/', '/confirmar/celular/', '/confirmar/celular/listo'],
  ...['/clave-antigua/', '/clave-antigua/listo/', '/clave-antigua/vencido', '/confirmar-representante/'],
  ...['/captcha/', '/ingresar', '/ingresar/', '/ingresar/x/clave/', '/buzon', '/buzon/', '/buzon.json', '/buzon/x/'],
  ...['/galeria', '/galeria/', '/e/', '/oidc/authorize', '/oidc/authorize/', '/oidc/userinfo', '/oidc/jwks'],
  ...['/oidc/logout', '/oidc/logout/success', '/.well-known/openid-configuration', '/dispositivo', '/dispositivo/'],
  ...['/desarrolladores/guias', '/desarrolladores/guias/node', '/desarrolladores/guias/', '/desarrolladores/boton'],
  ...['/desarrolladores/cambios', '/desarrolladores/cambios.atom', '/desarrolladores/plataformas'],
  ...['/desarrolladores/entrada', '/desarrolladores/salida', '/desarrolladores/plataformas/'],
  ...['/desarrolladores/plataformas/nueva', '/desarrolladores/probar/vuelta', '/desarrolladores/segundo-factor'],
  ...['/desarrolladores/errores', '/salir/listo/', '/openid/authorize/', '/api/v1/accounts/app/logout'],
];

/** Pages of Mi cuenta, for a signed-in user. */
export const ownPages: readonly string[] = [
  ...['/cuenta', '/cuenta/', '/cuenta/entrada', '/cuenta/salir', '/cuenta/salida', '/cuenta/no-fui-yo'],
  ...['/cuenta/actividad', '/cuenta/actividad/'],
  ...['/cuenta/sesiones', '/cuenta/seguridad', '/cuenta/plataformas', '/cuenta/plataformas/', '/cuenta/representantes'],
  '/cuenta/facilitadores',
  '/cuenta/miembros/invitaciones',
  ...['', '/invitar', '/invitaciones'].map((page) => `/cuenta/organizaciones/miembros${page}`),
  ...['/cuenta/miembros', '/cuenta/miembros/invitar', '/cuenta/organizaciones', '/cuenta/organizaciones/invitacion/x'],
  '/cuenta/facilitadores/solicitudes',
  ...['/cuenta/facilitadores', '/cuenta/facilitadores/invitaciones'],
  '/cuenta/facilitadores/solicitudes/',
  '/cuenta/facilitadores/solicitudes/retirar',
  ...['/cuenta/datos', '/cuenta/datos/identidad', '/cuenta/datos/domicilio', '/cuenta/datos/contacto'],
  ...[
    '/cuenta/datos/celular',
    '/cuenta/seguridad/segundo-factor/aplicacion',
    '/cuenta/seguridad/segundo-factor/impresos',
  ],
  ...['codigos', 'quitar', 'equipos'].map((page) => `/cuenta/seguridad/segundo-factor/${page}`),
  ...['/cuenta/seguridad/hoja-de-respaldo', '/cuenta/seguridad/hoja-de-respaldo/impresa'],
  ...['/cuenta/seguridad/clave', '/cuenta/seguridad/pregunta', '/cuenta/detener', '/cuenta/datos/descarga'],
  ...['/cuenta/datos/descarga/', '/cuenta/datos/descarga/x.json', '/cuenta/solicitudes', '/cuenta/solicitudes/'],
  ...['/cuenta/solicitudes/nueva', '/cuenta/solicitudes/LD-2345-6789'],
];

/** Pages of the desk, for a member with every role; of an address with a ticket the part before it. */
export const pagesOfDesk: readonly string[] = deskPages
  .map(({ path }) => path.replace(/:.*$/, ''))
  .filter((path) => path !== '/mesa/salir');
