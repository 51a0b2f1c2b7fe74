import Router from '@koa/router';
import type { Context } from 'koa';
import { isSameNetwork } from '../../domain/network.ts';
import { refuseForm } from '../../http/browser.ts';
import { type PageState, seeOther, show, textsOf } from '../../http/page.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { Deps } from '../../ports/deps.ts';

const ACTION = '/dispositivo';
const DONE = 'device-done';
const CONFIRM = 'device-confirm';
/** How long the pages with an address of their own can be loaded again; a code is valid for as long. */
const OPEN_MS = 10 * 60_000;

type Sealing = Pick<Deps, 'tokens' | 'now'>;

/** Why the last code was not accepted. */
type Fault = keyof Catalogue['pages']['device']['faults'];

/** Faults that are not of the code: they are shown at the top of the page. */
const notOfCode: ReadonlySet<Fault> = new Set(['aborted', 'failed']);

interface Asked {
  readonly xsrf: string;
  readonly client: { readonly clientName?: string | undefined; readonly clientId: string };
  readonly info: { readonly device: string; readonly network: string };
  readonly userCode: string;
}

interface DeviceNeeds {
  readonly session: { hasForm(ctx: Context): Promise<boolean> };
}

/** A code that comes without the form of this browser, or after it ended, is refused; the provider would fail at it. */
export function deviceRoutes(deps: Pick<Deps, 'tokens' | 'issuer' | 'now'>, { session }: DeviceNeeds): Router {
  const router = new Router();
  router.post(ACTION, async (ctx, next) => {
    if (!(await session.hasForm(ctx))) refuseForm(deps, ctx);
    await next();
  });
  router.get(`${ACTION}/listo/:done`, (ctx) => {
    if (opened(deps, DONE, String(ctx.params.done)))
      return show(ctx, 'device/done', { title: textsOf(ctx).pages.device.titles.done });
    seeOther(ctx, ACTION);
  });
  router.get(`${ACTION}/confirmar/:asked`, async (ctx) => {
    const question = opened<Question>(deps, CONFIRM, String(ctx.params.asked));
    // Once it was answered its form is gone from the session, and another code is asked for.
    if (question && (await session.hasForm(ctx))) return showConfirm(ctx, question);
    seeOther(ctx, ACTION);
  });
  return router;
}

/**
 * What the page shows when it asks whether this is the own device; its address carries it, so that Back shows it again.
 */
interface Question {
  readonly xsrf: string;
  readonly client: string;
  readonly device: string;
  /** Whether the device asked for the code from the network of this browser; absent where that is not known. */
  readonly near?: boolean | undefined;
  readonly userCode: string;
}

const sealed = ({ tokens, now }: Sealing, kind: string, content: object): string =>
  tokens.pack(kind, { content, at: now().getTime() });

function opened<T>({ tokens, now }: Sealing, kind: string, text: string): T | undefined {
  const found = tokens.unpack(kind, text) as { content: T; at: number } | undefined;
  return found && now().getTime() - found.at <= OPEN_MS ? found.content : undefined;
}

function showConfirm(ctx: Context, { xsrf, client, device, near, userCode }: Question): void {
  const texts = textsOf(ctx).pages.device;
  const network = near ? texts.sameNetwork : texts.otherNetwork;
  show(ctx, 'device/confirm', {
    title: texts.titles.confirm,
    action: ACTION,
    xsrf,
    userCode,
    client,
    // Users do not recognise an address: the page compares it with that of this browser.
    rows: [{ dt: texts.device, dd: device }, ...(near === undefined ? [] : [{ dt: texts.network, dd: network }])],
  });
}

/** Dispositivo: a user signs in for a kiosk or another device that cannot show web pages (RFC 8628, 3.3). */
export const devicePages = (deps: Sealing) => ({
  async code(ctx: Context, xsrf: string, fault: Fault | 'gone' | undefined): Promise<void> {
    // The address of a sign-in that ended, loaded again: its own page shows how it ended.
    if (fault === 'gone') return seeOther(ctx, `/ingresar/${ctx.params.uid}`);
    const texts = textsOf(ctx).pages.device;
    const words = fault && texts.faults[fault];
    const field = fault && notOfCode.has(fault) ? undefined : words;
    show(ctx, 'device/code', {
      title: texts.titles.code,
      action: ACTION,
      xsrf,
      note: field ? undefined : words,
      faults: field ? { user_code: field } : {},
      errors: field ? [{ id: 'user_code', text: field }] : [],
      values: {},
    });
  },

  async confirm(ctx: Context, { xsrf, client, info, userCode }: Asked): Promise<void> {
    const question: Question = {
      xsrf,
      client: client.clientName ?? client.clientId,
      device: info.device,
      near: isSameNetwork(info.network, (ctx.state as PageState).network),
      userCode,
    };
    seeOther(ctx, `${ACTION}/confirmar/${sealed(deps, CONFIRM, question)}`);
  },

  async done(ctx: Context): Promise<void> {
    seeOther(ctx, `${ACTION}/listo/${sealed(deps, DONE, {})}`);
  },
});
