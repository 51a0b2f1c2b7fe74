import type { Chance } from './chance.ts';
import { nastyEscapes, nastyNames } from './nasty.ts';
import { ownPages, pages, pagesOfDesk } from './pages.ts';
import { type Raw, raw } from './raw.ts';
import type { Visitor } from './visitor.ts';

/** Makes one wrong request. */
export type Mistake = (chance: Chance, visitor: Visitor) => Raw;

const FORM = 'Content-Type: application/x-www-form-urlencoded';

const everyPage: readonly string[] = [...pages, ...ownPages, ...pagesOfDesk];

/** A page, and for one of Mi cuenta or the desk a signed-in user. */
function pageOf(chance: Chance, { forms }: Visitor): { readonly page: string; readonly headers: readonly string[] } {
  const page = chance.pick(everyPage);
  const place = ['/cuenta', '/mesa'].find((one) => page.startsWith(one));
  const inside = forms.filter(({ path }) => path.startsWith(`${place}/`));
  const cookie = place ? [`Cookie: ${chance.pick(inside).cookie}`] : [];
  return { page, headers: [...cookie, 'Accept: text/html'] };
}

const brokenPath: Mistake = (chance, visitor) => {
  const { page, headers } = pageOf(chance, visitor);
  const path = `${page}${chance.pick(nastyEscapes)}${chance.pick(['', '.png', '.wav', '.json'])}`;
  return raw('path', { path, headers }, visitor.host);
};

const oddQuery = (chance: Chance): string => {
  const pair = () => `${encodeURIComponent(chance.pick(nastyNames))}=${chance.pick(nastyEscapes).slice(0, 1000)}`;
  return `?${pair()}&${pair()}&perfil=${chance.pick(nastyEscapes).slice(0, 1000)}`;
};

const brokenQuery: Mistake = (chance, visitor) => {
  const { page, headers } = pageOf(chance, visitor);
  return raw('query', { path: page + oddQuery(chance), headers }, visitor.host);
};

/** The page of a form that is open, in its own browser. */
const openPage: Mistake = (chance, { host, forms }) => {
  const { path, cookie } = chance.pick(forms);
  const headers = [`Cookie: ${cookie}`, 'Accept: text/html'];
  return raw('open page', { path: path + chance.pick(['', '/', oddQuery(chance)]), headers }, host);
};

const otherMethod: Mistake = (chance, visitor) => {
  const methods = ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'TRACE', 'PROPFIND', 'POST', 'get', 'BREW', 'QUERY'];
  const path = chance.pick([...everyPage, ...visitor.forms.map((form) => form.path), '/oidc/token', '/oidc/par']);
  return raw('method', { method: chance.pick(methods), path, headers: [FORM], body: 'rut=1' }, visitor.host);
};

/** Mistakes in the addresses that browsers request. */
export const webMistakes: readonly Mistake[] = [brokenPath, brokenPath, brokenQuery, openPage, otherMethod];
