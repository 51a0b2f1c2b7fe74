import { asset } from '../../http/views.ts';
import { clientLinks } from '../../http/words/client-links.ts';
import type { GalleryPage } from './gallery-page.ts';
import { shutPages } from './shut-pages.ts';
import { texts } from './texts.ts';

const client = { name: 'Portal de Ejemplo', host: 'portal.example', initials: 'Pe' };
const longClient = {
  name: 'Organismo Técnico de Capacitación y Certificación de Competencias Laborales del Extremo Austral Limitada',
  host: 'aula-virtual.capacitacion-y-certificacion-de-competencias-laborales.example',
  initials: 'Ot',
};
const longLinks = clientLinks(
  texts,
  { policyUri: `https://${longClient.host}/privacidad`, tosUri: 'https://condiciones.example/uso' },
  longClient.host,
);
const items = [
  { name: 'Nombre', value: 'Rosa' },
  { name: 'RUT', value: '44.000.001-0' },
  { name: 'Correo', value: 'rosa.con.un.correo.muy.largo.para.probar.el.ancho@correo.example' },
];
const consent = {
  items,
  options: [],
  agreed: [],
  purpose: 'Inscribirlo en los cursos que usted elija (contrato con el OTEC)',
  mark: 'ejemplo',
  formAction: '/ingresar/ejemplo',
  csrfToken: 'ficha-de-ejemplo',
  ends: { at: '16.18 (hora de Santiago)', seconds: 1801 },
};
const logOutTexts = texts.pages.logOut;
const logOut = {
  title: '¿Cerrar su sesión?',
  action: '/salir',
  csrfToken: 'ficha-de-ejemplo',
  asked: 'ejemplo',
  othersTakePart: false,
};
const notified = [
  { dt: longClient.name, dd: logOutTexts.deliveries.delivered },
  { dt: client.name, dd: logOutTexts.deliveries.pending },
  { dt: 'Despega MIPE (simulada)', dd: logOutTexts.deliveries.failed },
  { dt: 'Bolsa de ejemplo', dd: logOutTexts.deliveries.none },
];
const loggedOut = { title: 'Sesión cerrada', told: [] };
const next = ['Vuelva a la plataforma y comience de nuevo.', 'Si se repite, llame gratis al 800 80 10 30.'];
const reference = 'CS-7F3K-92';

const device = { action: '/dispositivo', xsrf: 'ejemplo', values: {}, faults: {}, errors: [] };

