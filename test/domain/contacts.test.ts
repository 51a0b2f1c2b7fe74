import test from 'ava';
import { mailboxOf, maskEmail, parseEmail } from '../../src/domain/email.ts';
import { isMobile, type Phone, parseMobile, parsePhone } from '../../src/domain/phone.ts';

const email = (text: string) => parseEmail(text);

test('an e-mail keeps what was typed before the @, and lower case after it', (t) => {
  t.is(email('  Rosa.Soto@Correo.EXAMPLE ') as string, 'Rosa.Soto@correo.example');
});

for (const typed of [
  '',
  'rosa',
  'rosa@',
  '@correo.cl',
  'rosa@correo',
  'rosa soto@correo.cl',
  'rosa@-correo.cl',
  'rosa@correo..cl',
  'a@b.c',
  'rosa@correo.cl\nbcc: x@y.cl',
  `${'a'.repeat(65)}@correo.cl`,
  'rosa@correo.cl>',
]) {
  test(`"${typed.slice(0, 30)}" is not an e-mail`, (t) =>
    t.like(
      t.throws(() => parseEmail(typed)),
      { code: 'email-invalid' },
    ));
}

test('[security 40] case and tags of one mailbox share one budget', (t) => {
  t.is(mailboxOf(email('Rosa+sence@Correo.example')), mailboxOf(email('rosa@correo.example')));
});

test('[guide segura 7] the mask of the guide shows the beginnings, the other nothing of the length (C4)', (t) => {
  t.is(maskEmail(email('polmonte@sence.cl'), 'guide'), 'polmxxxx@senxxxx');
  t.is(maskEmail(email('ab@sence.cl'), 'guide'), 'axxxx@senxxxx');
  t.is(maskEmail(email('polmonte@sence.cl'), 'fixed'), 'p•••@s•••.cl');
  t.is(maskEmail(email('p@s.cl'), 'fixed'), 'p•••@s•••.cl');
});

for (const typed of ['12345678', '912345678', '+56912345678', '56912345678', '+56 9 1234 5678', '(9) 1234-5678']) {
  test(`[security 40] "${typed}" is the mobile +56 9 1234 5678`, (t) =>
    t.is(parseMobile(typed) as string, '+56912345678'));
}

for (const typed of ['', '1234567', '02345678', '123456789', '+44 7911 123456', 'doce']) {
  test(`"${typed}" is no Chilean mobile`, (t) =>
    t.like(
      t.throws(() => parseMobile(typed)),
      { code: 'mobile-invalid' },
    ));
}

test('landlines are read with their area code', (t) => {
  t.is(parsePhone('2 2345 6789') as string, '+56223456789');
  t.is(parsePhone('+56 32 212 3456') as string, '+56322123456');
  t.is(parsePhone('912345678') as string, '+56912345678');
  t.is(parsePhone('  '), undefined);
});

for (const typed of ['123', '36 212 3456', '99', '+1 212 555 0100']) {
  test(`"${typed}" is no telephone of the plan`, (t) =>
    t.like(
      t.throws(() => parsePhone(typed)),
      { code: 'phone-invalid' },
    ));
}

test('[security 41] an SMS may go to a Chilean mobile and nowhere else', (t) => {
  t.true(isMobile(parseMobile('12345678')));
  for (const number of [
    '+56223456789',
    '+56600123456',
    '+541123456789',
    '+5691234567',
    '+569123456789',
    '+56912345678\n',
  ])
    t.false(isMobile(number as Phone), number);
});
