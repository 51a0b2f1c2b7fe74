import test, { type ExecutionContext } from 'ava';
import { openTestApp, type TestApp } from '../../helpers/app.ts';
import { type Browser, openBrowser, type Visit } from '../../helpers/browser.ts';
import { newestLinkTo } from '../../helpers/captcha.ts';
import { answerOf, beginSignIn, clientFileFor, openClient, redeem } from '../../helpers/client-app.ts';
import { formFields } from '../../helpers/registration.ts';

const { rut: _, ...person } = formFields;
const kinds = {
  natural: { button: 'registro-natural', first: 'rut', number: '44.000.003-7', fields: formFields },
  juridica: {
    button: 'registro-juridica',
    first: 'rut_empresa',
    number: '54.000.001-8',
    fields: {
      ...person,
      rut_empresa: '54.000.001-8',
      rut_representante: '44.000.001-0',
      celular_representante: '40000001',
      telefono: '223456789',
    },
  },
  migrante: {
    button: 'registro-migrante',
    first: 'nie',
    number: '199.000.001-4',
    fields: { ...person, nie: '199.000.001-4' },
  },
} as const;

type Kind = (typeof kinds)[keyof typeof kinds];

async function open(t: ExecutionContext): Promise<TestApp> {
  const app = await openTestApp({
    env: { THROTTLES: 'off' },
    clients: [clientFileFor('propia', { minimum_identity: 'declarada' })],
  });
  t.teardown(app.stop);
  return app;
}

/** Begins a sign-in and leaves it by the button of a registration, with a number typed. */
async function comeToForm(app: TestApp, browser: Browser, { button, number }: Kind) {
  const client = await openClient(app, 'propia');
  const { to, checks } = await beginSignIn(client, {});
  const key = await browser.follow(await browser.get(to.href), app.issuer);
  const form = await browser.follow(await browser.send(key, { rut: number, accion: button }), app.issuer);
  return { client, checks, form };
}

const fieldOf = ({ html }: Visit, name: string): string | undefined =>
  new RegExp(`<input[^>]*name="${name}"[^>]*value="([^"]*)"`).exec(html)?.[1];

const hrefOf = ({ html }: Visit): string => /<a class="btn an" href="([^"]*)"/.exec(html)?.[1] ?? '';

for (const [profile, kind] of Object.entries(kinds))
  test.serial(
    `[P2] ${profile}: a registration begun at a client keeps number and origin through errors and mail, and ends there`,
    async (t) => {
      const app = await open(t);
      const browser = openBrowser();
      const { client, checks, form } = await comeToForm(app, browser, kind);
      t.is(fieldOf(form, kind.first), kind.number);
      const wrong = await browser.send(form, { ...kind.fields, comuna: '' });
      t.is(wrong.status, 422);
      const done = await browser.follow(await browser.send(wrong, kind.fields), app.issuer);
      t.regex(done.text, /Presione «Continuar en Plataforma propia» e ingrese con/);
      const linked = await browser.get(`${app.issuer}/confirmar/${await newestLinkTo(app, kind.fields.email)}`);
      const confirmed = await browser.follow(await browser.send(linked, {}), app.issuer);
      const later = /<a href="([^"]*)">Ahora no, continuar en Plataforma propia/.exec(confirmed.html)?.[1];
      const key = await browser.follow(await browser.get(`${app.issuer}${later ?? hrefOf(confirmed)}`), app.issuer);
      t.is(fieldOf(key, 'rut'), kind.number);
      const representative = profile === 'juridica' ? { rut_representante: '44.000.001-0' } : {};
      const entered = await browser.send(key, { rut: kind.number, clave: person.clave, ...representative });
      const answer = answerOf(await browser.follow(entered, app.issuer));
      t.truthy((await redeem(client, answer, checks)).id_token);
      const subjects = (await app.mailbox()).map(({ subject }) => subject);
      t.false(
        subjects.some((subject) => /equipo nuevo|ingreso nuevo|ingres/i.test(subject)),
        `[P7] the browser that registered and confirmed is known: ${subjects.join(', ')}`,
      );
    },
  );

