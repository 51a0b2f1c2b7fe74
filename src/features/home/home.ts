import Router from '@koa/router';
import type { Context } from 'koa';
import { showToAll, textsOf } from '../../http/page.ts';
import type { Catalogue } from '../../locales/locale.ts';

type HomeTexts = Catalogue['pages']['home'];

const profiles = [
  { path: 'natural', icon: 'persona', clase: 'pn' },
  { path: 'juridica', icon: 'empresa', clase: 'pj' },
  { path: 'migrante', icon: 'mundo', clase: 'pm' },
] as const;
const facilitador = { path: 'facilitador', icon: 'persona', clase: 'pj' } as const;

/** The menus of the guide: each opens a page that asks for the profile. */
const menus = [
  { path: '/registro', menu: 'register', options: profiles },
  { path: '/recuperar', menu: 'recover', options: [...profiles, facilitador] },
  { path: '/cambiar', menu: 'change', options: [...profiles, facilitador] },
  { path: '/actualizar', menu: 'update', options: [...profiles, facilitador] },
] as const;

/** A page of texts alone; `back` is the page before it, if not the first one. */
interface InformationPage {
  readonly path: string;
  readonly view: string;
  readonly title: 'about' | 'help' | 'secondFactor' | 'accessibility';
  readonly back?: string;
}

const information: readonly InformationPage[] = [
  { path: '/mas-informacion', view: 'home/about', title: 'about' },
  { path: '/ayuda', view: 'home/help', title: 'help' },
  { path: '/ayuda/segundo-factor', view: 'home/second-factor', title: 'secondFactor', back: '/ayuda' },
  { path: '/accesibilidad', view: 'home/accessibility', title: 'accessibility' },
];

/** Home with the three boxes, the menus, and the information pages. */
export function homeRoutes(): Router {
  const router = new Router();
  router.get('/', (ctx) => showToAll(ctx, 'home/home', { title: homeTexts(ctx).title }));
  for (const menu of menus) router.get(menu.path, (ctx) => showMenu(ctx, menu));
  for (const { path, view, title, back = '/' } of information)
    router.get(path, (ctx) => showToAll(ctx, view, { title: homeTexts(ctx)[title], back }));
  return router;
}

const homeTexts = (ctx: Context): HomeTexts => textsOf(ctx).pages.home;

function showMenu(ctx: Context, { path, menu, options }: (typeof menus)[number]): void {
  const texts = homeTexts(ctx);
  const links = options.map((one) => ({ ...one, ...texts.profiles[one.path], href: `${path}/${one.path}` }));
  showToAll(ctx, 'home/choose-profile', { ...texts.menus[menu], options: links, back: '/' });
}
