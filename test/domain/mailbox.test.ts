import test from 'ava';
import { type Email, mailboxOf, parseEmail } from '../../src/domain/email.ts';

const boxOf = (address: string): string => mailboxOf(address as Email);

for (const [what, mailbox, writings] of [
  [
    'Gmail',
    'polmarin@gmail.com',
    [
      'polmarin@gmail.com',
      'pol.marin@gmail.com',
      'p.o.l.m.a.r.i.n@gmail.com',
      'Pol.Marin+sence@Gmail.com',
      'polmarin@googlemail.com',
      'POL.marin+a+b@GOOGLEMAIL.COM',
    ],
  ],
  ['iCloud', 'rosa.soto@icloud.com', ['rosa.soto@me.com', 'Rosa.Soto+x@mac.com']],
  ['Outlook', 'rosa.soto@outlook.com', ['rosa.soto+1@outlook.com', 'Rosa.Soto+2@Outlook.com']],
  ['Proton', 'rosasoto@proton.me', ['rosa.soto@protonmail.com', 'rosa-soto+y@pm.me', 'rosa_soto@proton.me']],
  ['Yahoo', 'rosa.soto@yahoo.com', ['rosa.soto-cursos@yahoo.com', 'rosa.soto+z@yahoo.com']],
  ['an unknown provider', 'rosa.soto@correo.example', ['Rosa.Soto+sence@Correo.example']],
  [
    'an internationalized domain',
    'contacto@xn--uoa-6mab.example',
    ['contacto@ñuñoa.example', 'Contacto@ÑUÑOA.example'],
  ],
] as const) {
  test(`[A17, security 40] one mailbox has one budget however its address is written: ${what}`, (t) => {
    for (const written of writings) t.is(boxOf(written), mailbox, written);
  });
}

test('[A17] mailboxes of two people have two budgets', (t) => {
  const different = [
    'rosa.soto@outlook.com',
    'rosasoto@outlook.com',
    'rosa.soto@hotmail.com',
    'rosa-soto@correo.example',
    'rosa@correo.example',
    'rosa.soto@gmail.com',
    'rosa.soto@gmail.com.example',
    'rosa@yahoo.com',
    'rosa@yahoo.cl',
    '+rosa@correo.example',
    '+pedro@correo.example',
  ];
  t.is(new Set(different.map(boxOf)).size, different.length);
});

test('[A17] the address itself is never altered', (t) => {
  t.is(String(parseEmail(' Pol.Marin+sence@Googlemail.com ')), 'Pol.Marin+sence@googlemail.com');
});
