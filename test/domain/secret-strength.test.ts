import { randomBytes, randomUUID } from 'node:crypto';
import test from 'ava';
import { isGuessable } from '../../src/domain/secret-strength.ts';

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';

for (const [what, secret] of [
  ['one letter', 'k'.repeat(32)],
  ['one letter, many times', 'k'.repeat(500)],
  ['two letters', 'ab'.repeat(24)],
  ['three letters', 'abc'.repeat(16)],
  ['a word', 'clave-sence-'.repeat(4)],
  ['a word and a half', 'clave-sence-2026-clave-sence-202'],
  ['the alphabet', alphabet],
  ['the alphabet backwards', [...alphabet].reverse().join('')],
  ['the alphabet in both sizes', 'abcdefghijklmnopABCDEFGHIJKLMNOP'],
  ['digits in a row', '0123456789'.repeat(4)],
  ['hexadecimal digits in a row', '0123456789abcdef'.repeat(2)],
  ['the keyboard', 'qwertyuiopasdfghjklzxcvbnm1234567890'],
  ['few characters in disorder', 'abbabaabbaabababbaabbabaabbababa'],
  ['one letter and an end', `${'x'.repeat(31)}7Qm`],
] as const) {
  test(`[A14] a secret that was typed by hand is detected: ${what}`, (t) => t.true(isGuessable(secret)));
}

test('[A14] a secret from a random source is never taken for one, in any usual encoding', (t) => {
  for (let round = 0; round < 20_000; round += 1) {
    const made = [
      randomBytes(32).toString('base64'),
      randomBytes(24).toString('base64url'),
      randomBytes(16).toString('hex'),
      randomBytes(32).toString('hex'),
      `${randomUUID()}`,
    ];
    for (const secret of made) if (isGuessable(secret)) t.fail(secret);
  }
  t.pass();
});
