import Router from '@koa/router';
import { ERRORS_PATH } from '../../domain/answers.ts';
import { show } from '../page.ts';

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
  detail: 'Lo solicita la empresa',
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

/** What the menus lead to and the house does on the telephone for now. */
const byTelephone = [
  [
    '/recuperar/facilitador',
    'Recuperar su clave como Facilitador Extranjero',
    'recuperar su clave como Facilitador Extranjero',
  ],
  ['/facilitador', 'Solicitud de CS para Facilitador Extranjero', 'solicitar la CS de un Facilitador Extranjero'],
  ['/desarrolladores', 'Conectar una plataforma', 'conectar una plataforma'],
] as const;

/** What a platform can read already. */
const forPlatforms = [
  { href: ERRORS_PATH, text: 'Errores que recibe una plataforma' },
  { href: '/.well-known/openid-configuration', text: 'Documento de descubrimiento' },
];

const information = [
  ['/mas-informacion', 'about', 'Más información'],
  ['/ayuda', 'help', 'Ayuda'],
  ['/accesibilidad', 'accessibility', 'Accesibilidad'],
] as const;

/** Home with the three boxes, the menus, and the pages that inform. */
export function homeRoutes(): Router {
  const router = new Router();
  router.get('/', (ctx) => show(ctx, 'home', { title: 'Clave Sence (CS)' }));
  for (const { path, title, verb, options } of menus) {
    const links = options.map((one) => ({
      ...one,
      href: one === facilitador ? '/facilitador' : `${path}/${one.path}`,
    }));
    const intro = `Elija con qué perfil va a ${verb}.`;
    router.get(path, (ctx) => show(ctx, 'choose-profile', { title, intro, options: links, back: '/' }));
  }
  for (const [path, view, title] of information) router.get(path, (ctx) => show(ctx, view, { title, back: '/' }));
  for (const [path, title, what] of byTelephone) {
    router.get(path, (ctx) =>
      show(ctx, 'not-yet', { title, what, back: '/', links: path === '/desarrolladores' ? forPlatforms : [] }),
    );
  }
  return router;
}
