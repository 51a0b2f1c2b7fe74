import test, { type ExecutionContext } from 'ava';
import { printedAmong } from '../../../../src/account/printed-codes.ts';
import { proveOwnKey } from '../../../../src/account/prove-key.ts';
import { proveHolder } from '../../../../src/account/proved-holder.ts';
import { actFor, companyNow } from '../../../../src/account/representation.ts';
import { parseEmail } from '../../../../src/domain/email.ts';
import { Secret } from '../../../../src/domain/key.ts';
import { parseMobile } from '../../../../src/domain/phone.ts';
import type { PolicyName } from '../../../../src/domain/policy.ts';
import { beginOf } from '../../../../src/domain/printed-code.ts';
import { refusalOf } from '../../../../src/domain/refusal.ts';
import { parseRun } from '../../../../src/domain/rut.ts';
import { makeSheet } from '../../../../src/features/backup-sheet/use-cases/change-sheet.ts';
import { confirmContact } from '../../../../src/features/pending-changes/use-cases/confirm-contact.ts';
import { restoreBySheet } from '../../../../src/features/recovery/use-cases/restore-by-sheet.ts';
import { leaveSheet, showSheetCode } from '../../../../src/features/recovery/use-cases/sheet-code.ts';
import type { TestApp } from '../../../helpers/app.ts';
import { atSheet, printSheet, restore, sheetLeft, typedCode } from '../../../helpers/backup-sheet.ts';
import { changeSii, ofPanaderia, openCompany, panaderiaContacts } from '../../../helpers/companies.ts';
import {
  accountNow,
  begin,
  CHOSEN,
  camila,
  DAY,
  elsewhere,
  MINUTE,
  messagesTo,
  openAppFor,
  openWithCamila,
  owner,
  proveLongAgo,
  stepOf,
  tokenIn,
} from '../../../helpers/recovery.ts';
import { enrolled } from '../../../helpers/second-factor.ts';
import { digitsAt } from '../../../helpers/totp.ts';

const policies = ['guia', 'segura'] as const;
const [ROSA, PEDRO] = ['44.000.001-0', '44.000.002-9'] as const;
const NEW = { email: parseEmail('otra@correo.example'), mobile: parseMobile('+56940000077') };

async function opens({ deps }: TestApp, key: string): Promise<boolean> {
  const { profile, identifier } = await accountNow({ deps } as TestApp);
  const proof = { profile, identifier, key: new Secret(key), device: undefined, visitor: owner };
  return (await refusalOf(() => proveOwnKey(deps, proof))) === undefined;
}

/** Why a code is refused at the page of the sheet; undefined where it is right. */
const refusedCode = async ({ deps }: TestApp, of: Awaited<ReturnType<typeof atSheet>>, code?: string) =>
  (await refusalOf(() => showSheetCode(deps, of, typedCode(code), elsewhere())))?.code;

async function opened(t: ExecutionContext, policy: PolicyName, how: Parameters<typeof openWithCamila>[1] = {}) {
  const app = await openWithCamila(t, { policy, ...how });
  return { app, codes: await printSheet(app) };
}

/** Panadería Los Andes, proved long ago, and Rosa, who acts for it. */
async function openPanaderia(t: ExecutionContext, policy: PolicyName) {
  const app = await openAppFor(t, { policy });
  await openCompany(app, { serial: '512345678' });
  await proveLongAgo(app, ofPanaderia.profile, ofPanaderia.identifier);
  const account = await app.deps.accounts.findByIdentifier(ofPanaderia.profile, ofPanaderia.identifier);
  if (!account) throw new Error('the company has no account');
  return { app, account, actor: await actFor(app.deps, account, parseRun(ROSA), owner) };
}