/** Pages that a client's request may show: consent, way back, end of session, errors. */
export const protocolPages: readonly GalleryPage[] = [
  { name: 'permisos', view: 'sign-in/consent', locals: { ...consent, title: 'Permitir datos', client } },
  {
    name: 'permisos-con-logo',
    view: 'sign-in/consent',
    locals: { ...consent, title: 'Permitir datos', client: { ...client, logo: asset('icono.svg') } },
  },
  {
    name: 'permisos-nombre-largo',
    view: 'sign-in/consent',
    locals: { ...consent, title: 'Permitir datos', client: longClient, links: longLinks },
  },
  {
    name: 'permisos-algo-nuevo',
    view: 'sign-in/consent',
    locals: {
      ...consent,
      title: 'Permitir datos',
      client,
      items: items.slice(2),
      agreed: items.slice(0, 2),
      since: '3 de noviembre de 2026',
    },
  },
  {
    name: 'permisos-opcionales',
    view: 'sign-in/consent',
    locals: {
      ...consent,
      title: 'Permitir datos',
      client,
      items: items.slice(0, 2),
      options: items.slice(2).map((item) => ({ ...item, box: 'opcional-email' })),
    },
  },
  {
    name: 'permisos-otra-finalidad',
    view: 'sign-in/consent',
    locals: { ...consent, title: 'Permitir datos', client, changed: true, since: '3 de noviembre de 2026' },
  },
  {
    name: 'permisos-sin-datos',
    view: 'sign-in/consent',
    locals: { ...consent, title: 'Permitir datos', client, items: [] },
  },
  {
    name: 'crear-cuenta',
    view: 'sign-in/create',
    locals: {
      title: texts.pages.signIn.titles.create,
      client: longClient,
      links: longLinks,
      errors: [],
      formAction: '/ingresar/ejemplo',
      csrfToken: 'ficha-de-ejemplo',
      keyPage: '/ingresar/ejemplo?perfil=natural',
      options: (['natural', 'juridica', 'migrante'] as const).map((one) => ({
        action: `registro-${one}`,
        name: texts.pages.signIn.profiles[one],
      })),
      ends: consent.ends,
    },
  },
  {
    name: 'continuar',
    view: 'continue',
    locals: { title: 'Continuar', action: '/galeria', inputs: [{ name: 'state', value: 'ejemplo' }] },
  },
  // In the gallery the page does not redirect.
  {
    name: 'continuar-en-plataforma',
    view: 'redirect',
    locals: { title: 'Un momento', address: '#contenido', name: client.name, native: false },
  },
  {
    name: 'continuar-en-aplicacion',
    view: 'redirect',
    locals: { title: 'Vuelva a la aplicación', address: '#contenido', name: longClient.name, native: true },
  },
  { name: 'salir', view: 'log-out/confirm', locals: logOut },
  { name: 'salir-desde-plataforma', view: 'log-out/confirm', locals: { ...logOut, client } },
  {
    name: 'salir-de-una-o-de-todas',
    view: 'log-out/confirm',
    locals: { ...logOut, client: longClient, othersTakePart: true },
  },
  {
    name: 'salir-no-atendido',
    view: 'error',
    locals: {
      ...logOut,
      ...logOutTexts.unserved.client.open,
      status: 400,
      next,
      reference,
      code: 'invalid_request: could not validate id_token_hint',
    },
  },
  {
    name: 'salir-formulario-ajeno',
    view: 'error',
    locals: { ...logOut, ...logOutTexts.unserved.form.open, status: 403, next, reference },
  },
  {
    name: 'salir-sin-sesion',
    view: 'error',
    locals: { ...logOutTexts.unserved.form.none, status: 403, next, reference },
  },
  {
    name: 'salir-sigue-conectado',
    view: 'log-out/stayed',
    locals: { title: 'Sigue conectado', client: { name: longClient.name, href: 'https://portal.example/' } },
  },
  { name: 'salir-sigue-conectado-en-la-casa', view: 'log-out/stayed', locals: { title: 'Sigue conectado' } },
  { name: 'salir-listo', view: 'log-out/done', locals: loggedOut },
  { name: 'salir-avisando', view: 'log-out/done', locals: { ...loggedOut, told: notified, waits: true, refresh: 3 } },
  {
    name: 'salir-de-una',
    view: 'log-out/done',
    locals: {
      ...loggedOut,
      only: true,
      told: notified.slice(0, 1),
      client: { ...client, href: 'https://portal.example/' },
    },
  },
  {
    name: 'salir-listo-con-plataforma',
    view: 'log-out/done',
    locals: { ...loggedOut, client: { name: longClient.name, href: 'https://portal.example/' } },
  },
  { name: 'equipo', view: 'device/code', locals: { ...device, title: 'Ingrese en un equipo' } },
  {
    name: 'equipo-codigo-vencido',
    view: 'device/code',
    locals: {
      ...device,
      title: 'Ingrese en un equipo',
      faults: { user_code: 'Este código venció. Pida otro en el equipo.' },
      errors: [{ id: 'user_code', text: 'Este código venció. Pida otro en el equipo.' }],
    },
  },
  {
    name: 'equipo-confirmar',
    view: 'device/confirm',
    locals: {
      ...device,
      title: '¿Es este su equipo?',
      userCode: 'BCDF-GHJK',
      client: longClient.name,
      rows: [
        { dt: 'Equipo', dd: 'Chrome en Linux' },
        { dt: 'Red', dd: 'Otra que la de este navegador' },
      ],
    },
  },
  { name: 'equipo-listo', view: 'device/done', locals: { title: 'Ingresó en el equipo' } },
  ...shutPages,
  {
    name: 'error-404',
    view: 'error',
    locals: {
      status: 404,
      title: 'No encontramos esa página',
      message: 'La dirección puede estar mal escrita o la página ya no existe.',
      next: ['Revise la dirección o vaya a la portada.'],
      reference,
    },
  },
  {
    name: 'error-de-plataforma',
    view: 'error',
    locals: {
      status: 400,
      title: 'No pudimos continuar con su ingreso',
      message: 'La plataforma envió un pedido que no podemos aceptar. Usted no hizo nada mal.',
      next,
      reference,
      code: 'invalid_request: redirect_uri did not match any of the client’s registered redirect_uris',
      section: '/desarrolladores/errores#invalid_redirect_uri',
      client,
    },
  },
  ...(['suspendedClient', 'fallenClient'] as const).map((cause) => ({
    name: `error-${cause === 'fallenClient' ? 'organizacion-caida' : 'plataforma-suspendida'}`,
    view: 'error',
    locals: {
      status: 403,
      ...texts.pages.shared.errors[cause],
      next: [texts.pages.shared.errors.call],
      reference,
      code: 'plataforma-suspendida',
      section: '/desarrolladores/errores#plataforma-suspendida',
    },
  })),
  {
    name: 'error-tiempo-terminado',
    view: 'error',
    locals: {
      status: 400,
      title: 'El tiempo para ingresar terminó',
      message: 'El tiempo para ingresar terminó. Vuelva a la plataforma y comience de nuevo.',
      next,
      reference,
    },
  },
  {
    name: 'error-503',
    view: 'error',
    locals: {
      status: 503,
      title: 'El servicio está muy ocupado',
      message: 'No pudimos atenderle en este momento. Vuelva a probar en un minuto o llame al 800 80 10 30.',
      next: [],
      reference,
    },
  },
];
