import test from 'ava';
import { wrongName } from '../../src/oidc/clients/names.ts';

const taken = ['Despega MIPE (simulada)', 'Elige Mejor (simulada)', 'Bono al Trabajo de la Mujer (simulado)'];

const OTHER = /^(is the name of another platform|is read as a name of SENCE|must be)/;

for (const [what, names] of [
  [
    'as it is',
    ['Clave Sence', 'CLAVE SENCE', 'clave sence', 'Sence', 'SENCE', 'ClaveÚnica', 'Clave Unica', 'Mi cuenta'],
  ],
  [
    'with spaces and signs',
    ['C l a v e   S e n c e', 'Clave-Sence', 'Clave.Sence!', '«Clave Sence»', 'S-E-N-C-E', 'ClaveSence'],
  ],
  ['in Cyrillic letters', ['Сlаvе Ѕеnсе', 'Clave Ѕence', 'Ѕеnсе', 'Sеncе', 'СЕНСЕ']],
  ['in Greek letters', ['Clανe Sεncε', 'Clave Sενce', 'ΣENCE', 'Sεnce']],
  ['in letters of Lisu, Cherokee, Coptic or Armenian', ['ꓢꓰꓠꓚꓰ', 'ᏚᎬNᏟᎬ', 'ⲤLAVE SENCE', 'Clavе Տence']],
  [
    'with digits and signs',
    [
      'C1ave Sence',
      'Clav3 S3nc3',
      '5ENCE',
      '$ence',
      'S€nce',
      'Cl4ve 5ence',
      'C|ave Sence',
      'CIave Sence',
      'Clave 5enc€',
      '(lave Sence',
    ],
  ],
  ['in other widths and shapes', ['Ｃｌａｖｅ Ｓｅｎｃｅ', '𝐂𝐥𝐚𝐯𝐞 𝐒𝐞𝐧𝐜𝐞', 'Ⓢⓔⓝⓒⓔ', '𝓢𝓮𝓷𝓬𝓮', 'ꜱᴇɴᴄᴇ', 'Clave ſence']],
  ['with marks', ['Clávé Séncé', 'Cl\u0337ave S\u0332ence', 'Çlave Şence', 'Cläve Sëncë', 'Clave Sènce']],
  [
    'with what is not seen',
    ['Clave\u200bSence', 'Cla\u00adve Sence', 'Sen\u2060ce', '\u202eecneS', 'Clave\u3164Sence', 'Sen\u034fce'],
  ],
  [
    'inside of a longer name',
    [
      'Clave Sence Oficial',
      'Ingreso Clave-Sence 2026',
      'Portal SENCE',
      'Sistema ClaveÚnica',
      'La 5ence',
      'ClaveSence.cl',
    ],
  ],
  [
    'of a platform',
    [
      'Despega MIPE',
      'despega mipe (SIMULADA)',
      'Despega MlPE',
      'DespegaMipe',
      'Despega  M1PE',
      'Elige Mejor (oficial)',
      'Dеspega MIPE',
      'E1ige Mejor',
      'Despega MIPÉ',
      'Bono al Trabajo de la Mu jer',
    ],
  ],
] as const) {
  test(`[A17, security 39] no client registers under a name of SENCE or of a client of SENCE: ${what}`, (t) => {
    for (const name of names) t.regex(wrongName(name, taken) ?? '', OTHER, name);
  });
}

test('[A17] letters of another script are refused, alone or mixed with Latin ones', (t) => {
  for (const name of ['Курс', 'Cursо', 'Κύκλος', '課程', 'دورة', 'Curso ①②', 'Curso 😀', 'Curso ٣'])
    t.regex(wrongName(name, taken) ?? '', /Latin/, name);
});

test('[A17] other names are free, with accents, ñ, digits and punctuation', (t) => {
  for (const name of [
    'Curso de prueba',
    'Otro nombre',
    'Plataforma de pruebas',
    'Capacitación Ñuble 2026',
    'Cursos en Cerámica',
    'Essence Training',
    'OTEC «Los Aromos» – Aula 3',
    'Clave de sol: música',
    'Única Clave',
    'Presencial & En línea',
    'Mejor Elige',
    'Niño, Añañuca y Über-Größe',
  ])
    t.is(wrongName(name, taken), undefined, name);
});
