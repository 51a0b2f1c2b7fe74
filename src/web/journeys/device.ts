import Router from '@koa/router';
import type { Context } from 'koa';
import { Refusal } from '../../domain/refusal.ts';
import { show } from '../page.ts';

const ACTION = '/dispositivo';

/** Why the last code was of no use; `text` for the field, or for the top of the page where the code is not at fault. */
const faults = {
  missing: { field: 'Escriba el código que muestra el equipo.' },
  unknown: { field: 'Este código no existe. Compárelo con el que muestra el equipo.' },
  expired: { field: 'Este código venció. Pida otro en el equipo.' },
  used: { field: 'Este código ya se usó. Pida otro en el equipo.' },
  aborted: { note: 'Detuvimos el ingreso del equipo. Puede cerrar esta página.' },
  failed: { note: 'No pudimos continuar con el ingreso. Pida otro código en el equipo.' },
} as const;

type Fault = keyof typeof faults;

interface Asked {
  readonly xsrf: string;
  readonly client: { readonly clientName?: string | undefined; readonly clientId: string };
  readonly info: { readonly device: string; readonly network: string };
  readonly userCode: string;
}

/** A code that comes without the form of this browser, or when that ended, is refused; the provider would fail at it. */
export function deviceRoutes({ session }: { readonly session: { hasForm(ctx: Context): Promise<boolean> } }): Router {
  const router = new Router();
  router.post(ACTION, async (ctx, next) => {
    if (!(await session.hasForm(ctx))) throw new Refusal('form-stale');
    await next();
  });
  return router;
}

/** Dispositivo: a person signs in for a kiosk or another device that cannot show our pages (RFC 8628, 3.3). */
export const devicePages = {
  async code(ctx: Context, xsrf: string, fault: Fault | undefined): Promise<void> {
    const { field, note }: { field?: string; note?: string } = fault ? faults[fault] : {};
    show(ctx, 'device/code', {
      title: 'Ingrese en un equipo',
      action: ACTION,
      xsrf,
      note,
      faults: field ? { user_code: field } : {},
      errors: field ? [{ id: 'user_code', text: field }] : [],
      values: {},
    });
  },

  async confirm(ctx: Context, { xsrf, client, info, userCode }: Asked): Promise<void> {
    show(ctx, 'device/confirm', {
      title: '¿Es este su equipo?',
      action: ACTION,
      xsrf,
      userCode,
      platform: client.clientName ?? client.clientId,
      rows: [
        { dt: 'Equipo', dd: info.device },
        { dt: 'Red', dd: info.network },
      ],
    });
  },

  async done(ctx: Context): Promise<void> {
    show(ctx, 'device/done', { title: 'Ingresó en el equipo' });
  },
};
