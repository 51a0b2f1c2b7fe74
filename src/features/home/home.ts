import Router from '@koa/router';
import { ERRORS_PATH } from '../../domain/authorization-errors.ts';
import { showToAll } from '../../http/page.ts';

const profiles = [
  {
    path: 'natural',
    name: 'Persona Natural',
    detail: 'Con Cédula de Identidad Nacional',
    icon: 'persona',
    clase: 'pn',
  },
  { path: 'juridica', name: 'Persona Jurídica', detail: 'Empresa | OTEC | OTIC', icon: 'empresa', clase: 'pj' },
  { path: 'migrante', name: 'Migrante', detail: 'Sin Cédula de Identidad Nacional', icon: 'mundo', clase: 'pm' },
] as const;
const facilitador = {
  path: 'facilitador',
  name: 'Facilitador Extranjero',
  detail: 'Invitado por una empresa',
  icon: 'persona',
  clase: 'pj',
} as const;

/** The menus of the guide: each opens a page that asks for the profile. */
const menus = [
  { path: '/registro', title: 'Regístrese', verb: 'registrarse', options: profiles },
  { path: '/recuperar', title: 'Recuperar CS', verb: 'recuperar su clave', options: [...profiles, facilitador] },
  { path: '/cambiar', title: 'Cambiar CS', verb: 'cambiar su clave', options: profiles },
  { path: '/actualizar', title: 'Actualizar datos', verb: 'actualizar sus datos', options: profiles },
] as const;

/** A page of what is done on the telephone for now: what to have at hand, and where else to go. */
interface ByTelephone {
  readonly path: string;
  readonly title: string;
  /** After «Para …, llame gratis». */
  readonly what: string;
  readonly needs?: readonly string[];
  readonly linksTitle: string;
  readonly links: readonly { readonly href: string; readonly text: string }[];
}

const RECOVER_FACILITADOR = '/recuperar/facilitador';
const REQUEST_FACILITADOR = '/facilitador';

/** The company asks for a facilitador (docs/guides.md, J 5); who has a key recovers it. No key is told by telephone. */
const byTelephone: readonly ByTelephone[] = [
  {
    path: RECOVER_FACILITADOR,
    title: 'Recuperar su clave como Facilitador Extranjero',
    what: 'recuperar su clave como Facilitador Extranjero',
    needs: [
      'Su NIE, o el número de su documento de identidad',
      'El RUT de la empresa que lo invitó',
      'Un correo electrónico que pueda abrir',
    ],
    linksTitle: 'Si todavía no tiene una clave',
    links: [{ href: REQUEST_FACILITADOR, text: 'Solicitud de CS para Facilitador Extranjero' }],
  },
  {
    path: REQUEST_FACILITADOR,
    title: 'Solicitud de CS para Facilitador Extranjero',
    what: 'solicitar la CS de un Facilitador Extranjero',
    needs: [
      'El RUT de la empresa',
      'El RUT de un representante legal vigente en el Servicio de Impuestos Internos',
      'El documento de identidad del facilitador',
      'Un correo electrónico que el facilitador pueda abrir',
    ],
    linksTitle: 'Si el facilitador ya tiene una clave',
    links: [{ href: RECOVER_FACILITADOR, text: 'Recuperar su clave como Facilitador Extranjero' }],
  },
  {
    path: '/desarrolladores',
    title: 'Conectar una plataforma',
    what: 'conectar una plataforma',
    linksTitle: 'Ya puede leer',
    links: [
      { href: ERRORS_PATH, text: 'Errores que recibe una plataforma' },
      { href: '/.well-known/openid-configuration', text: 'Documento de descubrimiento' },
    ],
  },
];

const information = [
  ['/mas-informacion', 'home/about', 'Más información'],
  ['/ayuda', 'home/help', 'Ayuda'],
  ['/accesibilidad', 'home/accessibility', 'Accesibilidad'],
] as const;

/** Home with the three boxes, the menus, and the pages that inform. */
export function homeRoutes(): Router {
  const router = new Router();
  router.get('/', (ctx) => showToAll(ctx, 'home/home', { title: 'Clave Sence (CS)' }));
  for (const { path, title, verb, options } of menus) {
    const links = options.map((one) => ({ ...one, href: `${path}/${one.path}` }));
    const intro = `Elija con qué perfil va a ${verb}.`;
    router.get(path, (ctx) => showToAll(ctx, 'home/choose-profile', { title, intro, options: links, back: '/' }));
  }
  for (const [path, view, title] of information) router.get(path, (ctx) => showToAll(ctx, view, { title, back: '/' }));
  for (const { path, ...page } of byTelephone)
    router.get(path, (ctx) => showToAll(ctx, 'home/not-yet', { ...page, back: '/' }));
  return router;
}
