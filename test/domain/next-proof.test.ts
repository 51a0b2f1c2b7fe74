import test from 'ava';
import { type FurtherProof, nextProof, type ProofsSoFar } from '../../src/domain/next-proof.ts';
import { policies } from '../../src/domain/policy.ts';

const { guia, segura } = policies;
type Case = readonly [sentence: string, soFar: ProofsSoFar, next: FurtherProof | undefined];
const stranger = { known: false, factors: [], remembered: false, keyTooShort: false, given: [] } as const;

const cases: readonly Case[] = [
  ['guia asks for nothing after the key', { ...stranger, policy: guia }, undefined],
  ['guia asks nothing of a known browser', { ...stranger, policy: guia, known: true }, undefined],
  ['segura asks an unknown browser for the code', { ...stranger, policy: segura }, 'new-device-code'],
  ['segura asks nothing of a known browser', { ...stranger, policy: segura, known: true }, undefined],
  [
    'segura asks for no code where there is a second factor',
    { ...stranger, policy: segura, factors: ['totp'], given: ['second-factor'] },
    undefined,
  ],
  ...[guia, segura].flatMap((policy): Case[] => [
    [`${policy.name} asks for a second factor`, { ...stranger, policy, factors: ['totp'] }, 'second-factor'],
    [
      `${policy.name} asks for it of a known browser`,
      { ...stranger, policy, known: true, factors: ['totp'] },
      'second-factor',
    ],
    [
      `${policy.name} asks for it once`,
      { ...stranger, policy, factors: ['totp'], given: ['second-factor'] },
      undefined,
    ],
    [
      `${policy.name} asks for it of no remembered browser, nor for the code of a new device`,
      { ...stranger, policy, factors: ['totp'], remembered: true },
      undefined,
    ],
    [
      `${policy.name} asks the same of a remembered browser that the account knows`,
      { ...stranger, policy, known: true, factors: ['passkey'], remembered: true },
      undefined,
    ],
  ]),
  [
    'segura asks for the code where no factor is left for which a browser is remembered',
    { ...stranger, policy: segura, remembered: true },
    'new-device-code',
  ],
  ['segura asks for the code once', { ...stranger, policy: segura, given: ['new-device-code'] }, undefined],
];

const short = { ...stranger, policy: segura, keyTooShort: true } as const;
const shortCases: readonly Case[] = [
  ['a key that is too short is replaced in a known browser', { ...short, known: true }, 'longer-key'],
  ['a stranger gives the code of the mailbox before the key is replaced', short, 'new-device-code'],
  ['and replaces it after the code', { ...short, given: ['new-device-code'] }, 'longer-key'],
  [
    'a holder of a factor proves it, and keeps the short key',
    { ...short, factors: ['totp'], given: ['second-factor'] },
    undefined,
  ],
];

for (const [sentence, soFar, next] of shortCases) test(`[C1] ${sentence}`, (t) => t.is(nextProof(soFar), next));
for (const [sentence, soFar, next] of cases) test(`[C14] ${sentence}`, (t) => t.is(nextProof(soFar), next));
