import test, { type ExecutionContext } from 'ava';
import { camila, type Holder, losAndes, openAccount } from '../browser/recover-cast.ts';
import { endsByKey, endsByLink, enterKey, inMessage, provisionalKeys, signsIn } from '../browser/recover-endings.ts';
import {
  confirmAddress,
  forget,
  identify,
  nameRepresentative,
  openRecovery,
  play,
  recover,
  recoverByLink,
  sentLinkAndCode,
  showCard,
} from '../browser/recover-turns.ts';
import { enter, type Person, type Run, runs } from '../browser/scenario.ts';
import type { Stage } from '../browser/stage.ts';
import { provedLongAgo, waitOut } from '../helpers/recovery.ts';
import { openRecoveryStage } from './recover-scenario.ts';

const newContacts = { email: 'nuevo@correo.example', celular: '40000099' } as const;
const moved: Holder = { ...camila, email: newContacts.email, mobile: '+56940000099' };
const CANCEL = /(http\S+\/solicitud\/\S+)/;
/** How the page greets a user who comes by the link of a message. */
const ASKED = 'Pidieron recuperar su clave con otros contactos';

for (const run of runs) {
  test.serial(
    `[guide no-n] natural, guia, «No»: new contacts wait 72 hours, and then the key goes there: ${run.how}`,
    waits,
    run,
  );
  test.serial(
    `[guide no-j] jurídica, guia, «No»: only an e-mail is asked, and it waits 72 hours: ${run.how}`,
    companyWaits,
    run,
  );
  test.serial(`the request is taken back by the link in the old mailbox: ${run.how}`, withdrawn, run);
  test.serial(
    `who signs in with the key meanwhile is asked, and stops the request with the card: ${run.how}`,
    stopped,
    run,
  );
  test.serial(
    `contacts that were replaced come back by the last notice, and the card thaws: ${run.how}`,
    reverted,
    run,
  );
}

/** Asks for new contacts and sees that nothing leaves but the notice to the old ones. */
async function asks(t: ExecutionContext, run: Run): Promise<{ person: Person; stage: Stage }> {
  const stage = await openRecoveryStage(t, 'guia');
  await openAccount(stage.app, camila, true);
  await provedLongAgo(stage.app);
  const person = await enter(t, stage, run);
  await openRecovery(person, stage, camila);
  await play(t, person, [
    identify(camila),
    forget,
    showCard(camila),
    confirmAddress('camxxxx@corxxxx', 'No'),
    {
      heading: 'Indique dónde contactarle',
      says: [/El cambio espera al menos 72 horas\./, /Email Actual/, /Celular Actual/],
      write: newContacts,
      press: 'Validar',
    },
    { ...recover, heading: 'Revise y envíe su solicitud' },
    { heading: 'Recibimos su solicitud', says: [/En espera hasta el/, /confirme que es suyo/] },
  ]);
  t.deepEqual(await provisionalKeys(stage.app, moved), { sms: '', mail: '' });
  return { person, stage };
}

/** The reader of the new mailbox confirms it by the link that came there. */
async function confirms(t: ExecutionContext, person: Person, { app }: Stage): Promise<void> {
  await person.page.goto(await inMessage(app, newContacts.email, /(http\S+\/confirmar-contacto\/\S+)/));
  await play(t, person, [
    { heading: 'Confirme su correo nuevo', press: 'Este correo es mío' },
    { heading: 'Correo confirmado' },
  ]);
}

const passes = ({ app }: Stage): Promise<void> => waitOut(app);

async function waits(t: ExecutionContext, run: Run): Promise<void> {
  const { person, stage } = await asks(t, run);
  await confirms(t, person, stage);
  await person.page.goto(await inMessage(stage.app, camila.email, CANCEL));
  await play(t, person, [{ heading: ASKED, says: [/Se hará el/, /Si no fue usted/, /Detener la solicitud/i] }]);
  await passes(stage);
  t.deepEqual(await provisionalKeys(stage.app, camila), { sms: '', mail: '' }, 'nothing to the old ones');
  const { sms, mail } = await provisionalKeys(stage.app, moved);
  t.is(sms, '', 'nobody confirmed the new mobile yet');
  await endsByKey(t, person, stage, camila, mail);
  t.deepEqual(person.complaints, []);
}

