import test from 'ava';
import { isSuspicious } from '../../src/domain/suspicion.ts';

const known = { act: 'login.succeeded', details: { known: true } };
const unknown = { act: 'login.succeeded', details: { known: false } };
const refused = () => ({ act: 'login.refused', details: { code: 'key-wrong' } });
const other = { act: 'key.changed', details: {} };

test('a login from an unknown device is suspicious, one from a known device is not', (t) => {
  t.true(isSuspicious(unknown, [unknown]));
  t.false(isSuspicious(known, [known]));
});

test('one refused login is not, two in a row are, whatever acts came between them', (t) => {
  const [one, two] = [refused(), refused()];
  t.false(isSuspicious(one, [known, one, known]));
  t.true(isSuspicious(one, [one, two]));
  t.true(isSuspicious(two, [one, other, two]));
  t.false(isSuspicious(one, [one, known, two]));
});

test('an act that is no login is not suspicious', (t) => t.false(isSuspicious(other, [refused(), other, refused()])));
