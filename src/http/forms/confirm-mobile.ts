import type { Context } from 'koa';
import { confirmMobile, mobileCodeWaits, sendMobileCode } from '../../account/confirm-mobile.ts';
import type { Account } from '../../domain/account.ts';
import { maskMobile, mobileToConfirm } from '../../domain/contacts.ts';
import type { Deps } from '../../ports/deps.ts';
import { type Form, readAll, text } from '../form.ts';
import { browserOf, visitorOf } from '../page.ts';
import { readCode } from './read-code.ts';
import type { Wrong } from './show-again.ts';

/** The fields of refusals of the code on the pages that ask it. */
export const mobileFields = { fieldOf: { 'contact-code-wrong': 'codigo' }, first: 'contenido' } as const;

/** What the pages that ask the code show: the number, and whether a code is on its way. */
export async function mobileLocals(deps: Deps, ctx: Context, account: Account, wrong: Partial<Wrong>, form?: Form) {
  const mobile = mobileToConfirm(account);
  return {
    mobile: mobile && maskMobile(mobile),
    sent: await mobileCodeWaits(deps, { account, browser: browserOf(ctx) }),
    holdHours: deps.pendingChangeHours,
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    refusal: wrong.refusal,
    values: { codigo: form ? text(form, 'codigo') : '' },
  };
}

/**
 * «Enviarme un código» or «Confirmar»; returns whether the mobile is confirmed now. Throws what the use cases throw.
 */
export async function takeMobileForm(deps: Deps, ctx: Context, account: Account, form: Form): Promise<boolean> {
  const of = { account, browser: browserOf(ctx) };
  if (text(form, 'accion') !== 'confirmar') {
    await sendMobileCode(deps, of);
    return false;
  }
  const { codigo } = readAll({ codigo: () => readCode(text(form, 'codigo')) });
  await confirmMobile(deps, of, codigo, visitorOf(ctx));
  return true;
}
