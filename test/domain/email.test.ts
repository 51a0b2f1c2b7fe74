import test from 'ava';
import { type Email, mailboxOf, parseEmail } from '../../src/domain/email.ts';
import { withinMs } from '../helpers/within-ms.ts';

const zwsp = '\u200b';
const label = 'a'.repeat(63);
const longest = `${'a'.repeat(64)}@${label}.${label}.${'a'.repeat(58)}.cl`;

/** This many different letters, each of which takes several characters in Punycode. */
const distinctLetters = (many: number): string =>
  Array.from({ length: many }, (_, place) => String.fromCodePoint(0x4e00 + place)).join('');

/** As typed, and as it is kept. */
const taken: readonly (readonly [typed: string, kept: string])[] = [
  ['rosa@correo.cl', 'rosa@correo.cl'],
  ['Rosa.Soto@Correo.CL', 'Rosa.Soto@correo.cl'],
  ['  rosa@correo.cl\t\r\n', 'rosa@correo.cl'],
  ['\u00a0rosa@correo.cl\u3000', 'rosa@correo.cl'],
  [`${zwsp}rosa@correo.cl\u2060`, 'rosa@correo.cl'],
  ['\u2068rosa@correo.cl\u2069', 'rosa@correo.cl'],
  ['\ufeffrosa@correo.cl \u200e', 'rosa@correo.cl'],
  ["o'higgins@correo.cl", "o'higgins@correo.cl"],
  ['a!#$%&*+-/=?^_`{|}~b@correo.cl', 'a!#$%&*+-/=?^_`{|}~b@correo.cl'],
  ['1@1.cl', '1@1.cl'],
  ['a@b-c--d.co', 'a@b-c--d.co'],
  ['contacto@ñuñoa.cl', 'contacto@xn--uoa-6mab.cl'],
  ['contacto@ÑUÑOA.CL', 'contacto@xn--uoa-6mab.cl'],
  ['contacto@n\u0303un\u0303oa.cl', 'contacto@xn--uoa-6mab.cl'],
  ['contacto@xn--uoa-6mab.cl', 'contacto@xn--uoa-6mab.cl'],
  ['rosa@correo.рф', 'rosa@correo.xn--p1ai'],
  ['rosa@correo.photography', 'rosa@correo.photography'],
  [`${'a'.repeat(64)}@correo.cl`, `${'a'.repeat(64)}@correo.cl`],
  [`rosa@${label}.cl`, `rosa@${label}.cl`],
  [longest, longest],
];

/** As a title names an address: escaped, short, and with its length where two begin alike. */
const named = (typed: string): string => `${escaped(typed.slice(0, 40))} (${typed.length})`;
const escaped = (text: string): string =>
  text.replace(/[^!-~]/gu, (character) => `<${character.codePointAt(0)?.toString(16)}>`);

for (const [typed, kept] of taken)
  test(`[B4] ${named(typed)} is an address that a relay accepts`, (t) => {
    t.is(String(parseEmail(typed)), kept);
    t.regex(kept, /^[!-~]+$/, 'only what SMTP carries without SMTPUTF8');
    t.is(String(parseEmail(kept)), kept, 'read again it stays as it is');
  });

const refused: Readonly<Record<string, readonly string[]>> = {
  'email-letters': [
    'josé@correo.cl',
    'jose\u0301@correo.cl',
    'peña.soto@correo.cl',
    'ana😀@correo.cl',
    '😀@correo.cl',
    'роза@correo.cl',
    'ｒosa@correo.cl',
    'ro\u3164sa@correo.cl',
    'ro\u2800sa@correo.cl',
    'rosa\ufe0f@correo.cl',
    'ñ@ñuñoa.cl',
  ],
  'email-invisible': [
    `ro${zwsp}sa@correo.cl`,
    `rosa${zwsp}@correo.cl`,
    `rosa@${zwsp}correo.cl`,
    'rosa@cor\u00adreo.cl',
    'ro\u2060sa@correo.cl',
    'rosa@correo\u200f.cl',
    '\u202erosa\u202c.x@correo.cl',
    'ro\0sa@correo.cl',
    'rosa\u0007@correo.cl',
    'rosa@correo.cl\u001b[0m',
    'ro\u007fsa@correo.cl',
    'ro\u0085sa@correo.cl',
  ],
  'email-invalid': [
    '',
    ' ',
    zwsp,
    '@',
    'rosa',
    'rosa@',
    '@correo.cl',
    'rosa@correo',
    'rosa@localhost',
    '.rosa@correo.cl',
    'rosa.@correo.cl',
    'ro..sa@correo.cl',
    '.@correo.cl',
    'ro sa@correo.cl',
    'ro\u00a0sa@correo.cl',
    'rosa @correo.cl',
    'rosa@ correo.cl',
    'rosa@correo.cl\nbcc: x@y.cl',
    'rosa@correo.cl\r\nRCPT TO:<x@y.cl>',
    'rosa@@correo.cl',
    'rosa@x@correo.cl',
    '"rosa soto"@correo.cl',
    '"rosa"@correo.cl',
    'ro\\sa@correo.cl',
    'rosa(casa)@correo.cl',
    'rosa,ana@correo.cl',
    'rosa@correo.cl,ana@correo.cl',
    'rosa@correo.cl; ana@correo.cl',
    'Rosa Soto <rosa@correo.cl>',
    '<rosa@correo.cl>',
    'mailto:rosa@correo.cl',
    'rosa@correo.cl>',
    'rosa@[127.0.0.1]',
    'rosa@[IPv6:::1]',
    'rosa@127.0.0.1',
    'rosa@0x7f.1',
    'rosa@1.2',
    'rosa@correo.1',
    'rosa@correo.c1',
    'rosa@correo.c',
    'rosa@-correo.cl',
    'rosa@correo-.cl',
    'rosa@cor_reo.cl',
    'rosa@correo..cl',
    'rosa@.correo.cl',
    'rosa@correo.cl.',
    'rosa@correo.cl/x',
    'rosa@correo.cl:25',
    'rosa@cor%72eo.cl',
    'rosa@correo。cl',
    'rosa＠correo.cl',
    'rosa@xn--.cl',
    'rosa@xn--a-.cl',
    'rosa@😀.cl',
    `${'a'.repeat(65)}@correo.cl`,
    `rosa@${label}a.cl`,
    `rosa@${'ñ'.repeat(60)}.cl`,
    `a${longest}`,
    `a@${`${label}.`.repeat(4)}cl`,
    `${'a'.repeat(30_000)}@correo.cl`,
    `rosa@${'a.'.repeat(30_000)}cl`,
    `rosa${' '.repeat(16_000)}@correo.cl`,
    `rosa@${distinctLetters(4000)}.cl`,
  ],
};

for (const [code, many] of Object.entries(refused))
  for (const typed of many)
    test(`[B4] ${named(typed)} is refused at the form: ${code}`, (t) => {
      const began = performance.now();
      t.like(
        t.throws(() => parseEmail(typed)),
        { code },
      );
      t.true(performance.now() - began < withinMs(200));
    });

test('[B11] the mailbox of contacto@ñuñoa.cl is one however it is typed, and one with what was stored before', (t) => {
  const written = ['contacto@ñuñoa.cl', 'Contacto+x@ÑUÑOA.cl', 'contacto@xn--uoa-6mab.cl'].map(parseEmail);
  const stored = 'contacto@ñuñoa.cl' as Email;
  t.deepEqual([...new Set([...written, stored].map(mailboxOf))], ['contacto@xn--uoa-6mab.cl']);
});
