import type Router from '@koa/router';
import type { Context } from 'koa';
import { hasCard } from '../../account/dispute-pending-change.ts';
import { credentialsOf } from '../../account/prove-factor.ts';
import { reasonForSheet } from '../../account/sheet-reason.ts';
import type { Here } from '../../account/who-is-in.ts';
import { type Form, text } from '../../http/form.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { seeOther, textsOf, visitorOf } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { donePath } from '../../http/signed-in/done-words.ts';
import { addForm, addPage, showTab } from '../../http/signed-in/frame.ts';
import { holderOf } from '../../http/signed-in/holder.ts';
import { type PrintedPage, printedAddress } from '../../http/signed-in/printed-page.ts';
import { asksFactor, proveAgain, waysAgain } from '../../http/signed-in/proof-again.ts';
import { paths, SECURITY } from './addresses.ts';
import { sheetShown } from './section.ts';
import { codeLocals, readSheetForm, sendSheetCode, sheetFaults } from './sheet-form.ts';
import { makeSheet, removeSheet } from './use-cases/change-sheet.ts';
import { assertSheetMayChange } from './use-cases/prove-holder.ts';

/** Hoja de respaldo: what it is, and the form that makes, remakes or removes it, by key and factor or code. */
export function sheetRoutes(router: Router, cuenta: Cuenta, printed: PrintedPage): void {
  const { deps } = cuenta;

  addPage(router, cuenta, paths.sheet, async (ctx, here) => {
    if (!hasCard(here.account)) return seeOther(ctx, SECURITY);
    await showSheet(cuenta, ctx, here, {});
  });

  addForm(router, cuenta, paths.sheet, async (ctx, here, form) => {
    if (!hasCard(here.account)) return seeOther(ctx, SECURITY);
    const again = (wrong: Wrong) => showSheet(cuenta, ctx, here, wrong, form);
    await showAgain(ctx, { fieldOf: sheetFaults, first: 'contenido' }, again, async () => {
      const sent = await sendSheetCode(deps, ctx, here, form);
      seeOther(ctx, sent ? `${ctx.path}?enviado=${sent}` : await changeSheet(cuenta, ctx, here, form, printed));
    });
  });
}

/** Makes or removes the sheet; the address that follows. */
async function changeSheet(
  { deps }: Cuenta,
  ctx: Context,
  here: Here,
  form: Form,
  printed: PrintedPage,
): Promise<string> {
  const { proof, code } = readSheetForm(deps, ctx, here, { form, asks: await asksFactor(deps, here) });
  // A printed code is spent by its proof: none for a sheet that may not change.
  await assertSheetMayChange(deps, here);
  const holder = await proveAgain(deps, ctx, here, proof);
  if (text(form, 'accion') === 'quitar') {
    await removeSheet(deps, holder, code, visitorOf(ctx));
    return donePath(SECURITY, 'sin-hoja');
  }
  const codes = await makeSheet(deps, holder, code, visitorOf(ctx));
  return printedAddress(deps, here, printed, { codes, reason: 'hoja' });
}

/** Keys never come back; a code does, since it is still valid where only the key was wrong. */
async function showSheet(
  cuenta: Cuenta,
  ctx: Context,
  here: Here,
  wrong: Partial<Wrong>,
  form: Form = new Map(),
): Promise<void> {
  const { deps } = cuenta;
  const credentials = await credentialsOf(deps, holderOf(here));
  const reason = await reasonForSheet(deps, here.account);
  showTab(cuenta, ctx, here, {
    tab: 'security',
    folder: 'backup-sheet',
    view: 'sheet',
    title: textsOf(ctx).pages.backupSheet.titles.sheet,
    formAction: ctx.path + ctx.search,
    ...sheetShown(textsOf(ctx), here, { credentials, reason }, deps.now()),
    ways: await waysAgain(deps, here),
    ...(await codeLocals(deps, ctx, here)),
    ofRepresentative: here.actor !== undefined,
    values: { codigo: text(form, 'codigo') },
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    refusal: wrong.refusal,
  });
}
