import test from 'ava';
import { plainText, wordsOf } from '../../../src/adapters/messaging/wording.ts';
import type { Notice } from '../../../src/ports/notifier.ts';

const at = '22-11-2026 a las 10.15 (hora de Santiago)';
const device = 'Chrome en Android';
const folio = 'CS-7F3K-9QWM';
const link = `https://clave.sence.gob.cl/solicitud/${'x'.repeat(43)}`;
const key = 'J53722W1';
const code = '123456';

const notices: readonly Notice[] = [
  { kind: 'provisional-key', key, hours: 24 },
  { kind: 'recovery-link', link, minutes: 60 },
  { kind: 'recovery-code', code, minutes: 10 },
  { kind: 'mailbox-link', link, minutes: 30 },
  { kind: 'recovery-asked', at, device, link },
  { kind: 'contacts-asked', at, device, folio, until: at, link },
  { kind: 'contact-confirm', link, request: 'https://clave.sence.gob.cl/solicitud/'.padEnd(80, 'x') },
  { kind: 'contacts-changed', folio, link },
  { kind: 'contacts-withdrawn', folio },
  { kind: 'contacts-refused', folio },
  { kind: 'contacts-reverted', folio },
  { kind: 'key-changed', at, device, link },
  { kind: 'account-frozen', at, folio },
  { kind: 'account-thawed', at },
  { kind: 'new-device-login', at, device, platform: 'Portal de Ejemplo', link },
];

for (const notice of notices) {
  test(`${notice.kind}: one SMS of GSM-7, a letter of usted, and every fact of the notice in it`, (t) => {
    const letter = wordsOf(notice);
    const text = plainText(letter);
    t.true(letter.sms.length <= 160 && /^[\x20-\x7e]*$/.test(letter.sms), `${letter.sms.length}: ${letter.sms}`);
    t.false(/\b(tu|tus|te|ti)\b/i.test(text), 'usted');
    t.true(letter.subject.length <= 60, letter.subject);
    for (const fact of Object.values(notice).slice(1)) t.true(text.includes(String(fact)), String(fact));
    t.regex(text, /800 80 10 30/);
  });

  test(`${notice.kind}: the line that a mailbox shows before it is opened holds no key, no code and no telephone`, (t) => {
    const { subject, paragraphs } = wordsOf(notice);
    t.notRegex(`${subject} ${paragraphs[0]}`, new RegExp(`${key}|${code}|800 80 10 30`));
  });
}

test('the SMS with the provisional key and with the code are the literal ones', (t) => {
  t.is(
    wordsOf({ kind: 'provisional-key', key, hours: 24 }).sms,
    'Sr(A) usuario(a), su clave Sence es: J53722W1. Atte. SENCE',
  );
  t.is(
    wordsOf({ kind: 'recovery-code', code, minutes: 10 }).sms,
    'SENCE: su codigo es 123456. Vence en 10 minutos. No lo comparta.',
  );
});

test('an SMS that warns of an act holds the link that stops it, and no other SMS holds a link', (t) => {
  const warns = ['contacts-asked', 'contacts-changed', 'recovery-asked', 'key-changed'];
  for (const notice of notices) t.is(/https?:/.test(wordsOf(notice).sms), warns.includes(notice.kind), notice.kind);
});