for (const policy of policies) {
  test(`[backup sheet, C6] ${policy}: a code and the card choose a key at once, and every contact is told how many are left`, async (t) => {
    const { app, codes } = await opened(t, policy);
    await restore(app, await atSheet(app), codes[0]);
    t.true(await opens(app, CHOSEN));
    t.false(await opens(app, camila.key));
    t.is(await sheetLeft(app), 1);
    for (const to of [camila.email, camila.mobile])
      t.true(
        (await messagesTo(app, to)).some(({ text }) => /fue cambiada/.test(text)),
        to,
      );
    const told = (await messagesTo(app, camila.email)).find(({ text }) => /hoja de respaldo. Le queda 1\./.test(text));
    t.regex(told?.text ?? '', /no-fui-yo/);
    app.advance(DAY);
    await restore(app, await atSheet(app), codes[1], { key: new Secret(camila.key) });
    t.true((await messagesTo(app, camila.email)).some(({ text }) => /No le quedan códigos: imprima otra/.test(text)));
    t.is(await sheetLeft(app), 0);
  });

  test(`[backup sheet, floor 5] ${policy}: new contacts replace lost ones at once, the e-mail once its link is opened`, async (t) => {
    const { app, codes } = await opened(t, policy);
    await restore(app, await atSheet(app), codes[0], NEW);
    const before = await accountNow(app);
    t.is(before.personal.mobile, NEW.mobile);
    t.is(before.personal.email, parseEmail(camila.email), 'a typing error would lose the account');
    t.is(before.confirmed.mobile, undefined);
    const gone = (await messagesTo(app, camila.mobile)).find(({ text }) => /ya no es contacto/.test(text));
    t.notRegex(gone?.text ?? 'none', /http/, 'a notice, no link');
    await confirmContact(app.deps, await tokenIn(app, NEW.email, 'confirmar-contacto'), owner);
    const after = await accountNow(app);
    t.is(after.personal.email, NEW.email);
    t.truthy(after.confirmed.email);
    const told = (await messagesTo(app, camila.email)).find(({ text }) => /ya no es un contacto/.test(text));
    t.regex(told?.text ?? '', /la cédula y un código de la hoja de respaldo/);
    t.notRegex(told?.text ?? '', /revertir/);
  });

  test(`[backup sheet, threat 132] ${policy}: a sheet without the card is asked nowhere, and a wrong card keeps it closed`, async (t) => {
    const { app } = await opened(t, policy);
    const wrong = await refusalOf(() => atSheet(app, { serial: 'B51A23999' }));
    t.is(wrong?.code, 'cedula-mismatch');
    const of = await begin(app);
    t.is((await refusalOf(() => showSheetCode(app.deps, of, typedCode(), elsewhere())))?.code, 'flow-step');
    t.is(await sheetLeft(app), 2);
  });

  test(`[backup sheet, threat 133] ${policy}: sheet and card take the account at once, and every contact can stop it`, async (t) => {
    const { app, codes } = await opened(t, policy);
    await restore(app, await atSheet(app), codes[0], NEW, elsewhere(6));
    t.true(await opens(app, CHOSEN));
    for (const to of [camila.email, camila.mobile]) t.truthy(await tokenIn(app, to, 'no-fui-yo'), to);
  });

  test(`[backup sheet, threat 134] ${policy}: key and sheet open no more than the key: the page asks the card first`, async (t) => {
    const { app } = await opened(t, policy);
    const of = await begin(app);
    t.not(await stepOf(app, of), 'sheet');
    t.is(
      (await refusalOf(() => restoreBySheet(app.deps, of, { key: new Secret(CHOSEN) }, elsewhere())))?.code,
      'flow-step',
    );
    t.true(await opens(app, camila.key));
  });

  test(`[backup sheet, threat 135] ${policy}: a sheet younger than seven days shortens nothing`, async (t) => {
    const app = await openWithCamila(t, { policy });
    const [first] = await printSheet(app, { days: 6 });
    const of = await atSheet(app);
    t.is(await refusedCode(app, of, first), 'backup-sheet-young');
    t.is(await sheetLeft(app), 2);
    app.advance(DAY);
    t.is(await refusedCode(app, await atSheet(app), first), undefined);
  });
}

