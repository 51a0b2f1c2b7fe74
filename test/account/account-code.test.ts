import test, { type ExecutionContext } from 'ava';
import { type CodeOf, proveAccountCode, provedLately, sendAccountCode } from '../../src/account/account-code.ts';
import type { Refusal } from '../../src/domain/refusal.ts';
import { parseRun } from '../../src/domain/rut.ts';
import { openTestApp } from '../helpers/app.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

async function open(t: ExecutionContext) {
  const app = await openTestApp();
  t.teardown(app.stop);
  const account = await app.deps.accounts.findByIdentifier('natural', parseRun('44.000.001-0'));
  if (!account) throw new Error('no account is seeded');
  const of: CodeOf = { account, purpose: 'sign-in', contact: 'email', browser: 'one browser' };
  const read = async (): Promise<string> => {
    const [newest] = (await app.mailbox()).filter(({ subject }) => /código/.test(subject));
    return /\b\d{6}\b/.exec(newest?.text ?? '')?.[0] ?? 'none';
  };
  const typed = async (code: string, place = of): Promise<string> =>
    proveAccountCode(app.deps, place, code).then(
      () => 'right',
      (error: Refusal) => error.code,
    );
  return { ...app, of, read, typed };
}

const another = (code: string): string => `${(Number(code[0]) + 1) % 10}${code.slice(1)}`;

test('a code to a contact on file proves it once, in the browser that asked, for its purpose', async (t) => {
  const { deps, of, read, typed } = await open(t);
  await sendAccountCode(deps, of);
  t.is(await typed('123456'), 'contact-code-spent', 'it has not left yet');
  const code = await read();
  t.is(await typed(code, { ...of, browser: 'another browser' }), 'contact-code-spent');
  t.is(await typed(code, { ...of, purpose: 'cedula' }), 'contact-code-spent');
  t.false(await provedLately(deps, of));
  t.is(await typed(code), 'right');
  t.is(await typed(code), 'contact-code-spent');
  t.true(await provedLately(deps, of));
  t.false(await provedLately(deps, { ...of, browser: 'another browser' }));
});

test('a code to a contact on file has five tries and ten minutes', async (t) => {
  const { deps, of, read, typed, advance } = await open(t);
  await sendAccountCode(deps, of);
  const first = await read();
  for (let left = 4; left > 0; left -= 1) t.is(await typed(another(first)), 'contact-code-wrong');
  t.is(await typed(another(first)), 'contact-code-spent');
  t.is(await typed(first), 'contact-code-spent');
  advance(2 * MINUTE);
  await sendAccountCode(deps, of);
  const second = await read();
  advance(11 * MINUTE);
  t.is(await typed(second), 'contact-code-spent');
});

test('[A4] three codes a day and twenty wrong ones in thirty days, for each account and purpose', async (t) => {
  const { deps, of, read, typed, advance } = await open(t);
  for (let day = 0; day < 4; day += 1) {
    await sendAccountCode(deps, of);
    const code = await read();
    for (let tries = 0; tries < 5; tries += 1) await typed(another(code));
    advance(DAY + MINUTE);
  }
  await t.throwsAsync(sendAccountCode(deps, of), { message: 'too-many-codes' });
  await sendAccountCode(deps, { ...of, purpose: 'cedula' });
  for (const browser of ['two', 'three']) await sendAccountCode(deps, { ...of, purpose: 'cedula', browser });
  await t.throwsAsync(sendAccountCode(deps, { ...of, purpose: 'cedula', browser: 'four' }), {
    message: 'too-many-codes',
  });
});

for (const purpose of ['new-device', 'factor-loss', 'second-factor', 'stop-hold'] as const)
  test(`[floor 8] codes of «${purpose}» that a thief of the key spent do not bind the owner who chose another`, async (t) => {
    const { deps, of, read, typed, advance } = await open(t);
    const spent = { ...of, purpose };
    const { account } = of;
    const chosen = {
      ...spent,
      account: { ...account, keyChangedAt: new Date(account.keyChangedAt.getTime() + MINUTE) },
    };
    for (let day = 0; day < 4; day += 1) {
      await sendAccountCode(deps, { ...spent, browser: `thief ${day}` });
      const code = await read();
      for (let tries = 0; tries < 5; tries += 1) await typed(another(code), { ...spent, browser: `thief ${day}` });
      advance(DAY + MINUTE);
    }
    await t.throwsAsync(sendAccountCode(deps, spent), { message: 'too-many-codes' });
    await sendAccountCode(deps, chosen);
    t.is(await typed(await read(), chosen), 'right');
  });