test.serial(
  '[P2] a mail that is read on another device ends at the client too, as a new sign-in, without the number',
  async (t) => {
    const app = await open(t);
    const browser = openBrowser();
    const { form } = await comeToForm(app, browser, kinds.natural);
    await browser.send(form, formFields);
    const phone = openBrowser();
    const linked = await phone.get(`${app.issuer}/confirmar/${await newestLinkTo(app, formFields.email)}`);
    const confirmed = await phone.follow(await phone.send(linked, { clave: formFields.clave }), app.issuer);
    const [, code = ''] = /<form method="post" action="([^"]*)"/.exec(confirmed.html) ?? [];
    t.regex(code, /\?origen=/);
    const later = /<a href="([^"]*)">Ahora no, continuar/.exec(confirmed.html)?.[1] ?? '';
    const away = await phone.follow(await phone.get(`${app.issuer}${later}`), app.issuer);
    t.regex(away.text, /Comenzó a ingresar en otro equipo o navegador/);
    t.is(hrefOf(away), 'https://propia.example/');
    t.false(away.html.includes(formFields.rut));
  },
);

test.serial(
  '[P2] the links of a number that has an account keep the client, in the form and in the answer to its script',
  async (t) => {
    const app = await open(t);
    const browser = openBrowser();
    const { form } = await comeToForm(app, browser, { ...kinds.natural, number: '44.000.001-0' } as never);
    const wrong = await browser.send(form, { ...formFields, rut: '44.000.001-0' });
    const links = [...wrong.html.matchAll(/href="(\/recuperar\/natural\?origen=[^"]+)"/g)].map(([, href]) => href);
    t.is(links.length, 2, 'the refusal and the help beside the form');
    for (const href of links) t.is((await browser.get(app.issuer + href)).status, 200);
    const fields = {
      ficha: fieldOf(wrong, 'ficha') ?? '',
      origen: fieldOf(wrong, 'origen') ?? '',
      numero: '44.000.001-0',
    };
    const checked = JSON.parse((await browser.post(`${app.issuer}/registro/natural/numero`, fields)).html);
    t.regex(checked.solution[0].href, /^\/recuperar\/natural\?origen=/);
  },
);

test.serial(
  '[P7] another browser becomes known by the key that is typed there, and the one that registered does not by that',
  async (t) => {
    const app = await open(t);
    const desk = openBrowser();
    await desk.send(await desk.get(`${app.issuer}/registro/natural`), formFields);
    const phone = openBrowser();
    const page = await phone.get(`${app.issuer}/confirmar/${await newestLinkTo(app, formFields.email)}`);
    t.false(phone.cookies.has('cs_equipo'));
    await phone.send(page, { clave: 'Otra-clave-9' });
    t.false(phone.cookies.has('cs_equipo'), 'a wrong key makes nothing known');
    await phone.send(page, { clave: formFields.clave });
    t.true(phone.cookies.has('cs_equipo'));
    t.false(desk.cookies.has('cs_equipo'));
    const account = await app.deps.accounts.findByIdentifier('natural', '44000003-7' as never);
    if (!account) return t.fail('no account');
    t.truthy(app.deps.devices.recognise(phone.cookies.get('cs_equipo'), account));
  },
);

test.serial(
  '[P2] the page that waits for the mail goes on by itself once another device confirmed, in its own browser alone',
  async (t) => {
    const app = await open(t);
    const desk = openBrowser();
    const { form, client, checks } = await comeToForm(app, desk, kinds.natural);
    const waiting = await desk.follow(await desk.send(form, formFields), app.issuer);
    t.regex(waiting.text, /¿Abrió el correo en otro equipo\? Después de confirmar, actualice esta página/);
    t.is(hrefOf(waiting), '', 'nothing to go on with yet');
    const phone = openBrowser();
    const linked = await phone.get(`${app.issuer}/confirmar/${await newestLinkTo(app, formFields.email)}`);
    await phone.send(linked, { clave: formFields.clave });
    const other = await phone.get(waiting.url);
    t.notRegex(other.text, /está confirmada/, 'who has the address alone learns nothing');

    const done = await desk.get(waiting.url);
    t.regex(done.text, /Su cuenta está confirmada/);
    t.notRegex(done.text, /Confirme su celular|confirme su cuenta dentro/);
    t.is(desk.cookies.get('cs_perfil'), 'natural', 'the next sign-in opens at its tab');
    const key = await desk.follow(await desk.get(app.issuer + hrefOf(done)), app.issuer);
    t.is(fieldOf(key, 'rut'), formFields.rut);
    const end = await desk.follow(
      await desk.send(key, { rut: formFields.rut, clave: formFields.clave, accion: 'ingresar' }),
      app.issuer,
    );
    t.truthy((await redeem(client, answerOf(end), checks)).id_token);
  },
);
