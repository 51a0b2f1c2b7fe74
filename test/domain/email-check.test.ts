import test from 'ava';
import type { Account, EmailCheck } from '../../src/domain/account.ts';
import { asksAboutEmail } from '../../src/domain/email-check.ts';

const now = new Date('2026-11-29T12:00:00Z');
const ago = (days: number): Date => new Date(now.getTime() - days * 24 * 3_600_000);

const asked = (email: number | undefined, emailCheck?: EmailCheck, key = 400): boolean => {
  const confirmed = { email: email === undefined ? undefined : ago(email) };
  const account = { confirmed, createdAt: ago(200), keyChangedAt: ago(key), personal: { emailCheck } };
  return asksAboutEmail(account as unknown as Account, now);
};

const check = (answer: EmailCheck['answer'], days: number): EmailCheck => ({ at: ago(days).toISOString(), answer });

test('the question comes 182 days after the e-mail was confirmed, or the account made, and not a day earlier', (t) => {
  t.true(asked(182));
  t.false(asked(181));
  t.true(asked(undefined));
});

test('it comes again 182 days after a yes, and 30 days after it was put off', (t) => {
  t.false(asked(400, check('used', 181)));
  t.true(asked(400, check('used', 182)));
  t.false(asked(400, check('later', 29)));
  t.true(asked(400, check('later', 30)));
});

test('a new e-mail begins the half year again, whatever was answered about the one before', (t) => {
  t.false(asked(10, check('used', 190)));
  t.false(asked(10, check('later', 40)));
});

test('it does not come within a day of a new key, which a recovery may have given', (t) => {
  t.false(asked(400, undefined, 0.5));
  t.true(asked(400, undefined, 1));
});
