import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { openBrowser } from '../helpers/browser.ts';
import { rosa } from '../helpers/client-app.ts';
import { enterCuenta, goToCuenta, isInCuenta } from '../helpers/cuenta.ts';
import { messagesTo, newestIn } from '../helpers/recovery.ts';
import { rightsIn, runRights } from '../helpers/rights-command.ts';

const BY = ['--by', 'Ana Soto'];
const REFUSED = ['--decision', 'rechazada', '--ground', 'corrige-otro-registro'];
const KEEPS = ['--ground', 'obligacion-de-conservar'];
const MAIL = 'rosa@correo.example';
const LONG = [
  'Núñez está escrito como en el Registro Civil: no podemos cambiarlo aquí.',
  '',
  'Corríjalo en el Registro Civil (Ley 4.808); después se actualiza solo.',
  '<script>alert(1)</script> & «comillas»',
].join('\n');

async function open(t: ExecutionContext): Promise<TestApp> {
  const app = await openTestApp({ env: { THROTTLES: 'off' } });
  t.teardown(app.stop);
  return app;
}

/** Rosa asks for a right on the page; returns the folio that the page shows. */
async function ask(app: TestApp, fields: Record<string, string>) {
  const browser = await enterCuenta(app);
  const page = await goToCuenta(app, browser, '/solicitudes/nueva');
  const done = await browser.follow(await browser.send(page, fields), app.issuer);
  return { browser, done, folio: /LD-\w{4}-\w{4}/.exec(done.text)?.[0] ?? '?' };
}

/** Returns the output of a command that must succeed; `run` runs it in process or in a process of its own. */
async function done(
  t: ExecutionContext,
  app: TestApp,
  words: readonly string[],
  { input, run = rightsIn }: { readonly input?: string; readonly run?: typeof rightsIn } = {},
): Promise<string> {
  const { code, output, errors } = await run(app, words, input);
  t.is(code, 0, `${words.join(' ')}: ${errors}`);
  return output;
}

/** The acts of the trail about requests, oldest first, with their details. */
const trailOf = ({ database }: TestApp) =>
  database.run<{ act: string; details: Record<string, unknown> }[]>((sql) =>
    sql('audit').whereLike('act', 'right.%').orderBy('id').select('act', 'details'),
  );

