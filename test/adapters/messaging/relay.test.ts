import test, { type ExecutionContext } from 'ava';
import PostalMime from 'postal-mime';
import { Deferred, type Envelope, Undeliverable } from '../../../src/adapters/messaging/courier.ts';
import { mailCourier, mailProbe, transportTo } from '../../../src/adapters/messaging/mail.ts';
import { readReply, type Step, steps, type Trouble, troubleOf } from '../../../src/adapters/messaging/relay-answers.ts';
import { isPortRefused } from '../../helpers/refused-port.ts';
import { openRelay, type Relay } from '../../helpers/relay.ts';
import { withinMs } from '../../helpers/within-ms.ts';

const envelope: Envelope = {
  id: '6f9619ff-8b86-4011-b42d-00c04fc964ff',
  channel: 'mail',
  to: 'rosa@correo.example',
  subject: 'Confirme su cuenta',
  text: 'Ñandú',
  html: '<p>Ñandú</p>',
  createdAt: new Date(),
};
const FROM = 'Clave Sence <no-responder@clave.example>';
/** Short, for the step that hangs; long enough for a busy machine to reach it. */
const limits = { connect: 5000, greeting: 5000, silence: 3000, letter: 6000 };

async function open(t: ExecutionContext): Promise<Relay> {
  const relay = await openRelay();
  t.teardown(relay.close);
  return relay;
}

const at = ({ port }: Relay): string => `smtp://usuario:clave@127.0.0.1:${port}`;

/** STARTTLS is asked for where the relay names it: for its own step alone, the relay has no certificate. */
const extensionsFor = (step: Step): readonly string[] => (step === 'STARTTLS' ? ['STARTTLS'] : ['AUTH PLAIN LOGIN']);

async function fails(relay: Relay, short?: typeof limits): Promise<{ trouble: Trouble; said: string; ms: number }> {
  const began = performance.now();
  const error = await mailCourier(
    at(relay),
    FROM,
    short,
  )(envelope).then(
    () => new Error('it was taken'),
    (thrown: Error) => thrown,
  );
  const trouble = error instanceof Undeliverable ? 'recipient' : error instanceof Deferred ? 'letter' : 'relay';
  return { trouble, said: error.message, ms: performance.now() - began };
}

const later = steps.filter((step) => step !== 'connection');

for (const step of later)
  for (const [reply, trouble] of [
    ['451 4.3.0 try later', ['RCPT', 'DATA', 'content'].includes(step) ? 'letter' : 'relay'],
    ['554 5.7.1 no', ['RCPT', 'DATA', 'content'].includes(step) ? 'letter' : 'relay'],
    ['550 5.1.1 nobody here', ['RCPT', 'DATA', 'content'].includes(step) ? 'recipient' : 'relay'],
    ['550 no', step === 'RCPT' ? 'recipient' : ['DATA', 'content'].includes(step) ? 'letter' : 'relay'],
    ['421 4.3.2 closing', 'relay'],
  ] as const)
    for (const extension of step === 'STARTTLS' ? [''] : ['', 'PIPELINING'])
      test(`[B5] «${reply}» at ${step}${extension && ' with pipelining'} is about the ${trouble}`, async (t) => {
        const relay = await open(t);
        relay.extensions = [...extensionsFor(step), ...(extension ? [extension] : [])];
        relay.moods = { [step]: reply };
        const failed = await fails(relay);
        t.is(failed.trouble, trouble, failed.said);
        t.regex(failed.said, /^SMTP \d{3}( \d\.\d\.\d)? to [A-Za-z]+$/, 'what the relay said names the address');
        t.is(relay.letters.length, 0);
      });

for (const step of later)
  for (const mood of ['hang', 'close', 'drip'] as const)
    test(`[B5] a relay that does «${mood}» at ${step} is disconnected, and the mail waits`, async (t) => {
      const relay = await open(t);
      relay.extensions = extensionsFor(step);
      relay.moods = { [step]: mood };
      const failed = await fails(relay, limits);
      const named = ['RCPT', 'DATA', 'content'].includes(step);
      t.is(failed.trouble, named ? 'letter' : 'relay', failed.said);
      t.regex(failed.said, new RegExp(`^SMTP [A-Z]+ at ${step}$`));
      t.true(failed.ms < withinMs(3 * limits.letter), `${failed.ms} ms`);
    });