async function companyWaits(t: ExecutionContext, run: Run): Promise<void> {
  const stage = await openRecoveryStage(t, 'guia');
  await openAccount(stage.app, losAndes, true);
  const person = await enter(t, stage, run);
  await openRecovery(person, stage, losAndes);
  await play(t, person, [
    identify(losAndes),
    forget,
    nameRepresentative('44.000.001-0'),
    showCard(losAndes),
    confirmAddress('contxxxx@panxxxx', 'No'),
    { heading: 'Indique dónde contactarle', write: { email: newContacts.email }, press: 'Validar' },
    { ...recover, heading: 'Revise y envíe su solicitud' },
    { heading: 'Recibimos su solicitud' },
  ]);
  t.regex(await inMessage(stage.app, losAndes.email, CANCEL), /solicitud/);
  await confirms(t, person, stage);
  await passes(stage);
  const { sms, mail } = await provisionalKeys(stage.app, { ...losAndes, email: newContacts.email });
  t.is(sms, '');
  await endsByKey(t, person, stage, losAndes, mail);
  t.deepEqual(person.complaints, []);
}

async function withdrawn(t: ExecutionContext, run: Run): Promise<void> {
  const { person, stage } = await asks(t, run);
  await confirms(t, person, stage);
  const owner = await enter(t, stage, run);
  await owner.page.goto(await inMessage(stage.app, camila.email, CANCEL));
  await play(t, owner, [
    {
      heading: ASKED,
      says: [/Recuperar su clave con contactos nuevos/],
      press: 'Detener la solicitud',
    },
    { heading: 'Estado de mi solicitud', says: [/La solicitud fue detenida\. Su cuenta no cambió\./] },
  ]);
  await passes(stage);
  t.deepEqual(await provisionalKeys(stage.app, moved), { sms: '', mail: '' });
  await signsIn(t, owner, stage, camila, camila.key);
  t.deepEqual([...person.complaints, ...owner.complaints], []);
}

async function stopped(t: ExecutionContext, run: Run): Promise<void> {
  const { person, stage } = await asks(t, run);
  await confirms(t, person, stage);
  const owner = await enter(t, stage, run);
  await enterKey(owner, stage, camila, camila.key);
  await play(t, owner, [
    { heading: '¿Pidió usted este cambio?', says: [/Recuperar su clave con contactos nuevos/], press: 'No, no fui yo' },
    {
      heading: 'Cómo detener la solicitud',
      says: [/ya espera 72 horas más/],
      write: { serie: camila.serie },
      press: 'Detener con mi cédula',
    },
    { heading: 'Detuvimos la solicitud', press: 'Continuar' },
    { heading: camila.greeting },
  ]);
  await passes(stage);
  t.deepEqual(await provisionalKeys(stage.app, moved), { sms: '', mail: '' });
  t.deepEqual([...person.complaints, ...owner.complaints], []);
}

async function reverted(t: ExecutionContext, run: Run): Promise<void> {
  const { person, stage } = await asks(t, run);
  await confirms(t, person, stage);
  await passes(stage);
  const taken = (await provisionalKeys(stage.app, moved)).mail;
  const owner = await enter(t, stage, run);
  await owner.page.goto(await inMessage(stage.app, camila.email, /(http\S+\/revertir\/\S+)/));
  await play(t, owner, [
    { heading: '¿Usted no cambió sus datos?', says: [/Abrimos un caso con el folio/], press: 'Detener la cuenta' },
    { heading: 'La cuenta está detenida', write: { serie: camila.serie }, press: 'Volver a mis datos' },
    { heading: 'Sus datos son otra vez los de antes', says: [/Su cuenta quedó detenida/] },
  ]);
  await enterKey(person, stage, camila, taken);
  t.regex(await person.page.locator('#resumen').innerText(), /NO AUTORIZADO: CLAVE SENCE INCORRECTA/);

  await openRecovery(owner, stage, camila);
  const back = [
    identify(camila),
    showCard(camila),
    confirmAddress('camxxxx@corxxxx', 'Sí', 'un enlace'),
    recoverByLink,
    sentLinkAndCode,
  ];
  await play(t, owner, back);
  await endsByLink(t, owner, stage, camila);
  t.deepEqual([...person.complaints, ...owner.complaints], []);
}