test('[P13] a request is filed on the page, answered by the command, and the answer is on the page and in the mail', async (t) => {
  const app = await open(t);
  const detail = 'Mi apellido está mal:\r\ndice \u001b[2JNunez y es \u202eNúñez';
  const { browser, folio } = await ask(app, { derecho: 'rectificacion', detalle: detail });

  const [headings = '', line = ''] = (await done(t, app, ['list'], { run: runRights })).split('\n');
  t.regex(headings, /^FOLIO +DERECHO +ESTADO +PEDIDA +ÚLTIMO DÍA +PLAZO$/);
  t.regex(
    line,
    new RegExp(`^${folio} +Rectificación +recibida +\\d\\d-\\d\\d-\\d{4} +\\d\\d-\\d\\d-\\d{4} +quedan 30 días$`),
  );
  t.is(line.indexOf('recibida'), headings.indexOf('ESTADO'), 'in columns');

  const sheet = await done(t, app, ['show', folio.toLowerCase(), ...BY], { run: runRights });
  t.regex(sheet, /Cuenta +natural, RUN 44\.•••\.•••-0, activa\n/);
  t.regex(sheet, /Lo que escribió:\n {2}Mi apellido está mal:\n {2}dice .*Nunez y es .*Núñez\n/);
  t.notRegex(sheet, /[^\n\P{C}]/u, 'nothing that moves the cursor or changes the direction of text');
  t.notRegex(sheet, /Rosa|44\.000\.001|correo\.example|\+56/, 'no name, whole number or contact');
  t.regex(
    (await goToCuenta(app, browser, '/actividad')).text,
    /Una persona de SENCE leyó su solicitud: rectificación de mis datos/,
  );

  t.is(
    (await goToCuenta(app, browser, `/solicitudes/${folio}/carta`)).status,
    404,
    'there is no letter before the answer',
  );
  t.is(await done(t, app, ['review', folio, ...BY], { run: runRights }), `${folio}: en revisión\n`);
  t.regex((await goToCuenta(app, browser, `/solicitudes/${folio}`)).text, /Estado En revisión/);
  const longer = await done(t, app, ['extend', folio, ...BY, '--reasons', '-'], {
    input: 'Esperamos al Registro Civil.\n',
    run: runRights,
  });
  const [, due = '?'] = /plazo ampliado hasta el (\d\d-\d\d-\d{4})\. Se le avisa por correo\.\n$/.exec(longer) ?? [];
  const waits = await goToCuenta(app, browser, `/solicitudes/${folio}`);
  t.true(waits.text.includes(`${due} (plazo ampliado)`));
  t.regex(waits.text, /Por qué ampliamos el plazo Esperamos al Registro Civil\./);
  t.true((await messagesTo(app, MAIL))[0]?.text.includes('Esperamos al Registro Civil.'));

  const folder = mkdtempSync(join(tmpdir(), 'rights-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'fundamentos.txt');
  writeFileSync(file, `\ufeff${LONG.replaceAll('\n', '\r\n')}`);
  const answered = await done(t, app, ['answer', folio, ...BY, ...REFUSED, '--reasons', file], {
    run: runRights,
  });
  t.regex(
    answered,
    /: no acogida\. Se le avisa por correo\. Puede reclamar ante la Agencia hasta el \d\d-\d\d-\d{4}\.\n$/,
  );
  const page = await goToCuenta(app, browser, `/solicitudes/${folio}`);
  t.true(page.html.includes('&lt;script&gt;alert(1)&lt;/script&gt; &amp; «comillas»'));
  t.regex(
    page.text,
    /No acogida[\s\S]*Núñez está escrito como[\s\S]*30 días hábiles desde la respuesta\. El último día es el \d\d-/,
  );
  t.regex(
    page.text,
    /Fundamento: Los datos vienen de otro registro público, y se corrigen ahí\. \(Ley 21\.719, art\.\s6\)/,
  );
  const [mail] = await messagesTo(app, MAIL);
  t.regex(
    mail?.text ?? '',
    /Fundamento: Los datos vienen de otro registro público, y se corrigen ahí\. \(Ley 21\.719, art\.\s6\)/,
  );
  for (const paragraph of LONG.split('\n').filter(Boolean))
    t.true(mail?.text.includes(`\n\n${paragraph}\n\n`), paragraph);
  t.regex(mail?.html ?? '', /&lt;script&gt;alert\(1\)/);
  t.true(mail?.text.includes(`${app.issuer}/cuenta/solicitudes/${folio}`));

  const letter = await goToCuenta(app, browser, `/solicitudes/${folio}/carta`);
  for (const said of [
    /Servicio Nacional de Capacitación y Empleo \(SENCE\) Clave Sence, \d+ de \w+ de \d{4}/,
    /Para Rosa .*RUT 44\.000\.001-0/,
    /Lo que usted pidió Rectificación de mis datos, el \d\d-/,
    /Decisión: No acogida Fundamento: Los datos vienen de otro registro[\s\S]*Núñez está escrito como/,
    /con el plazo ampliado\. Le respondimos el .* dentro del plazo\. Por qué lo ampliamos: Esperamos al Registro Civil\./,
    /30 días hábiles desde esta respuesta: hasta el \d\d-\d\d-\d{4}/,
    /No lleva firma a mano ni firma electrónica\. Para comprobarla, llame gratis al 800 80 10 30/,
  ])
    t.regex(letter.text, said);
  t.true(letter.html.includes('&lt;script&gt;alert(1)&lt;/script&gt;'));
  t.notRegex(letter.text, /Ana Soto/, 'the answer is that of the agency');

  t.is(await done(t, app, ['list']), 'No hay solicitudes por responder.\n');
  t.regex(
    await done(t, app, ['list', '--all']),
    new RegExp(`${folio} .* no acogida .* respondida el \\d\\d-\\d\\d-\\d{4}\n$`),
  );
  const trail = (await trailOf(app)).slice(1);
  t.deepEqual(
    trail.map(({ act }) => act),
    ['right.read', 'right.reviewed', 'right.extended', 'right.answered'],
  );
  for (const { details } of trail) t.like(details, { by: 'Ana Soto', folio, kind: 'rectificacion' });
  t.false(JSON.stringify(trail).includes('Registro Civil'), 'what was written stands sealed elsewhere');
});

test('an act that is not possible is refused with its reason and exit 1, and changes nothing', async (t) => {
  const app = await open(t);
  const { folio } = await ask(app, { derecho: 'oposicion', detalle: 'Que no me escriban' });
  const refused = async (words: readonly string[], said: RegExp) => {
    const { code, output, errors } = await rightsIn(app, words, 'Fundamentos de prueba');
    t.deepEqual([code, output], [1, ''], words.join(' '));
    t.regex(errors, said);
    t.notRegex(errors, /uso:|\n {4}at /);
  };
  const reasons = ['--reasons', '-'];
  await refused(['show', 'LD-2222-2222', ...BY], /^no existe la solicitud LD-2222-2222\n$/);
  await refused(['lift', folio, ...BY, ...reasons], /no es un bloqueo/);
  await done(t, app, ['extend', folio, ...BY, ...reasons], { input: 'Falta un dato' });
  await refused(['extend', folio, ...BY, ...reasons], /ya se amplió, y la ley lo permite una sola vez/);
  await done(t, app, ['review', folio, ...BY]);
  await refused(['review', folio, ...BY], /ya estaba en revisión/);
  await refused(
    ['answer', folio, ...BY, '--decision', 'rechazada', '--ground', 'obligacion-de-conservar', ...reasons],
    /ese fundamento no es de este derecho y esta decisión; use identidad-no-acreditada, .*no-hay-tal-uso/,
  );
  await done(t, app, ['answer', folio, ...BY, '--decision', 'acogida']);
  for (const verb of ['review', 'extend'])
    await refused([verb, folio, ...BY, ...(verb === 'extend' ? reasons : [])], /ya fue respondida/);
  await refused(
    ['answer', folio, ...BY, '--decision', 'rechazada', '--ground', 'no-hay-tal-uso', ...reasons],
    /ya fue respondida/,
  );
  t.is((await app.deps.rights.findByFolio(folio))?.decision, 'acogida');
  t.is((await messagesTo(app, MAIL)).filter(({ subject }) => subject.startsWith('Respuesta')).length, 1);
});

test('a wrong command line or text of reasons is exit 2 with the usage, and the request stays as it was', async (t) => {
  const app = await open(t);
  const { folio } = await ask(app, { derecho: 'oposicion', detalle: 'Que no me escriban' });
  const answer = ['answer', folio, ...BY, '--decision', 'rechazada', '--ground', 'no-hay-tal-uso', '--reasons'];
  const wrong: readonly (readonly [readonly string[], Uint8Array, RegExp])[] = [
    [['show', folio], Uint8Array.of(), /^falta --by/],
    [[...answer, '-'], Uint8Array.of(0x4e, 0xfa, 0xf1), /^la entrada estándar no es texto en UTF-8/],
  ];
  const ran = await Promise.all(wrong.map(([words, input]) => runRights(app, words, input)));
  for (const [n, { code, output, errors }] of ran.entries()) {
    t.deepEqual([code, output], [2, ''], errors);
    t.regex(errors, wrong[n]?.[2] ?? /^$/);
    t.regex(errors, /^uso: npm run -s rights -- list/m);
  }
  const help = await runRights(app, ['--help']);
  t.regex(help.output, /^uso: npm run -s rights -- list/);
  t.deepEqual([help.code, help.errors], [0, '']);
  t.is((await app.deps.rights.findByFolio(folio))?.state, 'recibida');
});

test('a block stops the account, the command ends it with a reason, and the person is notified by mail and SMS', async (t) => {
  const app = await open(t);
  const { browser, folio } = await ask(app, { derecho: 'bloqueo', detalle: 'Mientras corrigen', actual: rosa.key });
  t.false(await isInCuenta(app, browser));
  t.regex(await done(t, app, ['list']), /Bloqueo +recibida; bloqueo vigente .* quedan? \d días? hábil(es)?\n/);
  t.regex(
    await done(t, app, ['show', folio, ...BY]),
    /bloqueada por su titular[\s\S]*\nAmpliación +no: es un bloqueo|Ampliación +no: es un bloqueo[\s\S]*bloqueada por su titular/,
  );
  t.regex((await goToCuenta(app, openBrowser())).text, /Usted pidió bloquear sus datos/);
  await done(t, app, ['answer', folio, ...BY, '--decision', 'acogida']);
  t.regex(await done(t, app, ['list']), /Bloqueo +acogida; bloqueo vigente/, 'what stands stays in the list');
  const reason = 'Su nombre ya quedó corregido.';
  t.is(
    await done(t, app, ['lift', folio, ...BY, '--reasons', '-'], { input: reason }),
    `${folio}: el bloqueo terminó. La cuenta vuelve a funcionar y se avisa a sus contactos.\n`,
  );
  const again = await rightsIn(app, ['lift', folio, ...BY, '--reasons', '-'], reason);
  t.like(again, { code: 1, errors: `${folio}: su bloqueo ya terminó\n` });
  const [mail] = await messagesTo(app, MAIL);
  t.is(mail?.subject, 'Terminó el bloqueo de sus datos');
  t.true(mail?.text.includes(reason));
  const back = openBrowser();
  t.regex(
    (await goToCuenta(app, back, `/solicitudes/${folio}`)).text,
    new RegExp(`Por qué terminó el bloqueo ${reason}`),
  );
  t.is(await done(t, app, ['list']), 'No hay solicitudes por responder.\n');
});

test('a block that the command refuses ends, and the mails say why', async (t) => {
  const app = await open(t);
  const { folio } = await ask(app, { derecho: 'bloqueo', detalle: 'No quiero avisos', actual: rosa.key });
  await done(
    t,
    app,
    ['answer', folio, ...BY, '--decision', 'rechazada', '--ground', 'sin-solicitud-pendiente', '--reasons', '-'],
    {
      input: 'No hay otra solicitud.',
    },
  );
  const mails = await messagesTo(app, MAIL);
  t.true(mails.some(({ text }) => text.includes('No hay otra solicitud.')));
  t.true(mails.some(({ text }) => text.includes('Terminó porque no acogimos su solicitud')));
  const browser = openBrowser();
  await goToCuenta(app, browser);
  t.true(await isInCuenta(app, browser));
});

test('an answer that closes the account says so and waits for --yes; then no sign-in is possible, and the mail has the reasons', async (t) => {
  const app = await open(t);
  const { browser, done: receipt, folio } = await ask(app, { derecho: 'supresion', actual: rosa.key });
  t.true(receipt.text.includes(folio));
  const other = await ask(app, { derecho: 'oposicion', detalle: 'Que no me escriban' });
  const words = ['answer', folio, ...BY, '--decision', 'acogida-en-parte', ...KEEPS, '--reasons', '-'];
  const reasons = 'El registro de actos se conserva cinco años.';
  const warned = await runRights(app, words, reasons);
  t.is(warned.code, 1);
  t.regex(warned.errors, /CIERRA la cuenta y no se puede deshacer[\s\S]*No se hizo nada[\s\S]*--yes/);
  t.true(warned.errors.includes(`Responda antes: ${other.folio}.`));
  t.true(await isInCuenta(app, browser));
  const token = await newestIn(app, MAIL, /\/derechos\/([\w-]+)/);

  t.regex(
    await done(t, app, [...words, '--yes'], { input: reasons, run: runRights }),
    /La cuenta quedó cerrada\. Se le avisa por correo\./,
  );
  t.false(await isInCuenta(app, browser));
  t.true((await messagesTo(app, MAIL))[0]?.text.includes(reasons));
  const state = await openBrowser().get(`${app.issuer}/derechos/${token}`);
  t.regex(state.text, /Su cuenta está cerrada: nuestra respuesta con sus fundamentos está en el correo/);
  t.notRegex(state.html, /href="\/cuenta\/solicitudes"/, 'no page that asks for a key which opens nothing');
  t.regex(
    await done(t, app, ['answer', other.folio, ...BY, '--decision', 'acogida']),
    /Se le avisa por correo/,
    'who is closed out is owed the other answer all the same',
  );
  t.true((await messagesTo(app, MAIL))[0]?.subject.includes(other.folio));
});

test('of two operators who answer at once one succeeds, the other gets the reason', async (t) => {
  const app = await open(t);
  const { folio } = await ask(app, { derecho: 'oposicion', detalle: 'Que no me escriban' });
  const ran = await Promise.all(
    [['acogida'], ['rechazada', '--ground', 'no-hay-tal-uso']].map((decision) =>
      runRights(app, ['answer', folio, ...BY, '--decision', ...decision, '--reasons', '-'], 'Fundamentos'),
    ),
  );
  t.deepEqual(ran.map(({ code }) => code).sort(), [0, 1]);
  t.is(ran.find(({ code }) => code === 1)?.errors, `${folio}: ya fue respondida\n`);
  t.is((await trailOf(app)).filter(({ act }) => act === 'right.answered').length, 1);
});

test('the list begins with overdue requests, then by the last day; says how many more there are; and is JSON on demand', async (t) => {
  const app = await open(t);
  const folios: string[] = [];
  for (let n = 0; n < 4; n += 1)
    folios.push((await ask(app, { derecho: 'oposicion', detalle: `Solicitud ${n}` })).folio);
  const days = ['2027-02-01', '2026-01-01', '2027-01-01', '2026-01-02'];
  for (const [n, due_on] of days.entries())
    await app.database.run((sql) => sql('right_requests').where({ folio: folios[n] }).update({ due_on }));
  const [, ...lines] = (await done(t, app, ['list', '--limit', '3'])).trimEnd().split('\n');
  t.deepEqual(
    lines.slice(0, 3).map((line) => line.slice(0, 12)),
    [folios[1], folios[3], folios[2]] as string[],
  );
  t.regex(lines[0] ?? '', /VENCIDA hace \d+ días$/);
  t.is(lines[3], 'Hay 1 más: use --limit.');
  const json = JSON.parse(await done(t, app, ['list', '--json', '--limit', '2']));
  t.is(json.more, 2);
  t.like(json.requests[0], { folio: folios[1], kind: 'oposicion', state: 'recibida', dueOn: '2026-01-01', late: true });
  t.true(json.requests[0].daysLeft < 0);
  await done(t, app, ['answer', folios[1] ?? '', ...BY, '--decision', 'acogida']);
  t.regex(
    await done(t, app, ['list', '--all']),
    /respondida el [\d-]+, FUERA DE PLAZO\n$/,
    'what was answered comes last',
  );
  t.regex((await messagesTo(app, MAIL))[0]?.text ?? '', /Debimos responderle a más tardar el 01-01-2026/);
});
