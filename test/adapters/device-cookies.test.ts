import test from 'ava';
import { deviceCookies } from '../../src/adapters/device-cookies.ts';
import { deriveSecrets } from '../../src/adapters/secrets.ts';

const devices = deviceCookies(deriveSecrets(['a secret that only this test knows, and no other']));
const holder = (place = 1) => ({
  id: `00000000-0000-4000-8000-00000000000${place}`,
  keyChangedAt: new Date('2026-11-20T12:00:00Z'),
  sessionsEndedAt: undefined,
});

/** Other ways to write one cookie: what a lenient parser takes for the same record, or for another device. */
function variantsOf(cookie: string): readonly string[] {
  const [id = '', mac = ''] = cookie.split('.');
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const last = letters.indexOf(mac.at(-1) ?? '');
  return [
    ...Array.from({ length: 20 }, (_, place) => `${cookie}.${place}`),
    // 43 letters of base64url have two bits over: four spellings of the same 32 bytes.
    ...[1, 2, 3].map((bit) => `${id}.${mac.slice(0, -1)}${letters.charAt(last ^ bit)}`),
    ...['=', '==', '%3D', ' ', '\n', '\t', '\0', 'A', 'AAAA', '~', '~~', '~x', '.', '..'].map((end) => cookie + end),
    ...[' ', '~', '.', '\n', 'A'].map((start) => start + cookie),
    ...['*', '!', ' ', '\n', '$', ',', '=', '\u00e9'].map((odd) => `${id}.${mac.slice(0, 20)}${odd}${mac.slice(20)}`),
    ...['*', ' ', '=', '.'].map((odd) => `${id.slice(0, 8)}${odd}${id.slice(8)}.${mac}`),
    `${id.slice(0, -4)}.${mac}`,
    `${'A'.repeat(24)}.${mac}`,
    `${id.toLowerCase()}.${mac}`,
    `${id}.${Buffer.from(mac, 'base64url').toString('base64')}`,
    `${id}.${Buffer.from(mac, 'base64url').toString('hex')}`,
    `${id}..${mac}`,
    `${id}${mac}`,
    `.${mac}`,
    `${id}.`,
  ];
}

test('[A5] sixty variants of one device cookie are one device or none', (t) => {
  const cookie = devices.remember(undefined, holder());
  const id = devices.recognise(cookie, holder());
  t.truthy(id);
  const variants = variantsOf(cookie).filter((variant) => variant !== cookie);
  t.true(variants.length >= 60, String(variants.length));
  for (const variant of variants) {
    t.is(devices.recognise(variant, holder()), undefined, JSON.stringify(variant));
    t.is(devices.anyId(variant), undefined, JSON.stringify(variant));
  }
  // The same record twice in a cookie is the same device.
  t.is(devices.recognise(`${cookie}~${cookie}`, holder()), id);
});

test('[A5, threat 24] a record is valid for its account alone, and no longer after a key change or after all sessions were ended', (t) => {
  const cookie = devices.remember(undefined, holder());
  t.is(devices.recognise(cookie, holder(2)), undefined);
  t.is(devices.recognise(cookie, { ...holder(), keyChangedAt: new Date() }), undefined);
  t.is(devices.recognise(cookie, { ...holder(), sessionsEndedAt: new Date() }), undefined);
  const other = deviceCookies(deriveSecrets(['another secret that only this test knows']));
  t.is(other.recognise(cookie, holder()), undefined);
  t.is(other.anyId(cookie), undefined);
  for (const none of [undefined, '', 'x', '~', 'x'.repeat(10_000)]) t.is(devices.recognise(none, holder()), undefined);
});

test('[A5] a browser remembers six accounts, one record each, and the oldest goes', (t) => {
  let cookie: string | undefined;
  for (const place of [1, 2, 3, 4, 5, 6]) cookie = devices.remember(cookie, holder(place));
  const ids = [1, 2, 3, 4, 5, 6].map((place) => devices.recognise(cookie, holder(place)));
  t.is(new Set(ids).size, 6);
  t.false(ids.includes(undefined));
  cookie = devices.remember(cookie, holder(3));
  t.is(cookie.split('~').length, 6, 'a record is replaced');
  t.not(devices.recognise(cookie, holder(3)), ids[2]);
  cookie = devices.remember(cookie, holder(7));
  t.is(cookie.split('~').length, 6);
  t.is(devices.recognise(cookie, holder(1)), undefined, 'the oldest went');
  t.truthy(devices.recognise(cookie, holder(7)));
  const seventh = devices.remember(undefined, holder(8));
  t.is(devices.recognise(`${cookie}~${seventh}`, holder(8)), undefined, 'a cookie of seven is no cookie');
  t.true(cookie.length < 500);
});

test('[A5] an account is taken out of a cookie, and the others stay', (t) => {
  const both = devices.remember(devices.remember(undefined, holder(1)), holder(2));
  const one = devices.forget(both, holder(1));
  t.is(devices.recognise(one, holder(1)), undefined);
  t.truthy(devices.recognise(one, holder(2)));
  t.is(devices.forget(one, holder(2)), undefined);
});
