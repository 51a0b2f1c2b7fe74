import { sendAccountCode } from '../../src/account/account-code.ts';
import { printedAmong } from '../../src/account/printed-codes.ts';
import type { Account } from '../../src/domain/account.ts';
import { Secret } from '../../src/domain/key.ts';
import { asPrintedCode } from '../../src/domain/printed-code.ts';
import { makeSheet } from '../../src/features/backup-sheet/use-cases/change-sheet.ts';
import type { RecoveryOf } from '../../src/features/recovery/use-cases/recovery-flow.ts';
import { type Restored, restoreBySheet } from '../../src/features/recovery/use-cases/restore-by-sheet.ts';
import { askForSheet, showSheetCode } from '../../src/features/recovery/use-cases/sheet-code.ts';
import type { Actor } from '../../src/ports/companies.ts';
import type { TestApp } from './app.ts';
import { provedAs } from './proved.ts';
import { accountNow, beginWithCard, CHOSEN, DAY, elsewhere, owner } from './recovery.ts';
import { mailedCode } from './second-factor.ts';

const BROWSER = 'the browser that prints';

/** What a holder without a second factor shows for a sheet: a code that was just sent to the e-mail. */
export async function sheetProof(app: TestApp, account: Account) {
  const shown = { contact: 'email', browser: BROWSER } as const;
  await sendAccountCode(app.deps, { account, purpose: 'backup-sheet', ...shown });
  return { ...shown, typed: await mailedCode(app, account.personal.email) };
}

/** Prints a sheet for an account, Camila's where none is named; `days` pass after it. */
export async function printSheet(
  app: TestApp,
  { account, actor, days = 7 }: { account?: Account; actor?: Actor; days?: number } = {},
): Promise<readonly string[]> {
  const of = account ?? (await accountNow(app));
  const codes = await makeSheet(app.deps, provedAs(of, actor?.subject), await sheetProof(app, of), owner);
  app.advance(days * DAY);
  return codes;
}

/** A printed code as it is typed. */
export const typedCode = (code = ''): Secret => asPrintedCode(code) ?? new Secret(code);

/** A recovery at the page that asks for a code of the sheet. */
export async function atSheet(app: TestApp, change: Parameters<typeof beginWithCard>[1] = {}, visitor = elsewhere()) {
  const of = await beginWithCard(app, change, visitor);
  await askForSheet(app.deps, of, 'email');
  return of;
}

/** Gives the code, and chooses a key and perhaps contacts. */
export async function restore(
  app: TestApp,
  of: RecoveryOf,
  code: string | undefined,
  chosen: Partial<Restored> = {},
  visitor = elsewhere(),
): Promise<void> {
  await showSheetCode(app.deps, of, typedCode(code), visitor);
  await restoreBySheet(app.deps, of, { key: new Secret(CHOSEN), ...chosen }, visitor);
}

/** How many codes of a sheet an account has, of all its representatives. */
export async function sheetLeft({ deps }: TestApp, account?: Account): Promise<number> {
  const { id } = account ?? (await accountNow({ deps } as TestApp));
  return printedAmong(await deps.credentials.ofAccount(id), 'backup-code').length;
}
