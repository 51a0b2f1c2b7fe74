import test from 'ava';
import { parseEmail } from '../../src/domain/email.ts';
import { parseMobile } from '../../src/domain/phone.ts';
import { nextStep, type Recovery, type RecoveryStep } from '../../src/domain/recovery.ts';
import { parseRun } from '../../src/domain/rut.ts';

const run = parseRun('44.000.001-0');
const contacts = { email: parseEmail('nuevo@correo.example'), mobile: parseMobile('40000099') };

/** A recovery that has only begun, as `guia` begins one for an account with a question. */
const begun: Recovery = {
  id: '1',
  profile: 'natural',
  identifier: run,
  question: 'asked',
  cardAlways: false,
  card: false,
  mailOnly: false,
  byMail: false,
  email: 'unasked',
  sent: false,
};

type Case = readonly [sentence: string, known: Partial<Recovery>, step: RecoveryStep];

const person: readonly Case[] = [
  ['guia asks a person the question first', {}, 'question'],
  ['a right answer is enough for a person', { question: 'answered' }, 'send'],
  ['a forgotten answer leads to the card', { question: 'forgotten' }, 'serial'],
  ['segura, or a frozen account, asks for the card first', { question: 'none' }, 'serial'],
  ['the card leads to the e-mail behind its mask', { question: 'none', card: true }, 'email'],
  ['SI leads to the end', { question: 'none', card: true, email: 'right' }, 'send'],
  ['NO asks for new contacts', { question: 'none', card: true, email: 'wrong' }, 'contacts'],
  ['new contacts lead to the end', { question: 'none', card: true, email: 'wrong', contacts }, 'send'],
  ['new contacts without the card lead nowhere', { question: 'none', email: 'wrong', contacts }, 'serial'],
  ['SI without the card leads nowhere', { question: 'forgotten', email: 'right' }, 'serial'],
  ['what was sent stays sent', { question: 'none', card: true, email: 'right', sent: true }, 'sent'],
];

const company: readonly Case[] = [
  ['guia asks a company the question first', {}, 'question'],
  ['C12 guia: a right answer is enough for a company', { question: 'answered' }, 'send'],
  [
    'C12 segura, or other representatives: an answer is never enough',
    { question: 'answered', cardAlways: true },
    'representative',
  ],
  ['a forgotten answer asks who represents the company', { question: 'forgotten' }, 'representative'],
  ['segura asks who represents the company', { question: 'none', cardAlways: true }, 'representative'],
  ['a representative shows the card', { question: 'none', representative: run }, 'serial'],
  ['a card without a representative leads nowhere', { question: 'none', card: true }, 'representative'],
  ['and then the e-mail is asked', { question: 'none', representative: run, card: true }, 'email'],
  ['NO asks for a new e-mail', { question: 'none', representative: run, card: true, email: 'wrong' }, 'contacts'],
];

const migrante: readonly Case[] = [
  ['guia asks a migrante the question first', {}, 'question'],
  ['a right answer is enough for a migrante', { question: 'answered' }, 'send'],
  ['without the answer a migrante, who has no Chilean card, goes by the mailbox', { question: 'forgotten' }, 'mail'],
  ['segura leads a migrante to the mailbox', { question: 'none' }, 'mail'],
  ['and from there to the end', { question: 'none', mailOnly: true, byMail: true }, 'send'],
];

const byMail: readonly Case[] = [
  ['a user who goes on by e-mail waits for the link', { mailOnly: true }, 'mail'],
  ['also after a right answer', { question: 'answered', mailOnly: true }, 'mail'],
  ['also after the card', { question: 'none', card: true, mailOnly: true }, 'mail'],
  ['the link takes the place of the question, and the card is asked', { mailOnly: true, byMail: true }, 'serial'],
  [
    'the link and the card lead to the end, and contacts stay as they are',
    { mailOnly: true, byMail: true, card: true, email: 'wrong' },
    'send',
  ],
];

for (const [profile, cases] of [
  ['natural', [...person, ...byMail]],
  ['juridica', company],
  ['migrante', migrante],
] as const)
  for (const [sentence, known, step] of cases)
    test(`${profile}: ${sentence}`, (t) => {
      t.is(nextStep({ ...begun, profile, ...known }), step);
    });

test('no state of an account leads to the end without an answer or the card', (t) => {
  const questions = ['none', 'asked', 'answered', 'forgotten'] as const;
  const emails = ['unasked', 'right', 'wrong'] as const;
  for (const question of questions)
    for (const email of emails)
      for (const [mailOnly, mailed] of [
        [false, false],
        [true, false],
        [true, true],
      ] as const)
        for (const typed of [undefined, contacts]) {
          const known = { ...begun, question, email, mailOnly, byMail: mailed, contacts: typed };
          if (nextStep(known) === 'send') t.is(question, 'answered');
        }
  t.pass();
});
