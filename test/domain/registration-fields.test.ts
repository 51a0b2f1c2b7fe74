import test from 'ava';
import { optionalText, requiredText } from '../../src/domain/address.ts';
import { parseSerial } from '../../src/domain/cedula.ts';
import { parseComuna, placeOf, regions } from '../../src/domain/comunas.ts';
import { policies } from '../../src/domain/policy.ts';
import { parseAnswer, parseQuestion } from '../../src/domain/secret-question.ts';
import { catalogueOf, defaultLocale } from '../../src/locales/locale.ts';

test('there are 346 comunas in 16 regions, from north to south', (t) => {
  t.is(regions.length, 16);
  t.is(regions.flatMap(({ comunas }) => comunas).length, 346);
  t.is(regions[0]?.name, 'Región de Arica y Parinacota');
  t.is(regions.at(-1)?.name, 'Región de Magallanes y de la Antártica Chilena');
});

test('Ñuñoa comes after Macul and before Padre Hurtado', (t) => {
  const names = regions.find(({ code }) => code === '13')?.comunas.map(({ name }) => name) ?? [];
  t.true(names.indexOf('Macul') < names.indexOf('Ñuñoa'));
  t.true(names.indexOf('Ñuñoa') < names.indexOf('Padre Hurtado'));
});

test('a code of the table is a comuna, and no other text is', (t) => {
  t.is(parseComuna('13101'), '13101');
  t.deepEqual(placeOf('13101'), { comuna: 'Santiago', region: 'Región Metropolitana de Santiago', code: '13' });
  for (const typed of ['', '99999', 'Santiago', '__proto__'])
    t.like(
      t.throws(() => parseComuna(typed)),
      { code: 'comuna-missing' },
    );
});

for (const [typed, read] of [
  ['512.345.678', '512345678'],
  ['a012345678', 'A012345678'],
  ['b51a23456', 'B51A23456'],
  ['512 345 678', '512345678'],
] as const) {
  test(`the card number "${typed}" is read`, (t) => t.is(parseSerial(typed) as string, read));
}

for (const typed of ['12345678', '1234567890', 'A01234567890', '51234567ñ', "512345678'"]) {
  test(`"${typed}" is no number of any of the three cards`, (t) =>
    t.like(
      t.throws(() => parseSerial(typed)),
      { code: 'serial-invalid' },
    ));
}

test('a card number may be empty where the policy allows it', (t) => t.is(parseSerial(' '), undefined));

test('the questions of the guides are in the catalogue', (t) => {
  const texts = Object.values(catalogueOf(defaultLocale).secretQuestions);
  t.true(texts.includes('NOMBRE DE MI MASCOTA'));
  t.true(texts.includes('MI PAÍS FAVORITO'));
  t.is(parseQuestion('2'), 2);
  for (const typed of ['', '0', '99', '1.0'])
    t.like(
      t.throws(() => parseQuestion(typed)),
      { code: 'question-missing' },
    );
});

test('answers are equal whatever their accents, capitals and spaces', (t) => {
  t.is(parseAnswer('  Perú   del  Sur '), 'peru del sur');
  t.is(parseAnswer('ÑANDÚ'), parseAnswer('nandu'));
  t.like(
    t.throws(() => parseAnswer('  ')),
    { code: 'answer-missing' },
  );
});

test('texts are trimmed, folded and bounded', (t) => {
  t.is(requiredText('  Los   Aromos ', 20), 'Los Aromos');
  t.is(optionalText('   ', 20), undefined);
  t.like(
    t.throws(() => requiredText(' ', 20)),
    { code: 'field-missing' },
  );
  t.like(
    t.throws(() => optionalText('x'.repeat(21), 20)),
    { code: 'field-too-long' },
  );
});

test('the two policies differ exactly where the table says', (t) => {
  const { guia, segura } = policies;
  t.like(guia, {
    asksQuestion: true,
    tellsUnknownAtLogin: true,
    tellsRegistered: true,
    serialAtRegistration: 'optional',
    mask: 'guide',
  });
  t.like(segura, {
    asksQuestion: false,
    tellsUnknownAtLogin: false,
    tellsRegistered: false,
    serialAtRegistration: 'required',
    mask: 'fixed',
  });
});