test('[backup sheet, C3] an identifier without an account, and an account without a sheet, give the same answers', async (t) => {
  const app = await openWithCamila(t, { policy: 'segura', throttles: 'on' });
  const answers: unknown[] = [];
  for (const change of [{}, { identifier: parseRun('44.000.002-9'), serial: '523456789' }]) {
    const of = await atSheet(app, change).catch(() => undefined);
    if (!of) continue;
    const said: unknown[] = [];
    for (let times = 0; times < 6; times += 1) {
      const refusal = await refusalOf(() => showSheetCode(app.deps, of, typedCode('ABCD-EFGH-JKLM-NPQR'), elsewhere()));
      said.push([refusal?.code, refusal?.details.left]);
    }
    await leaveSheet(app.deps, of);
    said.push(await stepOf(app, of));
    answers.push(said);
  }
  t.is(answers.length, 2);
  t.deepEqual(answers[0], answers[1]);
  t.deepEqual((answers[0] as unknown[]).slice(4), [
    ['backup-code-wrong', 0],
    ['backup-code-paused', undefined],
    'email',
  ]);
});

test('[backup sheet, floor 8] five wrong codes in fifteen minutes and twenty in thirty days; a right one costs no try, and none is the card’s', async (t) => {
  const { app, codes } = await opened(t, 'guia', { throttles: 'on' });
  const of = await atSheet(app);
  for (let times = 0; times < 5; times += 1)
    t.is(await refusedCode(app, of, 'ABCD-EFGH-JKLM-NPQR'), 'backup-code-wrong');
  t.is(await refusedCode(app, of, codes[0]), 'backup-code-paused');
  for (let round = 1; round < 4; round += 1) {
    app.advance(20 * MINUTE);
    const again = await atSheet(app, {}, elsewhere(20 + round));
    for (let times = 0; times < 5; times += 1) await refusedCode(app, again, 'ABCD-EFGH-JKLM-NPQR');
  }
  app.advance(DAY);
  const late = await atSheet(app);
  t.is(await refusedCode(app, late, codes[0]), 'backup-code-paused');
  app.advance(30 * DAY);
  await restore(app, await atSheet(app), codes[0]);
  t.true(await opens(app, CHOSEN));
});

test('[backup sheet, floor 11] of two recoveries with one code at the same time one chooses the key; the other is asked for another code', async (t) => {
  const { app, codes } = await opened(t, 'guia');
  const both = [await atSheet(app), await atSheet(app)];
  for (const of of both) await showSheetCode(app.deps, of, typedCode(codes[0]), elsewhere());
  const keys = ['Otra frase numero 1 aqui', 'Otra frase numero 2 aqui'];
  const ends = await Promise.all(
    both.map((of, place) =>
      refusalOf(() => restoreBySheet(app.deps, of, { key: new Secret(keys[place] ?? '') }, elsewhere())),
    ),
  );
  t.deepEqual(ends.map((end) => end?.code).toSorted(), ['backup-code-spent', undefined]);
  t.is(await sheetLeft(app), 1);
  const loser = both[ends.findIndex((end) => end !== undefined)];
  t.is(loser && (await stepOf(app, loser)), 'sheet');
  t.is(loser && (await refusedCode(app, loser, codes[0])), 'backup-code-wrong');
});

test('[backup sheet, floor 11] over two processes each code chooses one key', async (t) => {
  const { app, codes } = await opened(t, 'guia');
  const { deps } = await app.beside();
  const both = [await atSheet(app), await atSheet(app)] as const;
  for (const of of both) await showSheetCode(app.deps, of, typedCode(codes[0]), elsewhere());
  const ends = await Promise.all(
    ([app.deps, deps] as const).map((one, place) =>
      refusalOf(() => restoreBySheet(one, both[place as 0 | 1], { key: new Secret(CHOSEN) }, elsewhere())),
    ),
  );
  t.deepEqual(ends.map((end) => end?.code).toSorted(), ['backup-code-spent', undefined]);
  t.is(await sheetLeft(app), 1);
  const of = await atSheet(app);
  const late = await refusalOf(() => showSheetCode(deps, of, typedCode(codes[0]), elsewhere()));
  t.is(late?.code, 'backup-code-wrong');
});

