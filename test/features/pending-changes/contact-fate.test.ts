/**
 * The link that confirms a new e-mail, by what became of its request and its account: no page promises what will not
 * be.
 */
import test from 'ava';
import { withdrawPendingChange } from '../../../src/account/withdraw-pending-change.ts';
import { askRight } from '../../../src/features/privacy/use-cases/ask-right.ts';
import type { TestApp } from '../../helpers/app.ts';
import { openBrowser } from '../../helpers/browser.ts';
import {
  accountNow,
  askForOtherContacts,
  camila,
  DAY,
  openWithCamila,
  owner,
  stranger,
  tokenIn,
} from '../../helpers/recovery.ts';
import { camilaIn } from '../../helpers/rights.ts';

const put = (state: 'congelada' | 'suspendida' | 'cerrada') => async (app: TestApp) => {
  await app.deps.accounts.change((await accountNow(app)).id, (latest) => ({ ...latest, state }));
};
const withdrawn = async (app: TestApp) =>
  withdrawPendingChange(app.deps, await tokenIn(app, camila.email, 'solicitud'), owner);

const PROMISE = /Cuando termine el plazo usaremos este correo/;
const STOPPED = /La cuenta está detenida\. Mientras siga así, este correo no se usa\./;
const OVER = /La solicitud ya terminó\. Este correo no se usa\./;

const meanwhile: Readonly<Record<string, { readonly go: (app: TestApp) => Promise<unknown>; readonly says: RegExp }>> =
  {
    'nothing happens': { go: async () => undefined, says: PROMISE },
    'the account is frozen, which the same recovery opens': { go: put('congelada'), says: PROMISE },
    'the account is suspended': { go: put('suspendida'), says: STOPPED },
    'its holder asks for the block': {
      go: async (app) => askRight(app.deps, await camilaIn(app), { kind: 'bloqueo', detail: undefined }, owner),
      says: STOPPED,
    },
    'the account is closed': { go: put('cerrada'), says: OVER },
    'its holder stops the request': { go: withdrawn, says: OVER },
    'its holder stops it, and two people decide': {
      async go(app) {
        const { id } = await accountNow(app);
        await app.deps.accounts.change(id, (latest) => ({
          ...latest,
          identityProvedAt: new Date(app.deps.now().getTime() - DAY),
        }));
        await withdrawn(app);
      },
      says: /El cambio se revisa en persona\. Dos personas deciden/,
    },
  };

for (const [what, { go, says }] of Object.entries(meanwhile))
  test(`a new e-mail is confirmed after ${what}`, async (t) => {
    const app = await openWithCamila(t);
    await askForOtherContacts(app);
    const link = `${app.issuer}/confirmar-contacto/${await tokenIn(app, stranger.email, 'confirmar-contacto')}`;
    await go(app);
    const browser = openBrowser();
    const page = await browser.get(link);
    if (says !== PROMISE) t.regex(page.text, says, 'before the button');
    const done = await browser.follow(await browser.send(page, {}), app.issuer);
    t.regex(done.text, says);
    if (says !== PROMISE) t.notRegex(done.text, /Cuando termine el plazo|Desde ahora usamos|hasta entonces/);
  });
