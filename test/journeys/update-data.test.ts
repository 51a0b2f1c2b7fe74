import test, { type ExecutionContext } from 'ava';
import { applyDueChange } from '../../src/features/pending-changes/use-cases/apply-due-change.ts';
import { camila, type Holder, losAndes, marie, openAccount } from '../browser/recover-cast.ts';
import { inMessage } from '../browser/recover-endings.ts';
import { play, type Turn } from '../browser/recover-turns.ts';
import { enter, type Person, type Run, runs } from '../browser/scenario.ts';
import type { Stage } from '../browser/stage.ts';
import { fill, press } from '../browser/steps.ts';
import { nearDue } from '../helpers/recovery.ts';
import { openRecoveryStage } from './recover-scenario.ts';
import { answerPair, change, identify, openUpdate, updated } from './update-turns.ts';

const home = { calle: 'Pasaje Los Boldos', numero: '77', telefono_particular: '223456789' } as const;
const contacts = { email: 'nuevo@correo.example', celular: '40000099' } as const;
const SAFE_KEY = 'una frase larga y suya';
const safe = (holder: Holder): Holder => ({ ...holder, key: SAFE_KEY });

for (const run of runs) {
  test.serial(`[guide update-n] natural, guia: key, question, data, letters, Éxito: ${run.how}`, natural, run);
  test.serial(`[guide update-c] natural, guia: new contacts at once by codes of the old ones: ${run.how}`, atOnce, run);
  test.serial(`[guide update-w] natural, guia: new contacts wait 72 hours and can be stopped: ${run.how}`, waits, run);
  test.serial(
    `[ux 21] natural, guia, by mail: no question, no letters, nothing typed is lost: ${run.how}`,
    byMail,
    run,
  );
  test.serial(`[guide segura 9] natural, segura: letters first and no question: ${run.how}`, segura, run);
  test.serial(`jurídica, guia: its own form, and the SII asked again: ${run.how}`, company, run);
  test.serial(`migrante, guia and segura: by NIE: ${run.how}`, migrante, run);
  test.serial(`what is missing or wrong is told beside its field, and nothing else is lost: ${run.how}`, faults, run);
}

/** Opens the account of a holder and the first page, and plays what follows. */
async function begin(
  t: ExecutionContext,
  run: Run,
  holder: Holder,
  turns: readonly Turn[],
  policy: 'guia' | 'segura' = 'guia',
  typed: string = holder.key,
): Promise<{ person: Person; stage: Stage }> {
  const stage = await openRecoveryStage(t, policy);
  await openAccount(stage.app, holder, policy === 'guia');
  const person = await enter(t, stage, run);
  await openUpdate(person, stage, holder);
  await play(t, person, [identify({ ...holder, key: typed }), ...turns]);
  return { person, stage };
}

async function accountNow({ app }: Stage, { profile, rut }: Holder) {
  return app.deps.accounts.findByIdentifier(profile, rut.replaceAll('.', '') as never);
}

async function natural(t: ExecutionContext, run: Run): Promise<void> {
  const { person, stage } = await begin(t, run, camila, [answerPair]);
  t.is(await person.page.locator('#email').inputValue(), camila.email, 'the form is filled in');
  await play(t, person, [change(home), updated]);
  t.like((await accountNow(stage, camila))?.personal.address, { street: home.calle, number: home.numero });
  t.regex(await inMessage(stage.app, camila.email, /(http\S+\/no-fui-yo\/\S+)/), /no-fui-yo/);
  await person.page.reload();
  await play(t, person, [{ ...updated, says: [/Aviso por e-Mail\s+Enviado a las/, /Aviso por SMS\s+Enviado a las/] }]);
  t.deepEqual(person.complaints, []);
}

async function atOnce(t: ExecutionContext, run: Run): Promise<void> {
  const { person, stage } = await begin(t, run, camila, [
    answerPair,
    change(contacts),
    {
      heading: 'Recibimos su solicitud',
      says: [/El email y el celular cambian el/, /confirme que es suyo/, /Estado de mi solicitud/],
      press: 'Confirmar ahora',
    },
  ]);
  const codes = {
    codigo_correo: await inMessage(stage.app, camila.email, /Código: (\d{6})/),
    codigo_celular: await inMessage(stage.app, camila.mobile, /su codigo es (\d{6})\./),
  };
  const page = { heading: 'Recibimos su solicitud', says: [/Confirmar ahora/], press: 'Confirmar' };
  await play(t, person, [
    { ...page, write: { ...codes, codigo_celular: codes.codigo_celular === '000000' ? '000001' : '000000' } },
    { ...page, says: [/El código no coincide/], write: { codigo_celular: codes.codigo_celular } },
    { heading: 'Recibimos su solicitud', says: [/Los códigos son correctos/] },
  ]);
  await person.page.goto(await inMessage(stage.app, contacts.email, /(http\S+\/confirmar-contacto\/\S+)/));
  await play(t, person, [
    { heading: 'Confirme su correo nuevo', press: 'Este correo es mío' },
    { heading: 'Correo confirmado' },
  ]);
  t.is((await accountNow(stage, camila))?.personal.email as string, contacts.email);
  await person.page.goto(await inMessage(stage.app, camila.email, /(http\S+\/solicitud\/\S+)/));
  await play(t, person, [{ heading: 'Éxito', says: [/Sus datos de contacto ya son los nuevos/] }]);
  t.deepEqual(person.complaints, []);
}

