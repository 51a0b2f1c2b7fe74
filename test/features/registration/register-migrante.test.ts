import test, { type ExecutionContext } from 'ava';
import { openTestApp } from '../../helpers/app.ts';
import { openBrowser, type Visit } from '../../helpers/browser.ts';
import { answerOf, beginSignIn, clientFileFor, openClient, redeem, userInfo } from '../../helpers/client-app.ts';
import { formFields } from '../../helpers/registration.ts';

const { rut: _, ...rest } = formFields;
const marie = { ...rest, nie: '199.000.001-4', email: 'marie@correo.example' };
const PATH = '/registro/migrante';
const errorsOf = (page: Visit): string[] =>
  [...page.html.matchAll(/<li><a href="#([\w-]+)">/g)].map((match) => match[1] ?? '');

async function open(t: ExecutionContext) {
  const clients = [clientFileFor('ejemplo'), clientFileFor('exigente', { minimum_identity: 'documento' })];
  const app = await openTestApp({ clients, env: { THROTTLES: 'off' } });
  t.teardown(app.stop);
  return app;
}

test('a migrante registers with a NIE, confirms, signs in, and a client receives the identity', async (t) => {
  const app = await open(t);
  const browser = openBrowser();
  const done = await browser.follow(await browser.send(await browser.get(app.issuer + PATH), marie), app.issuer);
  t.regex(done.text, /Éxito/);
  const [mail] = await app.mailbox();
  await browser.send(await browser.get(/http\S+\/confirmar\/\S+/.exec(mail?.text ?? '')?.[0] ?? ''), {});

  const client = await openClient(app, 'ejemplo');
  const { checks, to } = await beginSignIn(client, { scope: 'openid profile run' });
  const page = await browser.follow(await browser.get(to.href), app.issuer);
  const key = await browser.get(`${page.url}?perfil=migrante`);
  t.regex(key.text, /NIE/);
  const wrong = await browser.send(key, {
    perfil: 'migrante',
    rut: '199000001-4',
    clave: 'otra clave',
    accion: 'ingresar',
  });
  t.regex(wrong.text, /NO AUTORIZADO: CLAVE SENCE INCORRECTA/);
  t.regex(wrong.html, /name="perfil" value="migrante"/);
  const answer = await browser.follow(
    await browser.send(wrong, { rut: '199000001-4', clave: marie.clave, accion: 'ingresar' }),
    app.issuer,
  );
  const claims = await userInfo(client, await redeem(client, answerOf(answer), checks));
  t.is(claims.name, undefined, 'the register’s name is released once the document was seen');
  t.like(claims, {
    tipo_persona: 'migrante',
    rut: '199000001-4',
    RolUnico: { numero: 199_000_001, DV: '4', tipo: 'NIE' },
    identidad: 'declarada',
  });
});

test('a client that takes no declared identity sends a migrante to the desk: no card opens a NIE', async (t) => {
  const app = await open(t);
  const browser = openBrowser();
  await browser.send(await browser.get(app.issuer + PATH), marie);
  const [mail] = await app.mailbox();
  await browser.send(await browser.get(/http\S+\/confirmar\/\S+/.exec(mail?.text ?? '')?.[0] ?? ''), {});
  const client = await openClient(app, 'exigente');
  const { to } = await beginSignIn(client, { scope: 'openid profile run' });
  const page = await browser.follow(await browser.get(to.href), app.issuer);
  const step = await browser.follow(
    await browser.send(await browser.get(`${page.url}?perfil=migrante`), {
      rut: '199000001-4',
      clave: marie.clave,
      accion: 'ingresar',
    }),
    app.issuer,
  );
  t.regex(step.text, /Compruebe su identidad/);
  t.regex(
    step.text,
    /Con un NIE no se hace en línea: una oficina ve su documento.*Demostrar mi identidad con mi documento/,
  );
  t.notRegex(step.html, /name="serie"/);
  const refused = await browser.send(step, { serie: '512345678', accion: 'validar' });
  t.is(refused.status, 422);
  t.regex(
    refused.text,
    /Con un NIE no se hace en línea: una oficina ve su documento.*Demostrar mi identidad con mi documento/,
  );
  const back = answerOf(await browser.follow(await browser.send(refused, { accion: 'cancelar' }), app.issuer));
  t.is(back.searchParams.get('error'), 'unmet_authentication_requirements');
});

test('a NIE that is wrong or that was assigned to no person is refused at its field, and what was typed stays', async (t) => {
  const app = await open(t);
  const browser = openBrowser();
  const wrong = await browser.send(await browser.get(app.issuer + PATH), { ...marie, nie: '199000001-5' });
  t.deepEqual(errorsOf(wrong), ['nie']);
  t.true(wrong.html.includes('value="199000001-5"'));
  const unassigned = await browser.send(wrong, { ...marie, nie: '5-1' });
  t.regex(unassigned.text, /No encontramos este NIE/);
  const missing = await browser.send(unassigned, { ...marie, nie: '' });
  t.deepEqual(errorsOf(missing), ['nie']);
});
