import { createHash } from 'node:crypto';
import test, { type ExecutionContext } from 'ava';
import { type CodeOf, proveAccountCode, provedLately, sendAccountCode } from '../../../../src/account/account-code.ts';
import { isRefused, overwrite, rowOf } from '../../../helpers/attack.ts';
import type { TestHouse } from '../../../helpers/house.ts';
import { accountNow, coded, DAY, HOUR, openWithCamila } from '../../../helpers/recovery.ts';

async function open(t: ExecutionContext) {
  const house = await openWithCamila(t);
  const of: CodeOf = { account: await accountNow(house), purpose: 'change-key', contact: 'email', browser: 'suyo' };
  await sendAccountCode(house.world, of);
  const code = await newest(house);
  return { house, of, code, row: await rowOf(house, 'account_codes', { purpose: 'change-key' }) };
}

const newest = async (house: TestHouse): Promise<string> => {
  const [letter] = (await house.mailbox()).filter(({ subject }) => /código/.test(subject));
  return /\b\d{6}\b/.exec(letter?.text ?? '')?.[0] ?? 'none';
};

const browserHash = (browser: string): Buffer => createHash('sha256').update(browser).digest();

const wrong = (code: string): string => `${(Number(code[0]) + 1) % 10}${code.slice(1)}`;

test('[A11] a code that nobody typed is not proved by who writes rows', async (t) => {
  const { house, of, row } = await open(t);
  await overwrite(house, 'account_codes', { id: row.id }, { proved_at: house.world.now() });
  await isRefused(t, 'account_codes', () => provedLately(house.world, of), 'proved by SQL');
  const since = new Date(0);
  const asked = () => house.world.accountCodes.provedSince(of.account.id, 'change-key', 'suyo', since);
  await isRefused(t, 'account_codes', asked, 'looked for by account');
});

test('[A11] a code of one browser, purpose or account does not serve another', async (t) => {
  const { house, of, code, row } = await open(t);
  await sendAccountCode(house.world, { ...of, browser: 'ajeno' });
  const own = await newest(house);
  const theirs = await rowOf(house, 'account_codes', { purpose: 'change-key', browser: browserHash('ajeno') });
  await overwrite(house, 'account_codes', { id: row.id }, { code_hash: theirs.code_hash });
  await isRefused(t, 'account_codes', () => proveAccountCode(house.world, of, own), 'the hash of an own code');
  await overwrite(house, 'account_codes', { id: row.id }, { code_hash: row.code_hash, purpose: 'stop-hold' });
  const elsewhere = { ...of, purpose: 'stop-hold' } as const;
  await isRefused(t, 'account_codes', () => proveAccountCode(house.world, elsewhere, code), 'another purpose');
});

test('[A11] tries that are put back in the database give nobody another try', async (t) => {
  const { house, of, code, row } = await open(t);
  for (let tries = 0; tries < 5; tries += 1) await coded(proveAccountCode(house.world, of, wrong(code)));
  await overwrite(house, 'account_codes', { id: row.id }, { tries: 0 });
  t.is(await coded(proveAccountCode(house.world, of, code)), 'contact-code-spent');
});

test('[A11] a code is not kept alive by the hour of its message', async (t) => {
  const { house, of, code, row } = await open(t);
  house.advance(DAY + HOUR);
  const sent = { sent_at: house.world.now() };
  await overwrite(house, 'outbox', { id: row.message }, sent);
  t.is(await coded(proveAccountCode(house.world, of, code)), 'contact-code-spent');
});

test('[A11] a proved code that is put back to before it was typed is typed again by whoever has it, and by nobody else', async (t) => {
  const { house, of, code, row } = await open(t);
  await proveAccountCode(house.world, of, code);
  await overwrite(house, 'account_codes', { id: row.id }, row);
  t.is(await coded(proveAccountCode(house.world, of, wrong(code))), 'contact-code-wrong');
  t.false(await provedLately(house.world, of));
});
