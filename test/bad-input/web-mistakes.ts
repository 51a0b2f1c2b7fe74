import type { Chance } from './chance.ts';
import { nastyEscapes, nastyNames, nastyRuts, nastyTexts } from './nasty.ts';
import { type Raw, raw } from './raw.ts';
import type { OpenForm, Visitor } from './visitor.ts';

/** Makes one wrong request. */
export type Mistake = (chance: Chance, visitor: Visitor) => Raw;

/** Pages that answer to GET; what follows the last slash of some is a token. */
const pages = [
  ...['/', '/registro', '/recuperar', '/cambiar', '/actualizar', '/ayuda', '/privacidad', '/accesibilidad'],
  ...['/cuenta', '/desarrolladores', '/facilitador', '/registro/juridica', '/recuperar/natural', '/estado'],
  ...['/live', '/ready', '/registro/natural', '/registro/natural/listo/', '/confirmar/', '/confirmar/listo'],
  ...['/captcha/', '/ingresar', '/ingresar/', '/buzon', '/buzon/', '/buzon.json', '/galeria', '/galeria/', '/e/'],
  ...['/oidc/authorize', '/oidc/authorize/', '/oidc/userinfo', '/oidc/jwks', '/oidc/logout'],
  ...['/.well-known/openid-configuration', '/no-existe'],
];

const FORM = 'Content-Type: application/x-www-form-urlencoded';
const MEGABYTE = 1024 * 1024;

const headersOf = ({ cookie }: OpenForm, { issuer }: Visitor, type = FORM): string[] => [
  `Cookie: ${cookie}`,
  `Origin: ${issuer}`,
  'Accept: text/html',
  type,
];

const post = (kind: string, visitor: Visitor, form: OpenForm, body: string | Buffer, type?: string): Raw =>
  raw(kind, { method: 'POST', path: form.path, headers: headersOf(form, visitor, type), body }, visitor.host);

const brokenPath: Mistake = (chance, { host }) =>
  raw('path', { path: `${chance.pick(pages)}${chance.pick(nastyEscapes)}${chance.pick(['', '.png', '.wav'])}` }, host);

const brokenQuery: Mistake = (chance, { host }) => {
  const pair = () => `${encodeURIComponent(chance.pick(nastyNames))}=${chance.pick(nastyEscapes).slice(0, 1000)}`;
  return raw('query', { path: `${chance.pick(pages)}?${pair()}&${pair()}&${pair()}` }, host);
};

const oneField: Mistake = (chance, visitor) => {
  const form = chance.pick(visitor.forms);
  const name = chance.pick(Object.keys(form.fields));
  const value = name === 'rut' ? chance.pick([...nastyRuts, ...nastyTexts]) : chance.pick(nastyTexts);
  return post('field', visitor, form, new URLSearchParams({ ...form.fields, [name]: value }).toString());
};

const oddNames: Mistake = (chance, visitor) => {
  const form = chance.pick(visitor.forms);
  const odd = { [chance.pick(nastyNames)]: chance.pick(nastyTexts), [chance.pick(nastyNames)]: 'x' };
  const pairs = [...Object.entries(form.fields), ...Object.entries(odd)];
  return post('name', visitor, form, new URLSearchParams(pairs).toString());
};

const twice: Mistake = (chance, visitor) => {
  const form = chance.pick(visitor.forms);
  const name = chance.pick(Object.keys(form.fields));
  const body = `${new URLSearchParams(form.fields)}&${name}=otra&${name}[]=otra`;
  return post('twice', visitor, form, body);
};

const tooBig: Mistake = (chance, visitor) => {
  const form = chance.pick(visitor.forms);
  const name = chance.pick(Object.keys(form.fields));
  return post('1 MB', visitor, form, `${new URLSearchParams(form.fields)}&${name}=${'z'.repeat(MEGABYTE)}`);
};

const brokenBody: Mistake = (chance, visitor) => {
  const form = chance.pick(visitor.forms);
  const bodies = [
    ...nastyEscapes.map((coded) => `rut=${coded}&ficha=${form.fields.ficha}`),
    Buffer.from([0x72, 0x75, 0x74, 0x3d, 0xff, 0xfe, 0xc0, 0xaf, 0x00]),
    '&'.repeat(15_000),
    '='.repeat(15_000),
    Array.from({ length: 500 }, (_, place) => `c${place}=1`).join('&'),
    '',
  ];
  return post('body', visitor, form, chance.pick<string | Buffer>(bodies));
};

const otherType: Mistake = (chance, visitor) => {
  const form = chance.pick(visitor.forms);
  const part = `--x\r\nContent-Disposition: form-data; name="rut"; filename="../../x"\r\n\r\n44.000.001-0\r\n`;
  const [type, body] = chance.pick([
    ['application/json', JSON.stringify({ ...form.fields, __proto__: { admin: true }, rut: { $gt: '' } })],
    ['application/json', '{"rut":'],
    ['multipart/form-data; boundary=x', `${part}--x--\r\n`],
    ['multipart/form-data; boundary=x', part],
    ['multipart/form-data', part],
    ['text/plain', 'rut=44000001-0'],
    ['application/xml', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'],
    ['application/x-www-form-urlencoded; charset=utf-7', 'rut=+ADw-'],
    ['application/x-www-form-urlencoded; charset="', 'rut=1'],
    ['', 'rut=1'],
  ] as const);
  return post('type', visitor, form, body, `Content-Type: ${type}`);
};

const otherMethod: Mistake = (chance, visitor) => {
  const methods = ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'TRACE', 'PROPFIND', 'POST', 'get', 'BREW', 'QUERY'];
  const path = chance.pick([...pages, ...visitor.forms.map((form) => form.path), '/oidc/token', '/oidc/par']);
  return raw('method', { method: chance.pick(methods), path, headers: [FORM], body: 'rut=1' }, visitor.host);
};

/** Mistakes in what people's browsers send. */
export const webMistakes: readonly Mistake[] = [
  brokenPath,
  brokenPath,
  brokenQuery,
  oneField,
  oneField,
  oneField,
  oddNames,
  twice,
  tooBig,
  brokenBody,
  otherType,
  otherMethod,
];
