/** What differs between two data of a client, and what has to be seen again after a change. */
import test from 'ava';
import { changedFields, marksAfter, reopenedBy } from '../../../src/domain/cases/platform-changes.ts';
import { type CheckMarks, checklistOf } from '../../../src/domain/platform-checklist.ts';
import { aula } from '../../helpers/platforms.ts';

const NOW = new Date('2026-12-01T12:00:00Z');
const whole: CheckMarks = {
  pkce: { seen: NOW },
  state: { seen: NOW },
  nonce: { seen: NOW },
  failed: NOW,
  recovered: NOW,
  logout: { at: NOW, uri: String(aula.backchannelLogoutUri), result: 'aceptado' },
};

const missing = (marks: CheckMarks | undefined, data = aula) =>
  checklistOf(data, marks ?? whole).flatMap(({ point, state }) => (state === 'falta' ? [point] : []));

test('each part of the data that differs is named, and no other', (t) => {
  t.deepEqual(changedFields(aula, { ...aula }), []);
  t.deepEqual(changedFields(aula, { ...aula, native: true, idTokenAlg: 'RS256' }), ['authMethod', 'idTokenAlg']);
  t.deepEqual(changedFields(aula, { ...aula, jwks: { keys: [{ kty: 'EC' }] }, home: undefined }), ['home', 'keys']);
  const logo = { file: 'a', sha256: 'a'.repeat(64) };
  t.deepEqual(changedFields({ ...aula, logo }, { ...aula, logo: { ...logo, file: 'b' } }), [], 'the same picture');
  t.deepEqual(changedFields(aula, { ...aula, scopes: [{ scope: 'openid', reason: '' }] }), ['scopes']);
});

test('a new address of return opens again what was seen of requests, and says why', (t) => {
  const after = marksAfter(whole, ['redirectUris', 'purpose'], NOW);
  t.deepEqual(missing(after), ['pkce', 'state', 'nonce', 'errors']);
  t.deepEqual(
    reopenedBy(after?.reopened?.fields ?? []).map(({ fields }) => fields),
    Array(4).fill(['redirectUris']),
  );
});

test('another signature of tokens, or another receiver, opens the test of logout again', (t) => {
  t.deepEqual(missing(marksAfter(whole, ['idTokenAlg'], NOW)), ['logout']);
  t.deepEqual(missing(marksAfter(whole, ['backchannelLogoutUri'], NOW)), ['logout']);
});

test('other parts open nothing again', (t) => {
  t.is(marksAfter(whole, ['name', 'logo', 'scopes', 'purpose', 'legalBasis', 'keys'], NOW), undefined);
});
