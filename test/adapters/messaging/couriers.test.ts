import test from 'ava';
import PostalMime from 'postal-mime';
import { mailCourier, transportTo } from '../../../src/adapters/messaging/mail.ts';
import { smsCourier } from '../../../src/adapters/messaging/sms.ts';
import { instantOf } from '../../../src/domain/instant.ts';
import type { Notice } from '../../../src/ports/notice.ts';
import { json, localHttp } from '../../helpers/local-http.ts';
import { openSmtp } from '../../helpers/smtp.ts';
import { plainText, wordsOf } from '../../helpers/spanish-messages.ts';

const envelope = {
  id: '6f9619ff-8b86-4011-b42d-00c04fc964ff',
  channel: 'mail',
  to: 'rosa@correo.example',
  subject: 'Confirme su cuenta',
  text: 'Ñandú',
  html: '<p>Ñandú</p>',
  createdAt: new Date(),
} as const;

test('a mail arrives whole over SMTP, with a Message-ID that stays the same', async (t) => {
  const { letters, url } = await openSmtp(t);
  const send = mailCourier(url, 'Clave Sence <no-responder@clave.example>');
  await send(envelope);
  await send(envelope);
  const [first, second] = await Promise.all(letters.map((mail) => PostalMime.parse(mail)));
  t.like(first, { subject: 'Confirme su cuenta', from: { address: 'no-responder@clave.example' } });
  t.is(first?.text?.trim(), 'Ñandú');
  t.is(first?.html?.trim(), '<p>Ñandú</p>');
  t.is(first?.messageId, `<${envelope.id}@clave.example>`);
  t.is(second?.messageId, first?.messageId);
});

test('a recipient that does not exist is a permanent failure, a busy server is not', async (t) => {
  const never = await openSmtp(t, { code: 550 });
  await t.throwsAsync(mailCourier(never.url, 'a@clave.example')(envelope), { name: 'Undeliverable' });
  const busy = await openSmtp(t, { code: 451 });
  t.not((await t.throwsAsync(mailCourier(busy.url, 'a@clave.example')(envelope)))?.name, 'Undeliverable');
  t.not((await t.throwsAsync(mailCourier('smtp://127.0.0.1:1', 'a@clave.example')(envelope)))?.name, 'Undeliverable');
});

test('[security 52] the text that a mail server returns about an address is not stored', async (t) => {
  for (const code of [452, 550]) {
    const { url } = await openSmtp(t, { code });
    const error = await t.throwsAsync(mailCourier(url, 'a@clave.example')(envelope));
    t.is(error?.message, `SMTP ${code} to RCPT`);
  }
});

test('an SMS goes as JSON with the token in the header', async (t) => {
  const gateway = await localHttp((_request, response) => json(response, 200, { accepted: true }));
  t.teardown(gateway.close);
  await smsCourier(`http://:un-token@127.0.0.1:${gateway.port}/messages`)({
    ...envelope,
    channel: 'sms',
    to: '+56912345678',
    text: 'SENCE: hola',
  });
  const [asked] = gateway.asked;
  t.is(asked?.headers.authorization, 'Bearer un-token');
  t.deepEqual(JSON.parse(asked?.body ?? ''), { id: envelope.id, to: '+56912345678', text: 'SENCE: hola' });
});

for (const [what, status, body, final] of [
  ['an error', 500, {}, false],
  ['200 with an error inside', 200, { error: 'no credit' }, false],
  ['garbage', 200, '<html>', false],
  ['a number that cannot be', 422, {}, true],
] as const) {
  test(`an SMS gateway that answers ${what} has not accepted it`, async (t) => {
    const gateway = await localHttp((_request, response) => json(response, status, body));
    t.teardown(gateway.close);
    const refused = await t.throwsAsync(smsCourier(`http://127.0.0.1:${gateway.port}/`)(envelope));
    t.is(refused?.name === 'Undeliverable', final);
  });
}

test('an SMS gateway that never answers is given three seconds', async (t) => {
  const gateway = await localHttp(() => {});
  t.teardown(gateway.close);
  await t.throwsAsync(smsCourier(`http://127.0.0.1:${gateway.port}/`)(envelope), { name: 'TimeoutError' });
});

const notices: readonly Notice[] = [
  { kind: 'confirm-email', link: 'https://clave.example/confirmar/x', hours: 24 },
  { kind: 'account-created' },
  { kind: 'card-needed' },
  {
    kind: 'registration-attempted',
    at: instantOf(new Date('2026-11-21T18:48:00Z')),
    device: 'Chrome en Android',
  },
  {
    kind: 'new-device-login',
    at: instantOf(new Date('2026-11-21T18:48:00Z')),
    device: 'Chrome en Android',
    platform: 'Portal de Ejemplo',
  },
];

for (const notice of notices) {
  test(`${notice.kind}: the SMS is one segment of GSM-7, the mail complete, in Spanish and with usted`, (t) => {
    const mail = wordsOf(notice);
    t.true(mail.sms.length <= 160 && /^[\x20-\x7e]*$/.test(mail.sms), mail.sms);
    t.false(/\b(tu|tus|te|ti)\b/i.test(plainText(mail)), 'usted');
    t.regex(plainText(mail), /800 80 10 30/);
    t.false(mail.paragraphs[0]?.includes('800 80 10 30'));
    const links = plainText(mail).match(/https?:\/\/[^/\s]+/g) ?? [];
    t.true(links.every((link) => link === 'https://clave.example'));
  });
}

test('[A14] mail leaves this machine encrypted or not at all, also for a host whose name only begins like that of this machine', (t) => {
  for (const host of [
    'mail.sence.example',
    'localhost.evil.example',
    '127.evil.example',
    '127.0.0.1.evil.example',
    '10.0.0.7',
  ])
    t.like(transportTo(`smtp://${host}`), { secure: false, requireTLS: true, port: 587 }, host);
  for (const host of ['localhost', '127.0.0.1', '[::1]'])
    t.like(transportTo(`smtp://${host}:2525`), { secure: false, requireTLS: false, port: 2525 }, host);
  t.like(transportTo('smtps://usuario:clave@mail.sence.example'), {
    secure: true,
    port: 465,
    auth: { user: 'usuario' },
  });
});
