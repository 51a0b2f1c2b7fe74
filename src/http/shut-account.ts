import type { Context } from 'koa';
import { PHONE, PHONE_HOURS, telephoneNow } from '../locales/es-CL/telephone.ts';
import { TamperedRow } from '../ports/tampered-row.ts';
import { type Locals, type PageState, show } from './page.ts';

/** Whether a row of somebody's account did not verify (floor 15): which, and why, is the operator's. */
export const isShut = (fault: unknown): boolean => fault instanceof TamperedRow && fault.accountId !== undefined;

/** What the page of a shut account says, the same wherever it appears. */
export const shutWords = {
  title: 'Esta cuenta está detenida por seguridad',
  message:
    'Encontramos algo que no corresponde en los datos guardados de esta cuenta. Nadie puede ingresar con ella ni cambiarla hasta que SENCE la revise.',
  call: `Llame gratis al ${PHONE}, ${PHONE_HOURS}, y diga este código de atención.`,
  useless: 'No se registre de nuevo, ni recupere o cambie su clave: eso no la abre.',
} as const;

/** Keeps the way back to the platform that waits, for the page that the fault of this request becomes. */
export const keepWayBack = (ctx: Context, wayBack: Locals): void => {
  (ctx.state as PageState).wayBack = wayBack;
};

/** Shows it, with the way back where a platform waits. */
export function showShut(ctx: Context, now: Date): void {
  const { reference, wayBack } = ctx.state as PageState;
  ctx.status = 500;
  show(ctx, 'shut-account', { ...shutWords, phoneNow: telephoneNow(now), reference, ...wayBack });
}
