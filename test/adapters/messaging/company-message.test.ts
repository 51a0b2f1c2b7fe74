import test from 'ava';
import PostalMime from 'postal-mime';
import { mailCourier } from '../../../src/adapters/messaging/mail.ts';
import type { CompanyName } from '../../../src/domain/company-name.ts';
import { instantOf } from '../../../src/domain/instant.ts';
import { render } from '../../../src/http/views.ts';
import type { Notice } from '../../../src/ports/notice.ts';
import { openSmtp } from '../../helpers/smtp.ts';
import { plainText, wordsOf } from '../../helpers/spanish-messages.ts';

const RUT = '54.000.001-8';
const panaderia = { razonSocial: 'Panadería Los Andes SpA', rut: RUT };
const at = instantOf(new Date('2026-11-22T13:15:00Z'));
const link = 'https://clave.sence.gob.cl/no-fui-yo/x';
const changed = (forCompany: CompanyName): Notice => ({
  kind: 'key-changed',
  at,
  device: 'Chrome en Android',
  link,
  representative: { name: 'Rosa Elena Soto Díaz' },
  forCompany,
});

test('[P9] a message about a company says razón social and RUT in subject, text and HTML, who acted, and the RUT in the SMS', (t) => {
  const mail = wordsOf(changed(panaderia));
  t.is(mail.subject, `La Clave Sence de su empresa fue cambiada – Panadería Los Andes SpA, RUT ${RUT}`);
  for (const said of [plainText(mail), render('messages/mail', { ...mail }).replace(/<[^>]+>/g, '')]) {
    t.true(said.includes(`Panadería Los Andes SpA, RUT Empresa ${RUT}`));
    t.true(said.includes('Rosa Elena Soto Díaz'));
  }
  t.is(mail.sms, `SENCE, RUT ${RUT}: la clave fue cambiada. Si no fue usted avise: ${link}`);
});

test('[P9] where the company may not be named the message holds nothing of it, nor who acted', (t) => {
  const mail = wordsOf(changed({}));
  t.is(mail.subject, 'La Clave Sence de su empresa fue cambiada');
  t.notRegex(plainText(mail) + mail.sms, /Panadería|54\.000|Rosa/);
});

test('[P9] the SMS of the guide with the key stays character by character', (t) => {
  const page = 'https://clave.sence.gob.cl/cambiar/juridica';
  const key: Notice = { kind: 'provisional-key', key: 'J53722W1', hours: 24, page, forCompany: panaderia };
  t.is(wordsOf(key).sms, 'Sr(A) usuario(a), su clave Sence es: J53722W1. Atte. SENCE');
});

const odd: readonly (readonly [what: string, razonSocial: string])[] = [
  ['a line feed and a header', 'Andes\r\nBcc: otro@malo.example'],
  ['marks that turn the line', 'Andes \u202egpj.exe\u2066\u0000'],
  ['three hundred characters', 'Organismo Técnico de Capacitación y Certificación '.repeat(6)],
  ['one word of three hundred characters', 'Ñ'.repeat(300)],
  ['signs of two code units', '🍞'.repeat(300)],
  ['markup', '<b onmouseover=x>Andes</b> & "Hijos"'],
];

for (const [what, razonSocial] of odd)
  test(`[P9] a razón social with ${what} is one line, bounded, and no header or markup`, async (t) => {
    const mail = wordsOf(changed({ razonSocial, rut: RUT }));
    const html = render('messages/mail', { ...mail });
    const { letters, url } = await openSmtp(t);
    const text = plainText(mail);
    await mailCourier(
      url,
      'Clave Sence <no-responder@clave.example>',
    )({
      id: 'uno',
      channel: 'mail',
      to: 'rosa@correo.example',
      subject: mail.subject,
      text,
      html,
      createdAt: new Date(),
    });
    const { subject = '', bcc, headers } = await PostalMime.parse(letters[0] ?? '');
    t.is(subject, mail.subject);
    t.is(bcc, undefined);
    t.deepEqual(
      headers.filter(({ key }) => key === 'bcc'),
      [],
    );
    t.notRegex(subject, /[\p{Cc}\p{Cf}]/u);
    t.true([...subject].length <= 122, String([...subject].length));
    t.true(subject.endsWith(`, RUT ${RUT}`), subject);
    t.true([...(mail.about ?? '')].length <= 150);
    t.false(html.includes('<b onmouseover'));
  });
