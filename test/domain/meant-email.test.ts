import test from 'ava';
import { meantEmail } from '../../src/domain/meant-email.ts';

const script = (await import(new URL('../../public/sugerir.js', import.meta.url).href)) as {
  meant(email: string): string | undefined;
};

const slips: readonly (readonly [typed: string, meant: string | undefined])[] = [
  ['jorge@gmial.com', 'jorge@gmail.com'],
  ['Camila.Soto@hotmial.con', 'Camila.Soto@hotmail.com'],
  ['camila@gmail.con', 'camila@gmail.com'],
  ['camila@gmail.cl', 'camila@gmail.com'],
  ['camila@gmail.com.cl', 'camila@gmail.com'],
  ['camila@gmal.com', 'camila@gmail.com'],
  ['camila@gmaill.com', 'camila@gmail.com'],
  ['camila@gmailcom', 'camila@gmail.com'],
  ['camila@outlok.com', 'camila@outlook.com'],
  ['camila@yaho.es', 'camila@yahoo.es'],
  ['camila@hotmail.co', 'camila@hotmail.com'],
  ['camila@entelchle.net', 'camila@entelchile.net'],
  ['camila@correo.con', 'camila@correo.com'],
  ['camila@empresa.cll', 'camila@empresa.cl'],
  ['camila@GMAIL.CON', 'camila@gmail.com'],
  ['camila@gmail.com', undefined],
  ['camila@hotmail.cl', undefined],
  ['camila@ymail.com', undefined],
  ['camila@mail.com', undefined],
  ['camila@sence.cl', undefined],
  ['camila@correo.example', undefined],
  ['camila', undefined],
  ['', undefined],
];

for (const [typed, meant] of slips)
  test(`[P5] ${typed || 'nothing'} is ${meant ? `asked about: ${meant}` : 'asked nothing about'}, by server and script`, (t) => {
    t.is(meantEmail(typed), meant as never);
    t.is(script.meant(typed), meant);
  });

test('[P5] server and script answer the same for every single typing error in the most used domains', (t) => {
  const letters = 'abcdefghijklmnopqrstuvwxyz.';
  const typed = ['gmail.com', 'hotmail.cl', 'live.cl', 'vtr.net'].flatMap((domain) =>
    [...domain].flatMap((_, at) => [
      domain.slice(0, at) + domain.slice(at + 1),
      domain.slice(0, at) + (domain[at + 1] ?? '') + (domain[at] ?? '') + domain.slice(at + 2),
      ...[...letters].flatMap((letter) => [
        domain.slice(0, at) + letter + domain.slice(at),
        domain.slice(0, at) + letter + domain.slice(at + 1),
      ]),
    ]),
  );
  for (const domain of new Set(typed)) {
    const address = `camila@${domain}`;
    // A text that is no address has a refusal of its own; the script asks where the server would not.
    const said = script.meant(address);
    if (!said || /[^\w]\.|\.{2}|\.$/.test(said)) continue;
    t.is(meantEmail(address), said as never, address);
  }
  t.true(new Set(typed).size > 1000);
});
