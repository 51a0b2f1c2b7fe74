import type { Chance } from './chance.ts';
import { nastyEscapes, nastyNames } from './nasty.ts';
import { type Raw, raw } from './raw.ts';
import type { Visitor } from './visitor.ts';

/** Makes one wrong request. */
export type Mistake = (chance: Chance, visitor: Visitor) => Raw;

/** Pages that answer to GET; what follows the last slash of some is a token. */
const pages = [
  ...['/', '/registro', '/recuperar', '/cambiar', '/actualizar', '/ayuda', '/privacidad', '/accesibilidad'],
  ...['/cuenta', '/desarrolladores', '/facilitador', '/estado', '/live', '/ready', '/no-existe'],
  ...['/registro/natural', '/registro/juridica', '/registro/migrante', '/alguien-registro-mi-rut', '/ya-tengo-run'],
  ...['/registro/natural/listo/', '/registro/juridica/listo/', '/registro/migrante/listo/'],
  ...['/alguien-registro-mi-rut/listo/', '/solicitud/', '/no-fui-yo/', '/revertir/', '/confirmar-contacto/'],
  ...['/no-fui-yo/listo', '/revertir/listo', '/confirmar-contacto/listo', '/no-fui-yo/vencido'],
  ...['/recuperar/natural', '/recuperar/juridica', '/recuperar/migrante', '/recuperar/facilitador'],
  ...['/recuperar/natural/', '/recuperar/juridica/', '/recuperar/migrante/', '/recuperar/clave/'],
  ...['/recuperar/correo/', '/recuperar/clave/listo', '/confirmar/', '/confirmar/listo', '/confirmar/vencido'],
  ...['/captcha/', '/ingresar', '/ingresar/', '/ingresar/x/clave/', '/buzon', '/buzon/', '/buzon.json', '/buzon/x/'],
  ...['/galeria', '/galeria/', '/e/', '/oidc/authorize', '/oidc/authorize/', '/oidc/userinfo', '/oidc/jwks'],
  ...['/oidc/logout', '/oidc/logout/success', '/.well-known/openid-configuration'],
];

const FORM = 'Content-Type: application/x-www-form-urlencoded';

const brokenPath: Mistake = (chance, { host }) =>
  raw('path', { path: `${chance.pick(pages)}${chance.pick(nastyEscapes)}${chance.pick(['', '.png', '.wav'])}` }, host);

const oddQuery = (chance: Chance): string => {
  const pair = () => `${encodeURIComponent(chance.pick(nastyNames))}=${chance.pick(nastyEscapes).slice(0, 1000)}`;
  return `?${pair()}&${pair()}&perfil=${chance.pick(nastyEscapes).slice(0, 1000)}`;
};

const brokenQuery: Mistake = (chance, { host }) => raw('query', { path: chance.pick(pages) + oddQuery(chance) }, host);

/** The page of a form that is open, in its own browser. */
const openPage: Mistake = (chance, { host, forms }) => {
  const { path, cookie } = chance.pick(forms);
  const headers = [`Cookie: ${cookie}`, 'Accept: text/html'];
  return raw('open page', { path: path + chance.pick(['', '/', oddQuery(chance)]), headers }, host);
};

const otherMethod: Mistake = (chance, visitor) => {
  const methods = ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'TRACE', 'PROPFIND', 'POST', 'get', 'BREW', 'QUERY'];
  const path = chance.pick([...pages, ...visitor.forms.map((form) => form.path), '/oidc/token', '/oidc/par']);
  return raw('method', { method: chance.pick(methods), path, headers: [FORM], body: 'rut=1' }, visitor.host);
};

/** Mistakes in the addresses that people's browsers ask for. */
export const webMistakes: readonly Mistake[] = [brokenPath, brokenPath, brokenQuery, openPage, otherMethod];
