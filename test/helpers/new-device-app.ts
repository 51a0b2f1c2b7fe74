import type { ExecutionContext } from 'ava';
import type { Account } from '../../src/domain/account.ts';
import { parseRun } from '../../src/domain/rut.ts';
import type { TestApp } from './app.ts';
import { type Browser, openBrowser, type Visit } from './browser.ts';
import { beginSignIn, type ClientApp, openClient, rosa } from './client-app.ts';
import { deviceCodeIn, ROSAS_MAIL } from './new-device.ts';
import { openAppFor } from './recovery.ts';

type Fields = Readonly<Record<string, string>>;

/** An app under `segura` unless given otherwise, and what Rosa does there at the sign-in of a client. */
export async function openNewDevice(t: ExecutionContext, opened: Parameters<typeof openAppFor>[1] = {}) {
  const app = await openAppFor(t, { policy: 'segura', ...opened });
  const client = await openClient(app, 'ejemplo');
  return { app, client, ...stepsAt(app, client), ...reading(app) };
}

function stepsAt(app: TestApp, client: ClientApp) {
  const follow = async (browser: Browser, visit: Promise<Visit>) => browser.follow(await visit, app.issuer);
  const go = (browser: Browser, page: Visit, fields: Fields) => follow(browser, browser.send(page, { ...fields }));
  const see = (browser: Browser, page: Visit) => follow(browser, browser.get(page.url));
  const begin = async (browser: Browser = openBrowser()) => {
    const { to, checks } = await beginSignIn(client);
    return { browser, checks, form: await follow(browser, browser.get(to.href)) };
  };
  /** The page that follows a right key: Rosa's own, in a new browser, unless given otherwise. */
  const giveKey = async (fields: Fields = {}, browser?: Browser) => {
    const began = await begin(browser);
    return { ...began, page: await go(began.browser, began.form, { rut: rosa.rut, clave: rosa.key, ...fields }) };
  };
  const type = (browser: Browser, page: Visit, codigo: string) => go(browser, page, { codigo, accion: 'continuar' });
  /** What a client learns under prompt=none: the code of the error, or "in". */
  const silently = async (browser: Browser): Promise<string> => {
    const { to } = await beginSignIn(client, { prompt: 'none' });
    const { headers } = await follow(browser, browser.get(to.href));
    const { searchParams } = new URL(headers.get('location') ?? '', app.issuer);
    return searchParams.has('code') ? 'in' : (searchParams.get('error') ?? 'nothing');
  };
  return { go, see, begin, giveKey, type, silently };
}

function reading(app: TestApp) {
  const account = async (): Promise<Account> => {
    const found = await app.deps.accounts.findByIdentifier('natural', parseRun(rosa.rut));
    if (!found) throw new Error('Rosa has no account');
    return found;
  };
  const code = (to: string = ROSAS_MAIL): Promise<string> => deviceCodeIn({ app, to });
  /** How many sign-ins the trail has, and how many notices of a new device were sent. */
  const told = async () => {
    const to = new Date(app.deps.now().getTime() + 1000);
    const rows = await app.deps.audit.read((await account()).id, { from: new Date(0), to, skip: 0, limit: 100 });
    const mails = (await app.mailbox()).filter(({ subject }) => subject === 'Ingreso desde un equipo nuevo');
    return { logins: rows.filter(({ act }) => act === 'login.succeeded').length, notices: mails.length };
  };
  const change = async (edit: (latest: Account) => Account) => app.deps.accounts.change((await account()).id, edit);
  return { account, code, told, change };
}

/** Six digits that are not these. */
export const otherThan = (code: string): string => (code === '000000' ? '000001' : '000000');
