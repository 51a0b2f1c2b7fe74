import test from 'ava';
import { codeHost } from '../../../src/account/code-host.ts';
import { render } from '../../../src/http/views.ts';
import type { CodePurpose } from '../../../src/ports/account-codes.ts';
import type { Notice } from '../../../src/ports/notice.ts';
import { noticeOfBefore } from '../../helpers/notice-of-before.ts';
import { nameOfSample, sampleAlarms, sampleNotices } from '../../helpers/sample-notices.ts';
import { plainText, wordsOf } from '../../helpers/spanish-messages.ts';

/** In one segment; a character outside GSM-7, or of its extension table, would take more room than it seems to. */
const ONE_SMS = /^[ -Z_a-z]{1,160}$/;
/** The line that ends an SMS with a code; a line feed is a character of GSM-7 too. */
const BOUND = /\n@clave\.sence\.gob\.cl #123456$/;

for (const notice of [...sampleNotices, ...sampleAlarms]) {
  test(`${nameOfSample(notice)}: one SMS of GSM-7 with the address of production in it, and a mail with usted`, (t) => {
    const mail = wordsOf(notice);
    t.regex(
      mail.sms.replace(BOUND, (line) => line.replace('\n', ' ')),
      ONE_SMS,
      `${mail.sms.length}`,
    );
    t.false(/\b(tu|tus|te|ti)\b/i.test(plainText(mail)), 'usted');
    // What happened comes first; the name of a company and its RUT follow.
    const [what = ''] = mail.subject.split(' – ');
    t.true(what.length <= 60 && mail.subject.length <= 122, mail.subject);
  });

  test(`${nameOfSample(notice)}: the HTML says what the text says`, (t) => {
    const mail = wordsOf(notice);
    const said = (html: string): string =>
      html.replace(/<(style|title)\b.*?<\/\1>|<[^>]+>/gs, ' ').replace(/\s+/g, ' ');
    const page = render('messages/mail', { ...mail });
    const html = said(page).replaceAll('&quot;', '"').replaceAll('&amp;', '&');
    const bare = (text: string): string => text.replace(/\s/g, '');
    const { title, about, paragraphs, footer, action, stop, code } = mail;
    const parts = [title, about, ...paragraphs, ...footer, action?.href, stop?.label, code?.value];
    const rows = (mail.details ?? []).flatMap(({ label, value }) => [label, value]);
    for (const part of [...parts, ...rows].filter((one) => one !== undefined)) {
      t.true(bare(html).includes(bare(part)), part);
      t.true(bare(plainText(mail)).includes(bare(part)), part);
    }
    for (const link of [action, stop].filter((one) => one !== undefined)) {
      t.true(page.includes(`href="${link.href}"`), link.href);
      t.true(plainText(mail).includes(`${link.label}:\n${link.href}`), link.href);
    }
  });
}

/** Of an end to come the mail says when it comes, and not when the mail was written. */
const unsaid = (notice: Notice): string | undefined =>
  'news' in notice && notice.news.endsWith('-ends') ? 'at' : undefined;

for (const notice of sampleNotices) {
  test(`${nameOfSample(notice)}: every fact of the notice is in the mail, and whom to call`, (t) => {
    const text = plainText(wordsOf(notice));
    // A decision, a purpose, a theft, what thaws whether an account is stopped, a factor, a ground, what is new of a case, a change of the team and whether it waits, are codes, which the mail words; so is a change of the product, and names of clients are a list;
    // the host ends the SMS.
    const codes = [
      'kind',
      'why',
      'role',
      'to',
      'purpose',
      'decision',
      'stolen',
      'frozen',
      'stopped',
      'thawed',
      'dropped',
      'forCompany',
      'by',
      'host',
      'factor',
      'change',
      'waits',
      'changes',
      'platforms',
      'alarm',
      'news',
      'ground',
    ];
    // Instants, days and lists as they are worded, which are the words of a row of the version before.
    const facts = Object.entries(noticeOfBefore(notice)).filter(
      ([name]) => !codes.includes(name) && name !== unsaid(notice),
    );
    const company = Object.entries(notice.forCompany ?? {});
    for (const [, fact] of [...facts, ...company]) t.true(text.includes(String(fact)), String(fact));
    t.regex(text, /800 80 10 30/);
  });

  test(`${nameOfSample(notice)}: where the mail names the telephone, it says what to ask for`, (t) => {
    const named = wordsOf(notice).paragraphs.filter((paragraph) => paragraph.includes('800 80 10 30'));
    t.deepEqual(
      named.filter((paragraph) => !/800 80 10 30[^«]*\b[Pp](ida|edir) «[^»]+»/.test(paragraph)),
      [],
    );
  });

  test(`${nameOfSample(notice)}: the line that a mailbox shows before it is opened holds no key, no code and no telephone`, (t) => {
    const { subject, paragraphs, code } = wordsOf(notice);
    const shown = `${subject} ${paragraphs[0]}`;
    t.false(code !== undefined && shown.includes(code.value));
    t.notRegex(shown, /800 80 10 30/);
  });
}

test('the SMS with the provisional key and with the code are the literal ones', (t) => {
  t.is(
    wordsOf({ kind: 'provisional-key', key: 'J53722W1', hours: 24, page: 'https://clave.example/cambiar/natural' }).sms,
    'Sr(A) usuario(a), su clave Sence es: J53722W1. Atte. SENCE',
  );
  t.is(
    wordsOf({ kind: 'recovery-code', code: '123456', minutes: 10 }).sms,
    'SENCE: su codigo es 123456. Vence en 10 minutos. No lo comparta.',
  );
});

