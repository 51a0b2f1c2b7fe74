import * as oidc from 'openid-client';
import { type Browser, openBrowser, type Visit } from '../helpers/browser.ts';
import {
  answerOf,
  type Checks as Begun,
  beginSignIn,
  type ClientApp,
  openClient,
  redeem,
  refusalOf,
  rosa,
  userInfoStatus,
} from '../helpers/client-app.ts';
import type { Checks } from '../helpers/proof/checks.ts';
import { type Counts, countsOf, cutPower, lostOf, type Powered, settle } from './power-cut.ts';

const KEY_TRIES = 'throttles where used > 0 and consecutive > 0';
const STORED = ['oidc_session', 'oidc_grant', 'oidc_authorization_code', 'platform_uses'];

/** The power is cut behind each answer of a sign-in; the next act uses what the answer promised. */
export async function cutBehindSignIn(checks: Checks, powered: Powered): Promise<void> {
  checks.chapter('PostgreSQL killed right behind each answer of a sign-in');
  const client = await openClient(powered.app, 'capacita');
  await cutBehindRequest(checks, powered, client);
  await cutBehindWrongKey(checks, powered, client);
  await cutBehindKey(checks, powered, client);
  const { answer, begun } = await cutBehindReturn(checks, powered, client);
  await cutBehindTokens(checks, powered, client, { answer, begun });
  await cutBehindRotation(checks, powered);
}

/** What an act wrote by table, and what of it is gone behind the cut. */
async function lostBehind<T>(powered: Powered, tables: readonly string[], act: () => Promise<T>) {
  await settle(powered);
  const result = await act();
  const written: Counts = await countsOf(powered, tables);
  await cutPower(powered);
  return { result, written, lost: lostOf(written, await countsOf(powered, tables)) };
}

async function pageOf(browser: Browser, client: ClientApp): Promise<{ page: Visit; begun: Begun }> {
  const { checks: begun, to } = await beginSignIn(client);
  return { page: await browser.get(answerOf(await browser.get(to.href)).href), begun };
}

const withKey = (browser: Browser, page: Visit, clave: string): Promise<Visit> =>
  browser.send(page, { rut: rosa.rut, clave });

async function cutBehindRequest(checks: Checks, powered: Powered, client: ClientApp): Promise<void> {
  const browser = openBrowser();
  const { result, lost } = await lostBehind(powered, ['oidc_interaction'], () => pageOf(browser, client));
  checks.check('a sign-in that was begun may be lost', lost.length === 1, lost.join());
  const after = await withKey(browser, result.page, rosa.key);
  checks.check('and its page then leads to begin again', after.status < 500, String(after.status));
}

async function cutBehindWrongKey(checks: Checks, powered: Powered, client: ClientApp): Promise<void> {
  const browser = openBrowser();
  const { page } = await pageOf(browser, client);
  const { written, lost } = await lostBehind(powered, [KEY_TRIES], () => withKey(browser, page, 'No es la clave 1'));
  checks.check('a wrong key stays counted', written[KEY_TRIES] === 1 && lost.length === 0);
}

async function cutBehindKey(checks: Checks, powered: Powered, client: ClientApp): Promise<void> {
  const browser = openBrowser();
  const { page } = await pageOf(browser, client);
  const told = ["audit where act = 'login.succeeded'", "outbox where kind = 'new-device-login'", 'links'];
  const { written, lost, result } = await lostBehind(powered, told, () => withKey(browser, page, rosa.key));
  checks.check('a sign-in was recorded and told', result.status < 400 && Object.values(written).every((n) => n >= 1));
  checks.check('its line of the trail, its notice and the link in it are all there', lost.length === 0, lost.join());
  const next = await browser.get(answerOf(result).href);
  checks.check('its answer may be lost, and the user then begins again', next.status < 500, String(next.status));
}

async function cutBehindReturn(checks: Checks, powered: Powered, client: ClientApp) {
  const browser = openBrowser();
  const { page, begun } = await pageOf(browser, client);
  const proved = await withKey(browser, page, rosa.key);
  const back = () => browser.get(answerOf(proved).href);
  const { lost, written, result } = await lostBehind(powered, STORED, back);
  checks.check(
    'the client has its code',
    Object.values(written).every((n) => n >= 1),
    JSON.stringify(written),
  );
  checks.check('session, grant, code and use are all there', lost.length === 0, lost.join());
  const again = answerOf(await browser.get((await beginSignIn(client)).to.href));
  checks.check('the browser is still signed in', again.searchParams.has('code'));
  return { answer: answerOf(result), begun };
}

async function cutBehindTokens(
  checks: Checks,
  powered: Powered,
  client: ClientApp,
  { answer, begun }: { readonly answer: URL; readonly begun: Begun },
): Promise<void> {
  const issued = ['oidc_access_token', 'oidc_refresh_token', 'oidc_authorization_code where consumed_at is not null'];
  const { lost, result } = await lostBehind(powered, issued, () => redeem(client, answer, begun));
  checks.check('tokens and the use of their code are all there', lost.length === 0, lost.join());
  checks.check('the access token works', (await userInfoStatus(powered.app, result.access_token)) === 200);
  const fresh = () => oidc.refreshTokenGrant(client.config, String(result.refresh_token));
  const refreshed = await lostBehind(powered, ['oidc_access_token'], fresh);
  checks.check('one that was refreshed is there', refreshed.lost.length === 0);
  checks.check('and works', (await userInfoStatus(powered.app, refreshed.result.access_token)) === 200);
  checks.check('a code that was used stays used', (await refusalOf(redeem(client, answer, begun))) === 'invalid_grant');
}

async function cutBehindRotation(checks: Checks, powered: Powered): Promise<void> {
  const client = await openClient(powered.app, 'publica', oidc.None());
  const browser = openBrowser();
  const { page, begun } = await pageOf(browser, client);
  const answer = answerOf(await browser.get(answerOf(await withKey(browser, page, rosa.key)).href));
  const { refresh_token } = await redeem(client, answer, begun);
  const rotated = ['oidc_refresh_token', 'oidc_refresh_token where consumed_at is not null', 'oidc_access_token'];
  const rotate = () => oidc.refreshTokenGrant(client.config, String(refresh_token));
  const { lost, result } = await lostBehind(powered, rotated, rotate);
  checks.check('a rotated refresh token stays used, and the new tokens are there', lost.length === 0, lost.join());
  checks.check('the new access token works', (await userInfoStatus(powered.app, result.access_token)) === 200);
}
