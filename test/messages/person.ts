import type { ExecutionContext } from 'ava';
import { sendAccountCode } from '../../src/account/account-code.ts';
import { confirmNow, sendCodes } from '../../src/account/confirm-now.ts';
import { freezeAccount } from '../../src/account/freeze-account.ts';
import { requestExport } from '../../src/account/request-export.ts';
import { updateData } from '../../src/account/update-data.ts';
import { parseEmail } from '../../src/domain/email.ts';
import { Secret } from '../../src/domain/key.ts';
import { parseMobile } from '../../src/domain/phone.ts';
import { makeSheet, removeSheet } from '../../src/features/backup-sheet/use-cases/change-sheet.ts';
import { answerCall } from '../../src/features/caller/use-cases/answer-call.ts';
import { changeQuestion } from '../../src/features/my-account/use-cases/change-question.ts';
import { disconnectClient } from '../../src/features/my-account/use-cases/disconnect-client.ts';
import { confirmContact } from '../../src/features/pending-changes/use-cases/confirm-contact.ts';
import { askRight } from '../../src/features/privacy/use-cases/ask-right.ts';
import { makeExport } from '../../src/features/privacy/use-cases/make-export.ts';
import type { DeskCall } from '../../src/ports/desk-calls.ts';
import type { TestApp } from '../helpers/app.ts';
import { openBrowser } from '../helpers/browser.ts';
import { asked, rosa } from '../helpers/calls.ts';
import { openClient, signIn } from '../helpers/client-app.ts';
import { goToCuenta, pressOn } from '../helpers/cuenta.ts';
import { confirmMobileOf } from '../helpers/mobile.ts';
import { provedAs } from '../helpers/proved.ts';
import {
  accountNow,
  CHOSEN,
  camila,
  changeBy,
  changeByLink,
  codeIn,
  newestIn,
  openWithCamila,
  owner,
  provisionalIn,
  recoverByAnswer,
  recoverByCard,
  tokenIn,
} from '../helpers/recovery.ts';
import { camilaIn } from '../helpers/rights.ts';
import { mailedCode } from '../helpers/second-factor.ts';
import { writeCopy } from '../helpers/spanish-copy.ts';
import { type Cast, dayOf, type Listed } from './list.ts';

const fresh = { email: parseEmail('camila.nueva@correo.example'), mobile: parseMobile('40000013') } as const;
const cast: Cast = {
  [camila.email]: 'her e-mail',
  [camila.mobile]: 'her mobile',
  [fresh.email]: 'her new e-mail',
  [fresh.mobile]: 'her new mobile',
};
const person = { rut: camila.rut, key: CHOSEN, serial: camila.serial };

/** One day of an account that a person uses much, from the forgotten key to the frozen account and back. */
export async function dayOfAPerson(t: ExecutionContext): Promise<readonly Listed[]> {
  const app = await openWithCamila(t);
  const { deps } = app;
  const { act, listed } = dayOf(app, cast);
  await act('forgets the key, and answers the secret question', () => recoverByAnswer(app));
  await act('chooses a key with the provisional one', async () => {
    t.is(await changeBy(app, await provisionalIn(app, camila.email)), 'done');
  });
  const browser = await enterCuentaIn(app, act);
  await act('signs in at a platform in another browser', async () => {
    await signIn(await openClient(app, 'ejemplo'), { person });
  });
  await act('disconnects the platform', async () =>
    disconnectClient(deps, await camilaIn(app), { clientId: 'ejemplo', name: 'Plataforma ejemplo' }, owner),
  );
  await act('closes the other sessions', async () => {
    await pressOn(browser, await goToCuenta(app, browser, '/sesiones', person), { accion: 'cerrar-demas' });
  });
  await act('changes the secret question', async () =>
    changeQuestion(deps, provedAs(await accountNow(app)), { id: 2, answer: 'quillay' }, owner),
  );
  await act('moves: a new address', async () => {
    const address = { street: 'Los Boldos', number: '7', comuna: '13101' };
    await updateData(deps, await accountNow(app), { changes: { address } }, owner);
  });
  await useSheet(app, act);
  await telephone(app, act);
  await changeContacts(t, app, act);
  await askForData(app, act);
  await act('presses «No fui yo» in the mail of the new contacts', async () =>
    freezeAccount(deps, await tokenIn(app, fresh.email, 'no-fui-yo'), owner),
  );
  await act('recovers the stopped account with the card', () => recoverByCard(app));
  await act('chooses a key with link and code', async () => {
    const link = await tokenIn(app, fresh.email, 'recuperar/clave');
    t.is(await changeByLink(app, link, await codeIn(app, fresh.mobile), camila.key), 'done');
  });
  return listed;
}