test('an SMS that warns of an act holds the link that stops it, that of a stopped account its way back, that of a call its answer, and no other SMS a link', (t) => {
  const warns = [
    ...['contacts-asked', 'recovery-held', 'contacts-changed', 'recovery-asked', 'recovery-warned', 'key-changed'],
    ...['factor-added', 'factor-removed', 'recovery-code-used', 'recovery-codes-made'],
    ...['factor-loss-asked', 'factor-loss-done', 'factor-loss-at-desk', 'recovery-after-loss'],
    ...['backup-sheet-made', 'backup-sheet-removed'],
    ...['data-updated', 'update-asked', 'question-changed', 'sessions-ended', 'platform-disconnected', 'block-begun'],
    'recreation-asked',
    // Both answers to a call; its page acts on a button alone.
    ...['caller-check', 'call-denied'],
    ...['counter-asked', 'counter-done'],
    ...[
      'identity-proved',
      'identity-reviewed',
      'account-contested',
      'contest-begun',
      'recovery-unproved',
      'recovery-waits',
    ],
  ];
  // Policy on lost access: the notice of a stopped account links its way back, and the desk the page of the recovery; that
  // page acts on nothing.
  const waysBack = ['account-frozen', 'contacts-reverted', 'recovery-offered'];
  for (const notice of sampleNotices) {
    const { sms } = wordsOf(notice);
    const back = waysBack.includes(notice.kind) && !('by' in notice && notice.by === 'desk');
    t.is(/https?:/.test(sms), back || warns.includes(notice.kind), notice.kind);
    if (back)
      t.regex(sms, /https:\/\/[^/]+\/recuperar\/(natural|juridica) o llame al 800801030/, 'link first, no token in it');
  }
});

const purposes: Readonly<Record<CodePurpose, true>> = {
  'sign-in': true,
  'new-device': true,
  cedula: true,
  'confirm-mobile': true,
  'stop-hold': true,
  'change-key': true,
  contest: true,
  'second-factor': true,
  'factor-loss': true,
  'backup-sheet': true,
};
const code = { code: '123456', minutes: 10, host: 'clave.sence.gob.cl' } as const;
const withCode: readonly Notice[] = [
  { kind: 'recovery-code', ...code },
  { kind: 'update-code', ...code },
  ...(Object.keys(purposes) as CodePurpose[]).map((purpose) => ({ kind: 'account-code', purpose, ...code }) as const),
];

for (const notice of withCode)
  test(`[P8] ${notice.kind}${'purpose' in notice ? `, ${notice.purpose}` : ''}: the SMS ends with the line that binds the code to our host, in one segment`, (t) => {
    const { sms } = wordsOf(notice);
    t.is(sms.split('\n').at(-1), '@clave.sence.gob.cl #123456');
    t.regex(
      sms.replace(BOUND, (line) => line.replace('\n', ' ')),
      ONE_SMS,
      `${sms.length}`,
    );
  });

test('[P8] no other SMS has the form that a telephone would offer as a code', (t) => {
  const others = sampleNotices.filter(({ kind }) => !withCode.some((one) => one.kind === kind));
  for (const notice of others) t.notRegex(wordsOf(notice).sms, /@\S+ #\w|\n/, notice.kind);
});

test('[P8] an issuer without a name has no such line: nothing could be bound to it', (t) => {
  t.is(codeHost({ issuer: 'https://clave.sence.gob.cl' }), 'clave.sence.gob.cl');
  t.is(codeHost({ issuer: 'http://localhost:3000' }), 'localhost');
  for (const issuer of ['http://127.0.0.1:3000', 'http://[::1]:3000']) t.is(codeHost({ issuer }), undefined, issuer);
});

/** Who did this has to come in person: nothing goes on by itself. */
const goesOnInPerson = 'factor-loss-at-desk';

const stopped = sampleNotices.filter((notice) => {
  const { action, stop } = wordsOf(notice);
  return stop !== undefined && action === undefined && notice.kind !== goesOnInPerson;
});

test('[P7] who has to come in person is told whom to call, and what happens next', (t) => {
  const told = sampleNotices.filter(({ kind }) => kind === goesOnInPerson);
  t.true(told.length > 0);
  for (const notice of told)
    t.true(wordsOf(notice).paragraphs.some((words) => /^Si fue usted, llame .*dónde mostrar su documento/.test(words)));
});

for (const notice of stopped)
  test(`[P7] ${nameOfSample(notice)}: the mail first says that a user who did it has nothing to do, and the stop is a link below the rest`, (t) => {
    const mail = wordsOf(notice);
    t.regex(mail.paragraphs[0] ?? '', /^Si .*, no tiene que hacer nada\.$/);
    const page = render('messages/mail', { ...mail });
    t.notRegex(page, /class="b"/, 'no button');
    t.true(page.indexOf(`>${mail.stop?.label}</a>`) > page.indexOf('Equipo'), 'below the details');
  });

test('[P9] an SMS about a company says its RUT, except the one with the key of the guide', (t) => {
  const ofCompanies = sampleNotices.filter(({ forCompany, kind }) => forCompany && kind !== 'provisional-key');
  t.true(ofCompanies.length >= 6, String(ofCompanies.length));
  for (const notice of ofCompanies) t.regex(wordsOf(notice).sms, /^SENCE, RUT 54\.000\.001-8: /, notice.kind);
});

test('[P7] no button of a mail stops an account or a request at once', (t) => {
  t.true(stopped.length >= 12, String(stopped.length));
  for (const notice of sampleNotices) {
    const { action } = wordsOf(notice);
    t.notRegex(action?.href ?? '', /\/(no-fui-yo|revertir)\//, notice.kind);
    t.notRegex(action?.label ?? '', /No fui/, notice.kind);
  }
});
