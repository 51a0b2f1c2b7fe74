import test, { type ExecutionContext } from 'ava';
import { camila, openAccount } from '../browser/recover-cast.ts';
import { CHOSEN, endsByKey, endsByLink, enterKey, inMessage, provisionalKeys } from '../browser/recover-endings.ts';
import {
  answer,
  confirmAddress,
  identify,
  openRecovery,
  play,
  recover,
  recoverByLink,
  sentBySmsAndMail,
  sentLinkAndCode,
  showCard,
} from '../browser/recover-turns.ts';
import { enter, type Person, type Run, runs } from '../browser/scenario.ts';
import type { Stage } from '../browser/stage.ts';
import { fill, press } from '../browser/steps.ts';
import { openRecoveryStage } from './recover-scenario.ts';

for (const run of runs) {
  test.serial(`«No me llegó» sends another after a minute, and the first opens nothing: ${run.how}`, again, run);
  test.serial(`«No fui yo» freezes, and the own card is the way back: ${run.how}`, notMe, run);
  test.serial(`a user with a provisional key may go back to the client without changing it: ${run.how}`, back, run);
  test.serial(`what is missing or wrong is told beside its field, and nothing else is lost: ${run.how}`, faults, run);
}

async function begin(t: ExecutionContext, run: Run): Promise<{ person: Person; stage: Stage }> {
  const stage = await openRecoveryStage(t, 'guia');
  await openAccount(stage.app, camila, true);
  const person = await enter(t, stage, run);
  await openRecovery(person, stage, camila);
  return { person, stage };
}

async function again(t: ExecutionContext, run: Run): Promise<void> {
  const { person, stage } = await begin(t, run);
  const { page } = person;
  await play(t, person, [identify(camila), answer, recover, sentBySmsAndMail]);
  const first = await provisionalKeys(stage.app, camila);
  await page.reload();
  t.regex(await page.locator('main').innerText(), /Enviado a las/);
  await page.getByText('No me llegó', { exact: true }).click();
  await person.look();
  t.is(await page.getByRole('button', { name: 'Enviar otra vez' }).count(), 0, 'not before a minute has passed');

  stage.app.advance(61_000);
  await page.reload();
  await page.getByText('No me llegó', { exact: true }).click();
  await press(page, 'Enviar otra vez');
  await play(t, person, [sentBySmsAndMail]);
  const second = await provisionalKeys(stage.app, camila);
  t.not(second.sms, first.sms);
  await enterKey(person, stage, camila, first.sms);
  t.regex(await page.locator('#resumen').innerText(), /NO AUTORIZADO: CLAVE SENCE INCORRECTA/);
  await endsByKey(t, person, stage, camila, second.mail);
  t.deepEqual(person.complaints, []);
}

async function notMe(t: ExecutionContext, run: Run): Promise<void> {
  const { person, stage } = await begin(t, run);
  await play(t, person, [identify(camila), answer, recover, sentBySmsAndMail]);
  await endsByKey(t, person, stage, camila, (await provisionalKeys(stage.app, camila)).sms);

  const owner = await enter(t, stage, run);
  const notice = await inMessage(
    stage.app,
    camila.email,
    /Su Clave Sence fue cambiada[\s\S]*?(http\S+\/no-fui-yo\/\S+)/,
  );
  await owner.page.goto(notice);
  await play(t, owner, [
    { heading: '¿No fue usted?', says: [/el enlace por sí solo no hace nada/], press: 'Detener mi cuenta' },
    { heading: 'Su cuenta quedó detenida' },
  ]);
  const elsewhere = await enter(t, stage, run);
  await enterKey(elsewhere, stage, camila, CHOSEN.guia);
  const told = await elsewhere.page.locator('#resumen').innerText();
  t.regex(told, /detenida|detuvimos/i, 'not even with the right key');
  await elsewhere.look();
  await owner.page.goto(notice);
  await play(t, owner, [{ heading: 'Este enlace venció o ya se usó' }]);

  await openRecovery(owner, stage, camila);
  const way = [
    identify(camila),
    showCard(camila),
    confirmAddress('camxxxx@corxxxx', 'Sí', 'un enlace'),
    recoverByLink,
    sentLinkAndCode,
  ];
  await play(t, owner, way);
  await endsByLink(t, owner, stage, camila);
  t.deepEqual([...person.complaints, ...owner.complaints], []);
}

async function back(t: ExecutionContext, run: Run): Promise<void> {
  const { person, stage } = await begin(t, run);
  await play(t, person, [identify(camila), answer, recover, sentBySmsAndMail]);
  const { sms } = await provisionalKeys(stage.app, camila);
  await enterKey(person, stage, camila, sms);
  await play(t, person, [{ heading: 'Elija su clave nueva', press: 'Volver a la plataforma' }]);
  t.is(new URL(person.page.url()).origin, stage.clientUrl);
  await endsByKey(t, person, stage, camila, sms);
  t.deepEqual(person.complaints, []);
}

async function faults(t: ExecutionContext, run: Run): Promise<void> {
  const { person, stage } = await begin(t, run);
  const { page } = person;
  const before = (await stage.app.mailbox()).length;
  const told = async (field: string, words: RegExp): Promise<void> => {
    t.regex(await page.locator('#resumen li').innerText(), words);
    t.is(await page.locator('#resumen li a').getAttribute('href'), `#${field}`);
    t.regex(await page.title(), /^Error: /);
    await person.look();
  };
  await press(page, 'Validar');
  await told('rut', /Escriba su RUT/);
  await fill(page, { rut: '44.000.113-0' });
  await press(page, 'Validar');
  await told('rut', /NO AUTORIZADO: PERSONA NO REGISTRADA/);
  await play(t, person, [identify(camila)]);
  await fill(page, { respuesta: 'Copito' });
  await press(page, 'Validar');
  await told('respuesta', /La respuesta no coincide con la registrada\. Le quedan 4 intentos/);
  await page.getByLabel(/^No recuerdo/).check();
  await press(page, 'Validar');
  await fill(page, { serie: '512345678' });
  await press(page, 'Validar');
  await told('serie', /no coincide con el de su cédula/);
  await fill(page, { serie: camila.serie });
  await press(page, 'Validar');
  await press(page, 'Validar');
  await told('correcto', /Indique|Elija/);
  await page.getByLabel(/^Sí/).check();
  await press(page, 'Validar');
  await fill(page, { captcha: 'XXXXX' });
  await press(page, 'Recuperar Clave');
  await told('captcha', /letras/);
  t.deepEqual(person.complaints, []);
  t.is(await page.locator('h1').innerText(), recover.heading);
  t.is((await stage.app.mailbox()).length, before, 'nothing left but what was of the registration');
}
