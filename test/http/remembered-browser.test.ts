import test from 'ava';
import type { Context } from 'koa';
import { browserTokens, keepBrowserTokens } from '../../src/http/remembered-browser.ts';

const under = (issuer: string) => ({ issuer });
const HTTPS = under('https://clave.example');

/** A request with cookies; `set` has what the answer sets. */
function request(cookies: Readonly<Record<string, string>> = {}) {
  const set: unknown[][] = [];
  const get = (name: string) => cookies[name];
  const ctx = { cookies: { get, set: (...cookie: unknown[]) => void set.push(cookie) } } as unknown as Context;
  return { ctx, set };
}

const token = (sign: string): string => `${sign.repeat(42)}A`;
const [one, two] = [token('a'), token('b')];
const seven = [...'abcdefg'].map(token);

test('[security 35] under https the cookie is of this host alone, Secure, HttpOnly and Lax, for thirty days', (t) => {
  const { ctx, set } = request();
  keepBrowserTokens(HTTPS, ctx, [one, two]);
  const [[name, value, options] = []] = set;
  t.is(name, '__Host-cs_recordado');
  t.is(value, `${one}~${two}`);
  t.like(options, { httpOnly: true, secure: true, sameSite: 'lax', path: '/', maxAge: 30 * 24 * 3_600_000 });
});

const cases: readonly (readonly [sentence: string, cookie: string, tokens: readonly string[]])[] = [
  ['one token', one, [one]],
  ['six tokens', seven.slice(1).join('~'), seven.slice(1)],
  ['seven tokens', seven.join('~'), []],
  ['the same token twice', `${one}~${one}`, []],
  ['a token and nothing', `${one}~`, []],
  ['a token that is too short', one.slice(1), []],
  ['another spelling of a token', `${one.slice(0, -1)}B`, []],
  ['a token with a sign of another alphabet', one.replace('a', '+'), []],
  ['nothing', '', []],
];

for (const [sentence, cookie, tokens] of cases)
  test(`[second factor] a cookie with ${sentence} presents ${tokens.length === 0 ? 'none' : tokens.length}`, (t) => {
    t.deepEqual(browserTokens(HTTPS, request({ '__Host-cs_recordado': cookie }).ctx), tokens);
  });

test('[second factor] under https a cookie that another host may set presents none', (t) => {
  t.deepEqual(browserTokens(HTTPS, request({ cs_recordado: one }).ctx), []);
  t.deepEqual(browserTokens(under('http://localhost:3000'), request({ cs_recordado: one }).ctx), [one]);
});
