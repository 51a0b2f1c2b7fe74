import { inspect } from 'node:util';
import test from 'ava';
import { assertRepeated, chooseKey, readKey, Secret } from '../../src/domain/key.ts';
import { weaknessOf } from '../../src/domain/key-block-list.ts';
import { policies } from '../../src/domain/policy.ts';

const { guia, segura } = policies;

test('[guide key-n, guide segura 2] C1: the guide takes 8 to 10 characters, segura 15 to 64', (t) => {
  for (const key of ['Quiltro7', 'Quiltro-77']) t.notThrows(() => chooseKey(key, guia, []));
  for (const key of ['Quiltr7', 'Quiltro-777'])
    t.like(
      t.throws(() => chooseKey(key, guia, [])),
      { code: 'key-length' },
    );
  for (const key of ['un quiltro feliz', 'ñandú '.repeat(10)]) t.notThrows(() => chooseKey(key, segura, []));
  for (const key of ['Quiltro-777', 'x1'.repeat(33)])
    t.like(
      t.throws(() => chooseKey(key, segura, [])),
      { code: 'key-length' },
    );
});

test('[security 10] a key of 64 characters with spaces and emoji is kept whole, nothing trimmed or cut', (t) => {
  const key = ` ${'perro 🐕 '.repeat(8)}`.padEnd(64, 'ñ').slice(0, 200);
  const whole = [...key].slice(0, 64).join('');
  t.is(chooseKey(whole, segura, []).reveal(), whole);
  t.is([...whole].length, 64);
});

for (const key of [
  'password',
  '12345678',
  'sence2026',
  'Sence2026!',
  'clave2025',
  'aaaaaaaa',
  '87654321',
  'PASSWORD1',
  'qwertyui',
  'abcdefgh',
  '2026sence',
]) {
  test(`[security 10] "${key}" is on the block list`, (t) => t.truthy(weaknessOf(key, [])));
}

test('[security 10] RUT, name, e-mail and telephone of the user are no key', (t) => {
  const known = ['44.000.001-0', 'Rosa Elena', 'Soto', 'Díaz', 'rosa.soto@correo.example', '12345678'];
  for (const key of ['44000001-0', '440000010', 'rosaelena1', 'Rosa2026', 'sotodiaz1', 'rosa.soto', 'Diaz1985!']) {
    t.is(weaknessOf(key, known), 'own', key);
  }
  t.is(weaknessOf('Quiltro-77', known), undefined);
});

test('[security 10] the telephone of the user, as it is on file, is no key either, with or without its prefix', (t) => {
  for (const key of ['40000003', '940000003', '+56940000003', 'a40000003'])
    t.is(weaknessOf(key, ['+56940000003']), 'own', key);
  t.is(weaknessOf('40000004', ['+56940000003']), undefined);
});

test('[security 10] no rule of composition: a phrase in lower case is accepted', (t) => {
  t.notThrows(() => chooseKey('tres quiltros duermen', segura, []));
});

test('[security 55] a key prints itself as [clave] wherever it is printed', (t) => {
  const key = new Secret('Quiltro-77');
  for (const printed of [String(key), JSON.stringify({ key }), inspect(key), `${key}`])
    t.false(printed.includes('Quiltro'), printed);
  t.is(String(key), '[clave]');
});

test('the repetition is compared character by character', (t) => {
  t.notThrows(() => assertRepeated('ñ ', 'ñ '));
  t.like(
    t.throws(() => assertRepeated('ñ', 'n')),
    { code: 'keys-differ' },
  );
  t.like(
    t.throws(() => assertRepeated('ab', 'ab ')),
    { code: 'keys-differ' },
  );
});

const [composed, decomposed] = ['Ñandú áéíóú 777'.normalize('NFC'), 'Ñandú áéíóú 777'.normalize('NFD')];

test('[B6] a key is the same and as long on a keyboard that composes accented letters and on one that does not', (t) => {
  t.not(composed, decomposed);
  for (const typed of [composed, decomposed]) {
    t.is(readKey(typed).reveal(), composed);
    t.is(chooseKey(typed, segura, []).reveal(), composed);
    t.is(readKey(typed).length, 15);
  }
  t.is(chooseKey('ÑÑñññéé7éé'.normalize('NFD'), guia, []).length, 10, 'the longest that the guide takes');
  t.notThrows(() => assertRepeated(composed, decomposed));
});

test('[B6] spaces of other keyboards count as the plain one, and nothing is trimmed, cut or changed in width or case', (t) => {
  t.is(readKey('\u00A0un\u3000quiltro\u202F').reveal(), ' un quiltro ');
  for (const kept of ['  \tª½ﬁ', 'ＡＢＣ', 'a\u200Bb', 'Iıİ', '🐕\u200D🐕']) t.is(readKey(kept).reveal(), kept);
});

test('[B6] a key has a second form only where its letters can be written in another way, and never a third', (t) => {
  const formsOf = (typed: string) => readKey(typed).forms.map((form) => form.reveal());
  for (const plain of ['Quiltro-77', ' un quiltro feliz ', '🐕🐕🐕🐕🐕🐕🐕🐕', '日本語の鍵'])
    t.deepEqual(formsOf(plain), [plain]);
  for (const typed of [composed, decomposed]) t.deepEqual(formsOf(typed), [composed, decomposed]);
  const mixed = `${composed.slice(0, 5)}${'áéíóú'.normalize('NFD')}`;
  t.deepEqual(formsOf(mixed), [mixed.normalize('NFC'), mixed]);
});

test('[B6] the block list reads a key as it is compared', (t) => {
  const known = ['Huenchú', 'Ñancupil'];
  for (const typed of ['ñancupil77', 'ñancupil77'.normalize('NFD')])
    t.like(
      t.throws(() => chooseKey(typed, guia, known)),
      { code: 'key-guessable' },
    );
});

test('[security 44] a typed key that is far too long is refused before it costs a hash', (t) => {
  t.like(
    t.throws(() => readKey('x'.repeat(257))),
    { code: 'credentials-wrong' },
  );
  t.like(
    t.throws(() => readKey('')),
    { code: 'key-missing' },
  );
  t.is(readKey(' a ').reveal(), ' a ');
});