test('[B5] a relay that is absent, and a handshake without an answer, are failures of the relay', async (t) => {
  const relay = await open(t);
  relay.extensions = ['STARTTLS'];
  const silent = await fails(relay, limits);
  t.like(silent, { trouble: 'relay', said: 'SMTP ETIMEDOUT at STARTTLS' });
  await relay.close();
  t.true(await isPortRefused(['127.0.0.1'], relay.port));
  t.like(await fails(relay), { trouble: 'relay', said: 'SMTP ESOCKET at connection' });
});

test('[B5] the limits of production end each wait before another worker claims the mail', (t) => {
  const { connectionTimeout, greetingTimeout, socketTimeout } = transportTo('smtp://mail.sence.example');
  t.deepEqual([connectionTimeout, greetingTimeout, socketTimeout], [5000, 5000, 10_000]);
});

/** Replies to RCPT TO as relays and providers give them. */
const replies: readonly (readonly [line: string, trouble: Trouble])[] = [
  ['550 5.1.1 <x@y.cl>: Recipient address rejected: User unknown', 'recipient'],
  ['550-5.1.1 The email account that you tried to reach does not exist.', 'recipient'],
  ['550 5.1.10 RESOLVER.ADR.RecipientNotFound', 'recipient'],
  ['556 5.1.10 Recipient address has null MX', 'recipient'],
  ['501 5.1.3 Bad recipient address syntax', 'recipient'],
  ['501 5.5.4 Invalid argument', 'recipient'],
  ['501 Syntax error in parameters', 'recipient'],
  ['550 No such user', 'recipient'],
  ['550 5.5.0 Requested action not taken: mailbox unavailable', 'recipient'],
  ['550 5.2.1 The email account is disabled', 'recipient'],
  ['551 User not local', 'recipient'],
  ['553 5.1.3 not a valid address', 'recipient'],
  ['553 mailbox name not allowed', 'recipient'],
  ['555 parameters not recognized', 'recipient'],
  ['550 5.1.7 Bad sender address syntax', 'letter'],
  ['550 5.1.8 Sender address has null MX', 'letter'],
  ['550 5.7.1 Relaying denied', 'letter'],
  ['550 5.7.26 unauthenticated', 'letter'],
  ['550 5.4.1 Recipient address rejected: Access denied', 'letter'],
  ['552 5.2.2 mailbox full', 'letter'],
  ['552 mailbox full', 'letter'],
  ['550 5.2.2 over quota', 'letter'],
  ['554 5.7.1 Relay access denied', 'letter'],
  ['554 no', 'letter'],
  ['530 5.7.0 Must issue a STARTTLS command first', 'letter'],
  ['503 bad sequence', 'letter'],
  ['500 command not recognized', 'letter'],
  ['450 4.2.0 Greylisted', 'letter'],
  ['451 4.1.1 try again', 'letter'],
  ['452 4.2.2 mailbox full', 'letter'],
  ['421 4.7.0 too many', 'relay'],
];

for (const [line, trouble] of replies)
  test(`[B4] to RCPT TO «${line}» is about the ${trouble}`, (t) => {
    const reply = readReply(line);
    t.truthy(reply);
    t.is(reply && troubleOf('RCPT', reply), trouble);
  });

test('[B11] every mail is marked as automatic (RFC 3834, 5)', async (t) => {
  const relay = await open(t);
  await mailCourier(`smtp://127.0.0.1:${relay.port}`, FROM)(envelope);
  const letter = await PostalMime.parse(relay.letters[0] ?? '');
  t.deepEqual(
    letter.headers.filter(({ key }) => key === 'auto-submitted').map(({ value }) => value),
    ['auto-generated'],
  );
  t.is(letter.messageId, `<${envelope.id}@clave.example>`);
  t.like(letter.to?.[0], { address: envelope.to });
});

test('[B11] a relay at smtp://[::1] gets its mails, and is probed there', async (t) => {
  const relay = await openRelay('::1');
  t.teardown(relay.close);
  const url = `smtp://[::1]:${relay.port}`;
  await mailCourier(url, FROM)(envelope);
  t.is(relay.letters.length, 1);
  await t.notThrowsAsync(mailProbe(url)());
});

test('[R3] a probe of the relay goes as far as its authentication, and sends nothing', async (t) => {
  const relay = await open(t);
  relay.extensions = ['AUTH PLAIN'];
  await mailProbe(at(relay))();
  t.deepEqual(relay.asked.slice(0, 2), ['EHLO', 'AUTH']);
  for (const step of ['greeting', 'EHLO', 'AUTH'] as const) {
    relay.moods = { [step]: '554 5.7.0 no' };
    await t.throwsAsync(mailProbe(at(relay)), undefined, step);
  }
  t.false(relay.asked.some((verb) => ['MAIL', 'RCPT', 'DATA'].includes(verb)));
});
