import type { Chance } from './chance.ts';
import { raw } from './raw.ts';
import type { Mistake } from './web-mistakes.ts';

const somewhere = (chance: Chance): string =>
  chance.pick(['/', '/registro/natural', '/live', '/oidc/authorize', '/oidc/userinfo', '/cuenta', '/captcha/x.png']);

const many = (count: number, line: (place: number) => string): string[] =>
  Array.from({ length: count }, (_, place) => line(place));

/** Up to what Node reads of headers (16 KB) and beyond it. */
const headerBomb: Mistake = (chance, { host }) => {
  const headers = chance.pick([
    many(90, (place) => `X-Campo-${place}: ${'v'.repeat(100)}`),
    many(1500, (place) => `X-${place}: 1`),
    [`X-Largo: ${'v'.repeat(15_000)}`],
    [`X-Largo: ${'v'.repeat(40_000)}`],
    many(50, () => 'X-Forwarded-For: 203.0.113.1, ::1, basura, ,,,'),
    many(40, () => 'Accept-Language: es-CL;q=0.9,*;q=basura'),
    ['X-Binario: \u00FF\u0080\u0001'],
    ['Sin-Dos-Puntos'],
    [': sin nombre'],
    ['X-Doblado: a\r\n b\r\n\tc'],
    ['Transfer-Encoding: chunked', 'Content-Length: 5'],
    ['Content-Length: -1'],
    ['Content-Length: 5', 'Content-Length: 6'],
    ['Content-Length: 99999999999999999999'],
    ['Expect: 100-continue'],
    ['Expect: otra-cosa'],
    ['Upgrade: h2c', 'HTTP2-Settings: AAMAAABkAAQAAP__'],
    ['Range: bytes=0-18446744073709551615'],
    ['If-None-Match: "'.repeat(300), 'If-Modified-Since: nunca'],
    ['X-HTTP-Method-Override: DELETE', 'X-Original-URL: /buzon', 'X-Rewrite-URL: /buzon'],
    ['X-Forwarded-Host: malo.example', 'Forwarded: host=malo.example;proto=gopher'],
  ]);
  return raw('headers', { path: somewhere(chance), headers }, host);
};

const oddCookie: Mistake = (chance, { host, forms }) => {
  const [form] = forms;
  const cookie = chance.pick([
    'c'.repeat(12_000),
    many(800, (place) => `c${place}=1`).join('; '),
    'cs_navegador=%00%ff; cs_equipo=%; clave_sesion=%%%',
    `cs_navegador=${'a'.repeat(32)}`,
    'cs_navegador="; cs_equipo=..; clave_sesion=__proto__; clave_sesion.sig=x',
    'cs_equipo=a.b.c.d; clave_ingreso=x; clave_ingreso.sig=y; clave_retorno=z',
    `${form?.cookie}; ${form?.cookie}`,
    '=; ;=;;;',
    'clave_sesion=\u00F1\u00FF',
    '__proto__=1; constructor=2; toString=3',
  ]);
  return raw('cookie', { path: somewhere(chance), headers: [`Cookie: ${cookie}`] }, host);
};

const oddHost: Mistake = (chance, { host }) => {
  const hosts = [undefined, '', ' ', 'malo.example', `${host}.malo.example`, `malo@${host}`, `${host}@malo.example`];
  const odder = ['[::1]:99999', 'localhost', 'h'.repeat(5000), '%00', 'a b', `${host}, ${host}`, '*', '/', '\u00F1.cl'];
  return raw('host', { path: somewhere(chance), host: chance.pick([...hosts, ...odder]) }, host);
};

const oddTarget: Mistake = (chance, { host, issuer }) => {
  const targets = [
    `${issuer}/buzon`,
    'https://malo.example/',
    '//malo.example/',
    '*',
    '?',
    '/?',
    '/#',
    '/\\malo',
    '/;a=b',
  ];
  const odder = [
    '/ñandú',
    '/\u0001',
    '/a b',
    `/${'a/'.repeat(3000)}`,
    '/ingresar/../buzon',
    '/./ready',
    '',
    'malo:443',
  ];
  return raw('target', { path: chance.pick([...targets, ...odder]) }, host);
};

const oddChunks: Mistake = (chance, { host }) => {
  const headers = ['Transfer-Encoding: chunked', 'Content-Type: application/x-www-form-urlencoded'];
  const bodies = [
    '5\r\nrut=1\r\n0\r\n\r\n',
    'zz\r\n',
    'FFFFFFFFFFFFFFFFF\r\nx',
    '0\r\n\r\n',
    '5;x=y\r\nrut=1\r\n0\r\nT: v\r\n\r\n',
  ];
  const path = chance.pick(['/registro/natural', '/oidc/token', '/captcha', '/confirmar']);
  return raw('chunks', { method: 'POST', path, headers, body: chance.pick(bodies) }, host);
};

/** Mistakes below the pages: on the wire, in headers, cookies and addresses. */
export const wireMistakes: readonly Mistake[] = [headerBomb, headerBomb, oddCookie, oddHost, oddTarget, oddChunks];
