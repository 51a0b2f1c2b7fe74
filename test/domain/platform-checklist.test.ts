/** The checklist of a client before production, from its data and from what was seen of its requests. */
import test from 'ava';
import {
  type CheckMarks,
  type CheckPoint,
  checklistOf,
  isWhole,
  withError,
  withSignIn,
} from '../../src/domain/platform-checklist.ts';
import type { PortalClientData } from '../../src/domain/portal-client.ts';
import { aula } from '../helpers/platforms.ts';

const NOW = new Date('2026-12-01T12:00:00Z');
const later = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);
const every = { pkce: true, state: true, nonce: true };
const taken = { at: NOW, uri: String(aula.backchannelLogoutUri), result: 'aceptado' } as const;
const whole: CheckMarks = {
  pkce: { seen: NOW },
  state: { seen: NOW },
  nonce: { seen: NOW },
  failed: NOW,
  recovered: NOW,
  logout: taken,
};

const stateOf = (point: CheckPoint, data: Partial<PortalClientData>, marks: CheckMarks = whole) =>
  checklistOf({ ...aula, ...data }, marks).find((one) => one.point === point)?.state;

test('a client that does everything is whole, and one of which nothing was seen is not', (t) => {
  t.true(isWhole(checklistOf(aula, whole)));
  const unseen = checklistOf(aula, {}).filter(({ state }) => state === 'falta');
  t.deepEqual(
    unseen.map(({ point }) => point),
    ['logout', 'pkce', 'state', 'nonce', 'errors'],
  );
});

test('an address without https is missing, but of an app on a device', (t) => {
  const redirectUris = ['http://aula.losandes.example/vuelta'];
  t.is(stateOf('https', { redirectUris }), 'falta');
  t.is(stateOf('https', { redirectUris, native: true }), 'cumplido');
  t.is(stateOf('redirects', { redirectUris: ['https://*.losandes.example/'] }), 'falta');
});

test('[threat 664] a test of logout counts for the address that was called, and not for another one later', (t) => {
  t.is(stateOf('logout', {}), 'cumplido');
  t.is(stateOf('logout', { backchannelLogoutUri: 'https://otra.example/salida' }), 'falta');
  t.is(stateOf('logout', { backchannelLogoutUri: undefined }), 'falta');
  t.is(stateOf('logout', { backchannelLogoutUri: undefined, authMethod: 'none' }), 'sin-comprobar');
  for (const result of ['acepta-falsos', 'rechazado', 'sin-respuesta'] as const)
    t.is(stateOf('logout', {}, { ...whole, logout: { ...taken, result } }), 'falta', result);
});

test('a point of traffic follows the last request: one that lacks it takes it away until the next that has it', (t) => {
  const first = withSignIn({}, every, NOW);
  t.is(stateOf('state', {}, first), 'cumplido');
  t.is(withSignIn(first ?? {}, every, later(1)), undefined, 'a request like the last one writes nothing');
  const lacking = withSignIn(first ?? {}, { ...every, state: false }, later(2));
  t.is(stateOf('state', {}, lacking), 'falta');
  t.is(stateOf('nonce', {}, lacking), 'cumplido');
  t.is(stateOf('state', {}, withSignIn(lacking ?? {}, every, later(3))), 'cumplido');
});

test('an error counts as handled when a sign-in follows it within half an hour', (t) => {
  const seen = withSignIn({}, every, NOW) ?? {};
  const failed = withError(seen, later(1)) ?? {};
  t.is(stateOf('errors', {}, failed), 'falta');
  t.is(withSignIn(failed, every, later(40)), undefined);
  const recovered = withSignIn(failed, every, later(5)) ?? {};
  t.is(stateOf('errors', {}, recovered), 'cumplido');
  t.is(withError(recovered, later(60)), undefined, 'it stays so');
});
