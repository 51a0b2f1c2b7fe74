import test from 'ava';
import { parseEmail } from '../../src/domain/email.ts';
import { policies } from '../../src/domain/policy.ts';
import { nextStep, type RecoveringProfile, type Recovery, type RecoveryStep } from '../../src/domain/recovery.ts';
import { FIRST_PLACE, placeOf, turnTo } from '../../src/domain/recovery-pages.ts';
import { parseRun } from '../../src/domain/rut.ts';

const run = parseRun('44.000.001-0');
const contacts = { email: parseEmail('nuevo@correo.example') };
const blank = { id: '1', identifier: run, card: false, byMail: false, email: 'unasked', sent: false } as const;

/** How recoveries begin under a policy: with a question or without, by captcha or by mail, the card always or not. */
function beginnings(policy: 'guia' | 'segura', profile: RecoveringProfile): readonly Recovery[] {
  const { asksQuestion, companyCardAlways } = policies[policy];
  const questions = asksQuestion ? (['asked', 'none'] as const) : (['none'] as const);
  const cards = profile === 'juridica' ? [companyCardAlways, true] : [false];
  return questions.flatMap((question) =>
    cards.flatMap((cardAlways) =>
      [false, true].map((mailOnly) => ({ ...blank, profile, question, cardAlways, mailOnly })),
    ),
  );
}

type Turn = (known: Recovery) => Recovery;
const answer =
  (change: Partial<Recovery>): Turn =>
  (known) => ({ ...known, ...change });
const turn =
  (change: Partial<Recovery>): Turn =>
  (known) =>
    turnTo(known, change);

/** What a person can answer on a page. */
const answersOn: Readonly<Record<RecoveryStep, readonly Turn[]>> = {
  question: [answer({ question: 'answered' }), answer({ question: 'forgotten' })],
  representative: [answer({ representative: run })],
  serial: [answer({ card: true }), answer({ card: true, unproved: true })],
  mail: [answer({ byMail: true })],
  email: [answer({ email: 'right' }), answer({ email: 'wrong' })],
  contacts: [answer({ contacts })],
  send: [answer({ sent: true })],
  sheet: [answer({ sheet: 'right' })],
  restore: [answer({ restored: { left: 1 } })],
  restored: [],
  sent: [],
  contest: [answer({ contested: { outcome: 'waiting', folio: 'f' } }), answer({ owned: 'mobile' })],
  choose: [answer({ contested: { outcome: 'kept', folio: 'f' } })],
  contested: [],
};

/** Transitions to another page without an answer: a button, or an event meanwhile. */
function turnsOn(known: Recovery): readonly Turn[] {
  const step = nextStep(known);
  const byMail = step === 'serial' || step === 'send' ? [turn({ mailOnly: true })] : [];
  const card = step === 'send' && !known.card && known.profile !== 'migrante' ? [turn({ cardAlways: true })] : [];
  const denied = step === 'sent' && known.unproved && known.card ? [turn({ email: 'wrong', sent: false })] : [];
  const proved = step === 'send' && known.contacts ? [turn({ unproved: true })] : [];
  const over = ['contest', 'choose', 'sheet', 'restore'].includes(step) ? [turn({ card: false })] : [];
  const sheet = step === 'email' || step === 'contacts' || step === 'restore' ? [turn({ sheet: 'asked' })] : [];
  const without = step === 'sheet' ? [turn({ sheet: undefined })] : [];
  return [...byMail, ...card, ...denied, ...proved, ...over, ...sheet, ...without].filter(
    (go) => nextStep(go(known)) !== step,
  );
}

interface Walk {
  /** Pages with their numbers, the first page left out. */
  readonly pages: readonly { readonly step: RecoveryStep; readonly number: number; readonly of?: number | undefined }[];
  /** The number of pages before its last transition without an answer. */
  readonly turnedAt: number;
}