async function waits(t: ExecutionContext, run: Run): Promise<void> {
  const { person, stage } = await begin(t, run, camila, [answerPair, change({ ...home, ...contacts })]);
  await play(t, person, [{ ...updated, says: [...(updated.says ?? []), /En espera/] }]);
  const owner = await enter(t, stage, run);
  await owner.page.goto(await inMessage(stage.app, camila.email, /(http\S+\/solicitud\/\S+)/));
  await play(t, owner, [
    {
      heading: 'Pidieron cambiar su email o su celular',
      says: [/Si no fue usted/, /otra persona la conoce/],
      press: 'Detener la solicitud',
    },
    { heading: 'Estado de mi solicitud', says: [/La solicitud fue detenida/] },
  ]);
  await nearDue(stage.app, 0);
  t.false(await applyDueChange(stage.app.deps));
  t.is((await accountNow(stage, camila))?.personal.email as string, camila.email);
  t.deepEqual([...person.complaints, ...owner.complaints], []);
}

async function byMail(t: ExecutionContext, run: Run): Promise<void> {
  const { person, stage } = await begin(t, run, camila, [
    {
      ...answerPair,
      unfold: 'No recuerdo mi pregunta o mi respuesta',
      write: {},
      press: 'Continuar por correo',
    },
    {
      heading: 'Revise su correo',
      says: [/Si el RUT tiene una cuenta activa, le enviamos un enlace al correo registrado\./],
    },
  ]);
  await person.page.goto(await inMessage(stage.app, camila.email, /(http\S+\/actualizar\/correo\/\S+)/));
  await play(t, person, [{ heading: 'Continúe con la actualización', press: 'Continuar' }, change(home), updated]);
  t.deepEqual(person.complaints, []);
}

async function segura(t: ExecutionContext, run: Run): Promise<void> {
  const { person } = await begin(t, run, safe(camila), [change(home), updated], 'segura');
  t.deepEqual(person.complaints, []);
}

async function company(t: ExecutionContext, run: Run): Promise<void> {
  const ask = { heading: 'Actualice sus datos', press: 'Actualizar representantes legales' };
  const { person, stage } = await begin(t, run, losAndes, [
    answerPair,
    {
      ...ask,
      says: [/Razón Social\s+Panadería Los Andes SpA/, /44\.000\.001-0/],
      write: { calle: 'Avenida Nueva' },
    },
    { heading: ask.heading, says: [/Consultamos de nuevo al SII/] },
  ]);
  t.is(await person.page.locator('#calle').inputValue(), 'Avenida Nueva');
  await play(t, person, [change({ telefono: '223456700' }), updated]);
  t.is((await accountNow(stage, losAndes))?.personal.workPhone as string, '+56223456700');
  t.deepEqual(person.complaints, []);
}

async function migrante(t: ExecutionContext, run: Run): Promise<void> {
  const guia = await begin(t, run, marie, [answerPair, change(home), updated]);
  const strict = await begin(t, run, safe(marie), [change(home), updated], 'segura');
  t.deepEqual([...guia.person.complaints, ...strict.person.complaints], []);
}

async function faults(t: ExecutionContext, run: Run): Promise<void> {
  const { person } = await begin(t, run, camila, [], 'guia', 'Equivocada');
  const { page } = person;
  const told = async (field: string, words: RegExp): Promise<void> => {
    t.regex(await page.locator('#resumen li').innerText(), words);
    t.is(await page.locator('#resumen li a').getAttribute('href'), `#${field}`);
    t.regex(await page.title(), /^Error: /);
    await person.look();
  };
  const answer = async (values: Readonly<Record<string, string>>, button: string): Promise<void> => {
    await fill(page, values);
    await press(page, button);
  };
  await told('clave', /NO AUTORIZADO: CLAVE SENCE INCORRECTA/);
  await answer({ rut: '44.000.113-0', clave: camila.key }, 'Validar');
  await told('rut', /NO AUTORIZADO: PERSONA NO REGISTRADA/);
  await answer({ rut: camila.rut, clave: camila.key }, 'Validar');
  await answer({ respuesta: 'boby' }, 'Validar');
  await told('pregunta', /Elija una pregunta secreta/);
  await answer({ pregunta: '2', respuesta: 'boby' }, 'Validar');
  await told('respuesta', /La pregunta o la respuesta no coincide con la registrada\. Le quedan 4 intentos hoy\./);
  await answer({ pregunta: '1', respuesta: 'boby' }, 'Validar');
  await answer({ calle: 'Pasaje Los Boldos', celular: '12' }, 'Actualizar datos');
  await told('celular', /El celular debe tener 8 dígitos/);
  await answer({ celular: '40000003', captcha: 'XXXXX' }, 'Actualizar datos');
  await told('captcha', /letras/);
  t.is(await page.locator('#calle').inputValue(), 'Pasaje Los Boldos');
  t.deepEqual(person.complaints, []);
}
