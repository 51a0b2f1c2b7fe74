import test, { type ExecutionContext } from 'ava';
import bcrypt from 'bcrypt';
import pg from 'pg';
import { SEEDED_KEY } from '../../src/dev/people/seed.ts';
import { Secret } from '../../src/domain/key.ts';
import { parseRun } from '../../src/domain/rut.ts';
import { registerNatural } from '../../src/features/registration/use-cases/register-natural.ts';
import { openBrowser } from '../helpers/browser.ts';
import { beginSignIn, clientFileFor, goThrough, openClient } from '../helpers/client-app.ts';
import { registration, visitorFrom } from '../helpers/registration.ts';
import { logIn } from '../helpers/whole-sign-in.ts';
import { wordsOf } from '../helpers/words.ts';
import { oldHash } from './files.ts';
import { type OldApp, openOldApp } from './old-app.ts';

const rosa = '44.000.001-0';
const camila = '44.000.003-7';
const unknownRut = '44.000.105-K';

const md5 = `natural,${camila},md5,,${oldHash('md5', 'vieja-clave')},camila@correo.example,`;
let network = 0;

function tryKey(app: OldApp, run: string, key: string) {
  network += 1;
  return logIn(app.deps, {
    profile: 'natural',
    identifier: parseRun(run),
    key: new Secret(key),
    device: undefined,
    client: { clientId: 'ejemplo', name: 'Portal de Ejemplo' },
    visitor: visitorFrom(`203.0.113.${network}`),
  });
}

const code = async (t: ExecutionContext, promise: Promise<unknown>): Promise<string> =>
  ((await t.throwsAsync(promise)) as { code?: string } | undefined)?.code ?? '';

for (const policy of ['guia', 'segura'] as const) {
  test(`[security 1] C9 ${policy}: the old key gets its own answer, another key the answer for an unknown person`, async (t) => {
    const app = await openOldApp(t, policy);
    await app.bring([md5]);
    const unknown = await code(t, tryKey(app, unknownRut, 'vieja-clave'));
    t.is(unknown, policy === 'guia' ? 'person-unknown' : 'credentials-wrong');
    for (const stage of ['sealed', 'wrapped']) {
      t.is(await code(t, tryKey(app, camila, 'vieja-clave')), 'legacy-key', stage);
      t.is(await code(t, tryKey(app, camila, 'otra-clave')), unknown, stage);
      t.is(await app.wrapAll(), stage === 'sealed' ? 1 : 0);
    }
    t.is((await tryKey(app, rosa, SEEDED_KEY)).identifier, parseRun(rosa), 'everybody else signs in as before');
  });
}

test('an unconfirmed registration does not hide the old key', async (t) => {
  const app = await openOldApp(t);
  await app.bring([md5]);
  await registerNatural(app.deps, registration(), visitorFrom('198.51.100.7'));
  t.is(await code(t, tryKey(app, camila, 'vieja-clave')), 'legacy-key');
  t.is(await code(t, tryKey(app, camila, 'Quiltro-77')), 'email-unconfirmed');
});

test.serial(
  '[security 2] every refused login asks and computes the same, whether the old system knew the identifier or not',
  async (t) => {
    const app = await openOldApp(t, 'segura');
    await app.bring([
      md5,
      `natural,44.000.004-5,bcrypt,,${bcrypt.hashSync('vieja-clave', 4)},,`,
      `natural,44.000.005-3,bcrypt,,${bcrypt.hashSync('vieja-clave', 6)},,`,
    ]);
    const { query } = pg.Client.prototype;
    t.teardown(() => Object.assign(pg.Client.prototype, { query }));
    const cost = async (run: string, key: string): Promise<object> => {
      let [statements, bcryptCalls, bcryptWork] = [0, 0, 0];
      const { hash } = bcrypt;
      Object.assign(pg.Client.prototype, {
        query(this: pg.Client, ...words: never[]) {
          statements += 1;
          return Reflect.apply(query, this, words);
        },
      });
      Object.assign(bcrypt, {
        hash: (text: string, salt: string) => {
          bcryptCalls += 1;
          bcryptWork += 2 ** Number(salt.slice(4, 6));
          return Reflect.apply(hash, bcrypt, [text, salt]);
        },
      });
      await t.throwsAsync(tryKey(app, run, key));
      Object.assign(pg.Client.prototype, { query });
      Object.assign(bcrypt, { hash });
      return { statements, bcryptCalls, bcryptWork };
    };
    await cost(unknownRut, 'otra-clave');
    const unknown = await cost(unknownRut, 'otra-clave');
    // The work of the heaviest, and four calls of the lightest, which make up for fewer calls (bcrypt-work.ts).
    t.like(unknown, { bcryptWork: 2 ** 6 + 4 * 2 ** 4 });
    for (const stage of ['sealed', 'wrapped']) {
      for (const run of [rosa, camila, '44.000.004-5', '44.000.005-3'])
        t.deepEqual(await cost(run, 'otra-clave'), unknown, `${stage} ${run}`);
      for (const run of [camila, '44.000.004-5', '44.000.005-3'])
        t.deepEqual(await cost(run, 'vieja-clave'), unknown, `${stage} ${run}, right`);
      await app.wrapAll();
      app.advance(3_600_000);
    }
  },
);

test('at a client the old key opens nothing; the page has the words of the guide and its links', async (t) => {
  const app = await openOldApp(t, 'guia', [clientFileFor('portal')]);
  await app.bring([md5]);
  const { to } = await beginSignIn(await openClient(app, 'portal'));
  const page = await goThrough(openBrowser(), to, { rut: camila, key: 'vieja-clave', serial: '' });
  t.is(page.status, 422);
  t.regex(
    page.text,
    /LA CLAVE INGRESADA CORRESPONDE AL SISTEMA ANTIGUO\. FAVOR DEBE INGRESAR CON SU RUT Y CLAVE SENCE\./,
  );
  t.regex(wordsOf(page.html), /Vuelva a crear su Clave Sence, de acuerdo a los pasos descritos en el manual/);
  for (const href of ['/registro', '/ayuda'])
    t.regex(page.html, new RegExp(`href="${href}(/natural\\?origen=[\\w-]+)?"`));
});