test('[backup sheet] over two processes a holder who prints twice has two codes, of one sheet', async (t) => {
  const app = await openWithCamila(t);
  const { deps } = await app.beside();
  const account = await accountNow(app);
  const { secret } = await enrolled(app);
  app.advance(MINUTE);
  const proved = await proveHolder(app.deps, { account, actor: undefined }, digitsAt(secret, app.deps.now()), owner);
  const sheets = await Promise.all([app.deps, deps].map((one) => makeSheet(one, proved, undefined, owner)));
  const { id } = account;
  t.is(await sheetLeft(app), 2);
  const left = printedAmong(await deps.credentials.ofAccount(id), 'backup-code').map(({ content }) => content.begins);
  const begins = sheets.map((codes) => codes.map((code) => beginOf(typedCode(code))).toSorted());
  t.true(begins.some((one) => one.join() === left.toSorted().join()));
});

for (const policy of policies)
  test(`[backup sheet, C12] ${policy}: a company comes back by the sheet and the card of one representative, and by no other’s`, async (t) => {
    const { app, account, actor } = await openPanaderia(t, policy);
    const codes = await printSheet(app, { account, actor });
    const byRosa = { ...ofPanaderia, representative: ROSA, serial: '512345678' };
    const byPedro = { ...ofPanaderia, representative: PEDRO, serial: '523456789' };
    t.is(await refusedCode(app, await atSheet(app, byPedro), codes[0]), 'backup-code-wrong');
    await restore(app, await atSheet(app, byRosa, elsewhere(4)), codes[0], { email: NEW.email });
    t.is(await sheetLeft(app, account), 1);
    const told = (await messagesTo(app, panaderiaContacts.office)).find(({ text }) => /Le queda 1\./.test(text));
    t.regex(told?.text ?? '', /no-fui-yo/);
    const { keyHash, personal } = (await app.deps.accounts.find(account.id)) ?? account;
    t.not(keyHash, account.keyHash);
    t.is(personal.email as string, panaderiaContacts.office, 'until its link is opened');
    await confirmContact(app.deps, await tokenIn(app, NEW.email, 'confirmar-contacto'), owner);
    t.is((await app.deps.accounts.find(account.id))?.personal.email, NEW.email);
  });

test('[backup sheet] who represents the company no more recovers nothing by a sheet of before', async (t) => {
  const { app, account, actor } = await openPanaderia(t, 'guia');
  const [code] = await printSheet(app, { account, actor });
  const of = await atSheet(app, { ...ofPanaderia, representative: ROSA, serial: '512345678' });
  await showSheetCode(app.deps, of, typedCode(code), elsewhere());
  changeSii(app, ({ representantes, ...known }) => ({
    ...known,
    representantes: representantes.filter(({ run }) => run !== parseRun(ROSA)),
  }));
  await companyNow(app.deps, ofPanaderia.identifier);
  const end = await refusalOf(() => restoreBySheet(app.deps, of, { key: new Secret(CHOSEN) }, elsewhere()));
  t.is(end?.code, 'not-representative');
  t.is((await app.deps.accounts.find(account.id))?.keyHash, account.keyHash);
});

test('[backup sheet] a second factor older than seven days stays on after it', async (t) => {
  const app = await openWithCamila(t);
  const [code] = await printSheet(app, { days: 0 });
  await enrolled(app);
  app.advance(8 * DAY);
  await restore(app, await atSheet(app), code);
  const { id } = await accountNow(app);
  t.true((await app.deps.credentials.ofAccount(id)).some(({ kind }) => kind === 'totp'));
});

test('[backup sheet] past fifteen minutes the card is shown again, and the code is still the same', async (t) => {
  const { app, codes } = await opened(t, 'guia');
  const of = await atSheet(app);
  await showSheetCode(app.deps, of, typedCode(codes[0]), elsewhere());
  app.advance(16 * MINUTE);
  const over = await refusalOf(() => restoreBySheet(app.deps, of, { key: new Secret(CHOSEN) }, elsewhere()));
  t.is(over?.code, 'card-over');
  t.is(await stepOf(app, of), 'serial');
  t.is(await sheetLeft(app), 2);
});

test('[backup sheet, threat 136] a stopped account is not opened by the sheet, unless a theft stopped it: then the card is a new one', async (t) => {
  const { app, codes } = await opened(t, 'guia');
  const { id } = await accountNow(app);
  await app.deps.accounts.change(id, (latest) => ({ ...latest, state: 'congelada' }));
  t.is(await refusedCode(app, await atSheet(app), codes[0]), 'backup-sheet-stopped');
  t.is(await sheetLeft(app), 2);
});