type Act = ReturnType<typeof dayOf>['act'];

async function enterCuentaIn(app: TestApp, act: Act) {
  const browser = openBrowser();
  await act('enters Mi cuenta in a new browser', async () => {
    await goToCuenta(app, browser, '', person);
  });
  return browser;
}

async function useSheet(app: TestApp, act: Act): Promise<void> {
  const { deps } = app;
  const account = await accountNow(app);
  const shown = (contact: 'email' | 'mobile', typed: string) => ({ contact, typed, browser: 'her computer' });
  const send = (contact: 'email' | 'mobile') =>
    sendAccountCode(deps, { account, purpose: 'backup-sheet', contact, browser: 'her computer' });
  await act('asks for a code, to print a sheet', () => send('email'));
  await act('prints the sheet', async () =>
    makeSheet(deps, provedAs(account), shown('email', await mailedCode(app, camila.email)), owner),
  );
  await act('asks for a code by SMS, to remove the sheet', () => send('mobile'));
  await act('removes the sheet', async () =>
    removeSheet(
      deps,
      provedAs(account),
      shown('mobile', await newestIn(app, camila.mobile, /(\d{6}) es su codigo/)),
      owner,
    ),
  );
}

async function telephone(app: TestApp, act: Act): Promise<void> {
  const press = async (call: DeskCall, pressed: string) => {
    const to = call.contact === 'mobile' ? camila.mobile : camila.email;
    await answerCall(app.deps, await tokenIn(app, to, 'llamada'), pressed, owner);
  };
  let call: DeskCall | undefined;
  const ask = async (contact: 'email' | 'mobile') => {
    ({ call } = await asked(app, rosa, contact));
  };
  await act('telephones the desk, which sends her a link', () => ask('email'));
  await act('presses the number that the desk says', async () => {
    if (call) await press(call, call.numbers.said);
  });
  await act('is told of a call that is not hers', () => ask('mobile'));
  await act('presses «No llamé»', async () => {
    if (call) await press(call, 'no');
  });
}

async function changeContacts(t: ExecutionContext, app: TestApp, act: Act): Promise<void> {
  const { deps } = app;
  let request = '';
  await act('changes address, e-mail and mobile in one update', async () => {
    const address = { street: 'Los Boldos', number: '9', comuna: '13101' };
    const account = await accountNow(app);
    const changes = { address, contacts: { ...fresh } };
    const updated = await updateData(deps, account, { changes, proved: provedAs(account) }, owner);
    request = updated.request ?? '';
  });
  await act('confirms the new e-mail', async () =>
    confirmContact(deps, await tokenIn(app, fresh.email, 'confirmar-contacto'), owner),
  );
  await act('asks for codes, so that it happens now', () => sendCodes(deps, request));
  await act('types both codes', async () => {
    const email = await newestIn(app, camila.email, /Código:\s+(\d{6})/);
    await confirmNow(deps, request, { email, mobile: await codeIn(app, camila.mobile) }, owner);
    t.is((await accountNow(app)).personal.email, fresh.email);
  });
  await act('confirms the new mobile', () => confirmMobileOf(app, 'natural', camila.run));
}

async function askForData(app: TestApp, act: Act): Promise<void> {
  const { deps } = app;
  await act('asks for a copy of the data', async () => {
    await requestExport(deps, await camilaIn(app), { key: new Secret(CHOSEN), device: undefined }, owner);
    await makeExport(deps, writeCopy);
  });
  await act('asks for a right over the data', async () => {
    await askRight(deps, await camilaIn(app), { kind: 'rectificacion', detail: 'Mi segundo apellido' }, owner);
  });
}