/** Every path from here to the end, with at most `turns` such transitions. */
function walks(known: Recovery, turns: number, walk: Walk = { pages: [], turnedAt: 0 }): readonly Walk[] {
  const step = nextStep(known);
  const place = placeOf(known);
  const pages = place ? [...walk.pages, { step, ...place }] : walk.pages;
  const onward = answersOn[step].flatMap((go) => walks(go(known), turns, { ...walk, pages }));
  const turned =
    turns > 0 ? turnsOn(known).flatMap((go) => walks(go(known), turns - 1, { pages, turnedAt: pages.length })) : [];
  return [...onward, ...turned, ...(place ? [] : [{ ...walk, pages }])];
}

for (const policy of ['guia', 'segura'] as const)
  for (const profile of ['natural', 'juridica', 'migrante'] as const)
    test(`[P8] ${policy}, ${profile}: on every path each page has the next number, and a total that is shown is the true one`, (t) => {
      const all = beginnings(policy, profile).flatMap((begun) => walks(begun, 2));
      t.true(all.length > 1, String(all.length));
      for (const { pages, turnedAt } of all) {
        const said = pages.map(({ step, number, of }) => `${step} ${number}/${of ?? '?'}`).join(', ');
        t.deepEqual(
          pages.map(({ number }) => number),
          pages.map((_, place) => FIRST_PLACE.number + 1 + place),
          said,
        );
        for (const { of } of pages.slice(turnedAt)) if (of !== undefined) t.is(of, pages.length + 1, said);
      }
    });

/** A path as the user reads it: «2», «3 de 3». */
function read(begun: Recovery, turns: readonly Partial<Recovery>[]): string {
  const states = turns.map((_, place) => turns.slice(0, place + 1)).map((some) => Object.assign({}, begun, ...some));
  return [begun, ...states]
    .map((known) => {
      const place = placeOf(known);
      return place ? `${nextStep(known)} ${place.number}${place.of ? ` de ${place.of}` : ''}` : nextStep(known);
    })
    .join(', ');
}

const guia = { ...blank, profile: 'natural', question: 'asked', cardAlways: false, mailOnly: false } as const;
const segura = { ...guia, question: 'none' } as const;
const company = { ...segura, profile: 'juridica', cardAlways: true } as const;
const migrante = { ...guia, profile: 'migrante' } as const;

const paths: readonly (readonly [name: string, begun: Recovery, turns: readonly Partial<Recovery>[], pages: string])[] =
  [
    ['guia, A: the answer', guia, [{ question: 'answered' }, { sent: true }], 'question 2, send 3 de 3, sent'],
    [
      'guia, B: the card and «Sí»',
      guia,
      [{ question: 'forgotten' }, { card: true }, { email: 'right' }, { sent: true }],
      'question 2, serial 3, email 4, send 5 de 5, sent',
    ],
    [
      'guia, C: the card and «No»',
      guia,
      [{ question: 'forgotten' }, { card: true }, { email: 'wrong' }, { contacts }, { sent: true }],
      'question 2, serial 3, email 4, contacts 5 de 6, send 6 de 6, sent',
    ],
    [
      'guia, by mail from the first page',
      { ...guia, mailOnly: true },
      [{ byMail: true }, { card: true }, { sent: true }],
      'mail 2 de 4, serial 3 de 4, send 4 de 4, sent',
    ],
    [
      'segura, the card and «Sí»',
      segura,
      [{ card: true }, { email: 'right' }, { sent: true }],
      'serial 2, email 3, send 4 de 4, sent',
    ],
    [
      'segura, a company with its representative',
      company,
      [{ representative: run }, { card: true }, { email: 'right' }, { sent: true }],
      'representative 2, serial 3, email 4, send 5 de 5, sent',
    ],
    [
      'guia, a migrante who forgot the answer',
      migrante,
      [{ question: 'forgotten' }, { byMail: true }, { sent: true }],
      'question 2, mail 3 de 4, send 4 de 4, sent',
    ],
    [
      'segura, a migrante',
      { ...migrante, question: 'none' },
      [{ byMail: true }, { sent: true }],
      'mail 2 de 3, send 3 de 3, sent',
    ],
  ];

for (const [name, begun, turns, pages] of paths)
  test(`[P8] ${name}: the steps are counted as they come`, (t) => {
    t.is(read(begun, turns), pages);
  });
