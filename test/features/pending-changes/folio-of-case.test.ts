/** The page that follows an act which opened a case, or joined one, names the folio under which the desk has it. */
import test from 'ava';
import { openCaseOfAct } from '../../../src/account/open-case.ts';
import type { CaseKind } from '../../../src/domain/cases/kinds/kinds.ts';
import type { TestApp } from '../../helpers/app.ts';
import { openBrowser, type Visit } from '../../helpers/browser.ts';
import { beginSignIn, openClient } from '../../helpers/client-app.ts';
import { accountNow, camila, openWithCamila, replaceByCard, tokenIn, waitOut } from '../../helpers/recovery.ts';

const OPEN = 'CS-DESK-2345';

/** Opens a case of her account which the next act joins. */
async function caseBefore(app: TestApp, kind: CaseKind): Promise<void> {
  const account = await accountNow(app);
  await app.deps.atomically(() => openCaseOfAct(app.deps, account, { folio: OPEN, kind }));
}

/** Her card was checked just now: a stop of what a card asked goes to the desk. */
async function isFresh(app: TestApp): Promise<void> {
  const { id } = await accountNow(app);
  await app.deps.accounts.change(id, (latest) => ({ ...latest, identityProvedAt: app.deps.now() }));
}

for (const joins of [false, true]) {
  const how = joins ? 'joined' : 'opened';

  test(`a request that its holder stops names the case that it ${how}`, async (t) => {
    const app = await openWithCamila(t);
    await isFresh(app);
    await replaceByCard(app);
    if (joins) await caseBefore(app, 'segunda-detencion');
    const browser = openBrowser();
    const page = await browser.get(`${app.issuer}/solicitud/${await tokenIn(app, camila.email, 'solicitud')}`);
    const done = await browser.follow(await browser.send(page, {}), app.issuer);
    t.regex(done.text, /Se revisa en persona/);
    t.regex(done.text, await folioOf(app, 'segunda-detencion', joins));
  });

  test(`a dispute of new contacts names the case that it ${how}`, async (t) => {
    const app = await openWithCamila(t);
    await replaceByCard(app);
    await waitOut(app);
    if (joins) await caseBefore(app, 'identidad-disputada');
    const browser = openBrowser();
    const page = await browser.get(`${app.issuer}/revertir/${await tokenIn(app, camila.email, 'revertir')}`);
    const done = await browser.follow(await browser.send(page, {}), app.issuer);
    t.regex(done.text, /La cuenta está detenida/);
    t.regex(done.text, await folioOf(app, 'identidad-disputada', joins));
  });

  test(`who stops a recovery by the card in a sign-in reads the case that it ${how}`, async (t) => {
    const app = await openWithCamila(t);
    await isFresh(app);
    await replaceByCard(app);
    if (joins) await caseBefore(app, 'segunda-detencion');
    const { to } = await beginSignIn(await openClient(app, 'ejemplo'), { scope: 'openid' });
    const browser = openBrowser();
    const send = async (page: Visit, fields: Record<string, string>) =>
      browser.follow(await browser.send(page, fields), app.issuer);
    const key = await browser.follow(await browser.get(to.href), app.issuer);
    const asked = await send(key, { rut: camila.rut, clave: camila.key });
    t.regex(asked.text, /¿Pidió usted este cambio\?/);
    const how = await send(asked, { accion: 'no' });
    const done = await send(how, { accion: 'cedula', serie: camila.serial });
    t.regex(done.text, /La solicitud se revisa en persona/);
    t.regex(done.text, await folioOf(app, 'segunda-detencion', joins));
  });
}

/** How a page names the one open case of her account. */
async function folioOf(app: TestApp, kind: CaseKind, joins: boolean): Promise<RegExp> {
  const one = await app.deps.cases.openOf((await accountNow(app)).id, kind);
  if (!one || (one.folio === OPEN) !== joins) throw new Error(`the case is ${one?.folio}`);
  return new RegExp(`Folio ${one.folio}|: ${one.folio}`);
}
