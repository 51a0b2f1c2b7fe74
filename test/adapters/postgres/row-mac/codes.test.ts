import { createHash } from 'node:crypto';
import test, { type ExecutionContext } from 'ava';
import { type CodeOf, proveAccountCode, provedLately, sendAccountCode } from '../../../../src/account/account-code.ts';
import type { TestApp } from '../../../helpers/app.ts';
import { isRefused, overwrite, rowOf } from '../../../helpers/attack.ts';
import { accountNow, coded, DAY, HOUR, openWithCamila } from '../../../helpers/recovery.ts';

async function open(t: ExecutionContext) {
  const app = await openWithCamila(t);
  const of: CodeOf = { account: await accountNow(app), purpose: 'change-key', contact: 'email', browser: 'suyo' };
  await sendAccountCode(app.deps, of);
  const code = await newest(app);
  return { app, of, code, row: await rowOf(app, 'account_codes', { purpose: 'change-key' }) };
}

const newest = async (app: TestApp): Promise<string> => {
  const [mail] = (await app.mailbox()).filter(({ subject }) => /código/.test(subject));
  return /\b\d{6}\b/.exec(mail?.text ?? '')?.[0] ?? 'none';
};

const browserHash = (browser: string): Buffer => createHash('sha256').update(browser).digest();

const wrong = (code: string): string => `${(Number(code[0]) + 1) % 10}${code.slice(1)}`;

test('[A11, threat 81] a code that was not typed is not proved by an edit of rows', async (t) => {
  const { app, of, row } = await open(t);
  await sendAccountCode(app.deps, { ...of, purpose: 'sign-in' });
  await overwrite(app, 'account_codes', { purpose: 'sign-in' }, { proved_at: app.deps.now() });
  const asked = () => app.deps.accounts.forKey(of.account, { browser: 'suyo', since: new Date(0) });
  await isRefused(t, 'account_codes', asked, 'looked for by account');
  await overwrite(app, 'account_codes', { id: row.id }, { proved_at: app.deps.now() });
  await isRefused(t, 'account_codes', () => provedLately(app.deps, of), 'proved by SQL');
});

test('[A11] a code of one browser, purpose or account is not valid for another', async (t) => {
  const { app, of, code, row } = await open(t);
  await sendAccountCode(app.deps, { ...of, browser: 'ajeno' });
  const own = await newest(app);
  const theirs = await rowOf(app, 'account_codes', { purpose: 'change-key', browser: browserHash('ajeno') });
  await overwrite(app, 'account_codes', { id: row.id }, { code_hash: theirs.code_hash });
  await isRefused(t, 'account_codes', () => proveAccountCode(app.deps, of, own), 'the hash of an own code');
  await overwrite(app, 'account_codes', { id: row.id }, { code_hash: row.code_hash, purpose: 'stop-hold' });
  const elsewhere = { ...of, purpose: 'stop-hold' } as const;
  await isRefused(t, 'account_codes', () => proveAccountCode(app.deps, elsewhere, code), 'another purpose');
});

test('[A11, threat 81] tries that are reset in the database give no further try', async (t) => {
  const { app, of, code, row } = await open(t);
  for (let tries = 0; tries < 5; tries += 1) await coded(proveAccountCode(app.deps, of, wrong(code)));
  await overwrite(app, 'account_codes', { id: row.id }, { tries: 0 });
  t.is(await coded(proveAccountCode(app.deps, of, code)), 'contact-code-spent');
});

test('[A11] a later hour of its message does not prolong a code', async (t) => {
  const { app, of, code, row } = await open(t);
  app.advance(DAY + HOUR);
  const sent = { sent_at: app.deps.now() };
  await overwrite(app, 'outbox', { id: row.message }, sent);
  t.is(await coded(proveAccountCode(app.deps, of, code)), 'contact-code-spent');
});

test('[A11] a proved code that is reset to before it was typed can be typed again, but only by a user who has it', async (t) => {
  const { app, of, code, row } = await open(t);
  await proveAccountCode(app.deps, of, code);
  await overwrite(app, 'account_codes', { id: row.id }, row);
  t.is(await coded(proveAccountCode(app.deps, of, wrong(code))), 'contact-code-wrong');
  t.false(await provedLately(app.deps, of));
});
