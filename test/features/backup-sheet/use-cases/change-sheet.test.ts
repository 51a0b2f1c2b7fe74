import test from 'ava';
import { proveHolder } from '../../../../src/account/proved-holder.ts';
import { refusalOf } from '../../../../src/domain/refusal.ts';
import { makeSheet, removeSheet } from '../../../../src/features/backup-sheet/use-cases/change-sheet.ts';
import type { ContactCode } from '../../../../src/features/backup-sheet/use-cases/prove-holder.ts';
import type { TestApp } from '../../../helpers/app.ts';
import { printSheet, sheetLeft, sheetProof } from '../../../helpers/backup-sheet.ts';
import { provedAs } from '../../../helpers/proved.ts';
import { accountNow, camila, DAY, MINUTE, messagesTo, openWithCamila, owner } from '../../../helpers/recovery.ts';
import { enrolled } from '../../../helpers/second-factor.ts';
import { digitsAt } from '../../../helpers/totp.ts';

const holder = async (app: TestApp) => provedAs(await accountNow(app));
const proof = async (app: TestApp) => sheetProof(app, await accountNow(app));
const tried = async (app: TestApp, shown: ContactCode) => {
  const who = await holder(app);
  return (await refusalOf(() => makeSheet(app.deps, who, shown, owner)))?.code;
};

test('[backup sheet] two codes are printed, every contact is told with a way to stop it, and new ones end the old', async (t) => {
  const app = await openWithCamila(t);
  const first = await printSheet(app, { days: 1 });
  t.is(first.length, 2);
  for (const code of first) t.regex(code, /^[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){3}$/);
  for (const to of [camila.email, camila.mobile]) {
    const told = (await messagesTo(app, to)).find(({ text }) => /hicieron una hoja de respaldo/i.test(text));
    t.regex(told?.text ?? '', /no-fui-yo/, to);
  }
  const second = await printSheet(app, { days: 0 });
  t.is(new Set([...first, ...second]).size, 4);
  t.is(await sheetLeft(app), 2);
});

test('[backup sheet, floor 1] no code can be read in the database', async (t) => {
  const app = await openWithCamila(t);
  const printed = await printSheet(app);
  const rows = JSON.stringify(await app.database.run<object[]>((sql) => sql('credentials').select()));
  const bytes = Buffer.from(rows).toString('latin1');
  for (const word of [...printed, ...printed.map((code) => code.replaceAll('-', ''))])
    t.false(bytes.includes(word) || bytes.includes(Buffer.from(word).toString('hex')));
});

test('[backup sheet, threat 131] the key alone prints nothing: a code of a confirmed contact is needed, in that browser, once', async (t) => {
  const app = await openWithCamila(t);
  const right = await proof(app);
  const wrong = `${(Number(right.typed[0]) + 1) % 10}${right.typed.slice(1)}`;
  t.is(await tried(app, { ...right, typed: wrong }), 'contact-code-wrong');
  t.is(await tried(app, { ...right, browser: 'of a thief' }), 'contact-code-spent');
  t.is(await sheetLeft(app), 0);
  t.is(await tried(app, right), undefined);
  t.is(await tried(app, right), 'contact-code-spent');
});

test('[backup sheet] a holder with a second factor proves it, and no code of a contact stands for it', async (t) => {
  const app = await openWithCamila(t);
  const { secret, printed } = await enrolled(app);
  app.advance(MINUTE);
  t.is(await tried(app, await proof(app)), 'factor-unproved');
  const who = { account: await accountNow(app), actor: undefined };
  t.is((await refusalOf(() => proveHolder(app.deps, who, undefined, owner)))?.code, 'factor-code-missing');
  for (const shown of [digitsAt(secret, app.deps.now()), printed[0] ?? '']) {
    const proved = await proveHolder(app.deps, who, shown, owner);
    t.is((await makeSheet(app.deps, proved, undefined, owner)).length, 2);
  }
});

test('[backup sheet] who proved no factor prints nothing without a code, nor once a factor is enrolled', async (t) => {
  const app = await openWithCamila(t);
  const before = await holder(app);
  const refused = async (shown?: ContactCode) =>
    (await refusalOf(() => makeSheet(app.deps, before, shown, owner)))?.code;
  t.is(await refused(), 'factor-contact-needed');
  const shown = await proof(app);
  await enrolled(app);
  t.is(await refused(shown), 'factor-unproved');
  t.is(await sheetLeft(app), 0);
});

test('[backup sheet] for 72 hours after a link in the mailbox, and while the identity is contested, nothing changes', async (t) => {
  const app = await openWithCamila(t);
  await printSheet(app, { days: 0 });
  const { id: accountId, subject } = await accountNow(app);
  await app.deps.audit.record({ act: 'mailbox.opened', accountId, subject });
  t.is(await tried(app, await proof(app)), 'backup-sheet-rests');
  const who = await holder(app);
  const remove = async (shown: ContactCode) =>
    (await refusalOf(async () => removeSheet(app.deps, await holder(app), shown, owner)))?.code;
  t.is(await remove({ contact: 'email', browser: 'any', typed: '123456' }), 'backup-sheet-rests');
  app.advance(3 * DAY);
  await app.deps.accounts.change(who.account.id, (latest) => ({ ...latest, contest: 'open' }));
  t.is(await tried(app, await proof(app)), 'backup-sheet-contested');
});

test('[backup sheet] it is removed by the same proof, and told; a later removal finds none', async (t) => {
  const app = await openWithCamila(t);
  await printSheet(app, { days: 1 });
  await removeSheet(app.deps, await holder(app), await proof(app), owner);
  t.is(await sheetLeft(app), 0);
  t.true((await messagesTo(app, camila.email)).some(({ text }) => /ya no recuperan la clave/.test(text)));
  const again = await refusalOf(async () => removeSheet(app.deps, await holder(app), await proof(app), owner));
  t.is(again?.code, 'backup-sheet-missing');
});

test('an account that was stopped, or whose key was changed, meanwhile prints nothing', async (t) => {
  const app = await openWithCamila(t);
  const before = await holder(app);
  const attempt = async () =>
    (await refusalOf(async () => makeSheet(app.deps, before, await sheetProof(app, before.account), owner)))?.code;
  await app.deps.accounts.change(before.account.id, (latest) => ({ ...latest, state: 'congelada' }));
  t.is(await attempt(), 'account-frozen');
  app.advance(MINUTE + MINUTE);
  const keyChangedAt = app.deps.now();
  await app.deps.accounts.change(before.account.id, (latest) => ({ ...latest, state: 'activa', keyChangedAt }));
  t.is(await attempt(), 'key-stale');
  t.is(await sheetLeft(app), 0);
});
