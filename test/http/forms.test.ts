import test, { type ExecutionContext } from 'ava';
import { regions } from '../../src/domain/comunas.ts';
import type { PolicyName } from '../../src/domain/policy.ts';
import { CAPTCHA_ANSWER, openTestApp, type TestApp } from '../helpers/app.ts';
import { type Browser, formOf, openBrowser, type Visit } from '../helpers/browser.ts';
import { enterCuenta } from '../helpers/cuenta.ts';
import { formFields } from '../helpers/registration.ts';

const apps = new Map<PolicyName, TestApp>();
test.before(async () => {
  for (const policy of ['guia', 'segura'] as const)
    apps.set(policy, await openTestApp({ env: { CLAVE_POLICY: policy } }));
});
test.after.always(async () => {
  for (const app of apps.values()) await app.stop();
});

const appOf = (policy: PolicyName): TestApp => apps.get(policy) as TestApp;
const registrations = ['/registro/natural', '/registro/juridica', '/registro/migrante'];
const others = ['/alguien-registro-mi-rut', '/alguien-registro-mi-rut?perfil=juridica', '/ya-tengo-run'];
const begun = ['recuperar', 'cambiar', 'actualizar'].flatMap((verb) =>
  ['natural', 'juridica', 'migrante'].map((profile) => `/${verb}/${profile}`),
);
/** Every first page with a captcha: `segura` has it before anything is looked up. */
const lettered: readonly (readonly [PolicyName, string])[] = [
  ...[...registrations, ...others].map((path) => ['guia', path] as const),
  ...[...registrations, ...begun].map((path) => ['segura', path] as const),
];

/** Controls of the page's form that a user fills in, as tags, by name. */
function controlsOf({ html }: Visit): Map<string, string> {
  const [form = ''] = /<form[^>]*method="post"[^>]*>[\s\S]*?<\/form>/.exec(html) ?? [];
  const tags = form.match(/<input\b[^>]*>|<select\b[\s\S]*?<\/select>|<textarea\b[\s\S]*?<\/textarea>/g) ?? [];
  return new Map(
    tags.filter((tag) => !tag.includes('type="hidden"')).map((tag) => [/ name="([^"]+)"/.exec(tag)?.[1] ?? '', tag]),
  );
}

const lost = (name: string, tag: string): boolean => tag.includes('type="password"') || name === 'captcha';

/** A value for each control: the last option of a list, else a text that names the field. */
const typedInto = (tags: ReadonlyMap<string, string>): Record<string, string> =>
  Object.fromEntries(
    [...tags].map(([name, tag]) => [
      name,
      tag.startsWith('<select')
        ? (/.*<option value="([^"]*)"/s.exec(tag)?.[1] ?? '')
        : / value="([^"]*)"/.exec(tag)?.[1] || `x-${name}`,
    ]),
  );

const holds = (tag: string, value: string): boolean =>
  tag.startsWith('<textarea')
    ? tag.includes(`>${value}<`)
    : tag.startsWith('<select')
      ? (/<option value="([^"]*)" selected/.exec(tag)?.[1] ?? '') === value
      : /type="(checkbox|radio)"/.test(tag)
        ? / checked/.test(tag)
        : tag.includes(` value="${value}"`);

const focusOf = ({ html }: Visit): string[] =>
  (html.match(/<[a-z]+\b[^>]*\bautofocus\b[^>]*>/g) ?? []).map((tag) => / id="([^"]+)"/.exec(tag)?.[1] ?? tag);

for (const [policy, path] of lettered)
  test.serial(
    `[P10] ${policy}, without script «Refrescar» comes back at the captcha with all that was typed: ${path}`,
    async (t) => {
      const { issuer } = appOf(policy);
      const browser = openBrowser();
      const first = await browser.get(issuer + path);
      const typed = typedInto(controlsOf(first));
      const again = await browser.send(first, { ...typed, accion: 'refrescar' });
      t.is(again.status, 200);
      t.deepEqual(focusOf(again), ['captcha']);
      t.notRegex(again.text, /Hay un problema/);
      t.not(formOf(again).hidden.captcha_id, formOf(first).hidden.captcha_id);
      for (const [name, tag] of controlsOf(again))
        t.is(holds(tag, typed[name] ?? ''), !lost(name, tag), `${name}: ${tag.slice(0, 200)}`);
    },
  );

for (const [policy, path] of lettered)
  test.serial(`[P10] ${policy}, sent empty the focus is on the summary and nowhere else: ${path}`, async (t) => {
    const browser = openBrowser();
    const again = await browser.send(await browser.get(appOf(policy).issuer + path), { accion: 'continuar' });
    t.is(again.status, 422);
    t.deepEqual(focusOf(again), ['resumen']);
  });

const comunasIn = (page: Visit): number =>
  (
    controlsOf(page)
      .get('comuna')
      ?.match(/<option value="\d/g) ?? []
  ).length;
const comunasOf = (region: string): number => regions.find(({ code }) => code === region)?.comunas.length ?? 0;
const santiago = comunasOf('13');
const { comuna, clave, clave2, captcha, ...typed } = formFields;
const rest = { ...typed, accion: 'comuna', captcha: CAPTCHA_ANSWER };

async function openRegistration(policy: PolicyName = 'guia'): Promise<[Browser, Visit]> {
  const browser = openBrowser();
  return [browser, await browser.get(`${appOf(policy).issuer}/registro/natural`)];
}

for (const path of ['/registro/natural', '/registro/migrante'])
  test.serial(
    `[P10] the user chooses Región and then Comuna, and no page brings the 346 at once: ${path}`,
    async (t) => {
      const page = await openBrowser().get(appOf('guia').issuer + path);
      const names = [...controlsOf(page).keys()];
      t.is(names.indexOf('comuna'), names.indexOf('region') + 1);
      t.is(comunasIn(page), 0);
      t.regex(page.text, /Elija su región y presione «Elegir comuna»/);
    },
  );

test.serial('[P10] a company chooses both in one select, by region', async (t) => {
  const page = await openBrowser().get(`${appOf('guia').issuer}/registro/juridica`);
  t.false(controlsOf(page).has('region'));
  t.is(comunasIn(page), 346);
  t.regex(page.text, /Región y Comuna \*/);
});

test.serial(
  '[P10, guide comunas] «Elegir comuna» brings the comunas of the region, is no error and spends no captcha',
  async (t) => {
    const [browser, first] = await openRegistration();
    const page = await browser.send(first, { ...rest, region: '13' });
    t.is(page.status, 200);
    t.notRegex(page.text, /Hay un problema/);
    t.deepEqual(focusOf(page), ['comuna']);
    t.is(comunasIn(page), santiago);
    for (const [name, tag] of controlsOf(page))
      if (name in typed) t.true(holds(tag, typed[name as keyof typeof typed]), name);
    t.is(formOf(page).hidden.captcha_id, formOf(first).hidden.captcha_id);
    const done = await browser.send(page, { ...formFields, region: '13' });
    t.is(done.status, 303, 'the letters of the first page open it');
  },
);

test.serial('[P10] «Elegir comuna» without a region says which field is missing', async (t) => {
  const [browser, first] = await openRegistration();
  const page = await browser.send(first, rest);
  t.is(page.status, 422);
  t.regex(page.html, /<a href="#region">Elija su región\.<\/a>/);
  t.deepEqual(focusOf(page), ['resumen']);
});

test.serial(
  '[P10] sent complete with a region and no list of it, the form comes back with the list, and no error',
  async (t) => {
    const [browser, first] = await openRegistration();
    const whole = { ...formFields, region: '13', comuna: '' };
    const page = await browser.send(first, whole);
    t.is(page.status, 200);
    t.notRegex(page.text, /Hay un problema/);
    t.deepEqual([focusOf(page), comunasIn(page)], [['comuna'], santiago]);
    t.deepEqual(
      ['letras', 'captcha_id'].map((name) => name in formOf(page).hidden),
      [true, false],
      'right letters stay',
    );

    const elsewhere = await browser.send(page, { ...whole, region: '11', comuna: '13101' });
    t.is(elsewhere.status, 200, 'another region was chosen and its list was not asked for');
    t.is(comunasIn(elsewhere), comunasOf('11'));

    const none = await browser.send(elsewhere, { ...whole, region: '11' });
    t.is(none.status, 422, 'the list was there');
    t.regex(none.html, /<a href="#comuna">Elija su comuna\.<\/a>/);
  },
);

test.serial('[P10] other errors are checked with it, and reported as errors', async (t) => {
  const [browser, first] = await openRegistration();
  const page = await browser.send(first, { ...formFields, region: '13', comuna: '', email: 'mal' });
  t.is(page.status, 422);
  t.deepEqual(
    [...page.html.matchAll(/<li><a href="#(\w+)">/g)].map((one) => one[1]),
    ['comuna', 'email'],
  );
  t.is(comunasIn(page), santiago);
});

test.serial('[P10] a comuna alone determines its region', async (t) => {
  const [browser, first] = await openRegistration();
  const page = await browser.send(first, { ...formFields, email: 'mal' });
  t.true(holds(controlsOf(page).get('region') ?? '', '13'));
  t.deepEqual(
    [...page.html.matchAll(/<li><a href="#(\w+)">/g)].map((one) => one[1]),
    ['email'],
  );
});

test.serial('[P10] Mi cuenta asks Región and Comuna the same way', async (t) => {
  const app = appOf('guia');
  const browser = await enterCuenta(app);
  const first = await browser.get(`${app.issuer}/cuenta/datos/domicilio`);
  const fields = { calle: 'Los Boldos', numero: '7', block: '', departamento: '', comuna: '' };
  const page = await browser.send(first, { ...fields, region: '11', accion: 'comuna' });
  t.is(page.status, 200);
  t.deepEqual(focusOf(page), ['comuna']);
  t.true(holds(controlsOf(page).get('calle') ?? '', 'Los Boldos'));
  const done = await browser.send(page, { ...fields, region: '11', comuna: '11101', accion: 'cambiar' });
  t.is(done.status, 303);
});

for (const path of ['/datos/domicilio', '/datos/contacto', '/seguridad/pregunta', '/solicitudes/nueva'])
  test.serial(`[P10] a form of Mi cuenta that comes back keeps all that was typed but keys: ${path}`, async (t) => {
    const app = appOf('guia');
    const browser = await enterCuenta(app);
    const first = await browser.get(`${app.issuer}/cuenta${path}`);
    t.is(first.status, 200);
    const controls = controlsOf(first);
    const sent = { ...typedInto(controls), comuna: '' };
    const again = await browser.send(first, sent);
    t.is(again.status, 422);
    t.deepEqual(focusOf(again), ['resumen']);
    for (const [name, tag] of controlsOf(again))
      if (name !== 'usuario')
        t.is(
          holds(tag, (sent as Record<string, string>)[name] ?? ''),
          !lost(name, tag),
          `${name}: ${tag.slice(0, 300)}`,
        );
  });

test.serial('[P10] the list for the script is small, compressed, and cached until it changes', async (t) => {
  const { issuer } = appOf('guia');
  const page = await openBrowser().get(`${issuer}/registro/natural`);
  const [, path = ''] = / data-comunas="([^"]+)"/.exec(page.html) ?? [];
  const answer = await fetch(issuer + path, { headers: { 'accept-encoding': 'gzip' } });
  t.is(answer.headers.get('cache-control'), 'public, max-age=31536000, immutable');
  t.is(answer.headers.get('set-cookie'), null);
  const size = Number(answer.headers.get('content-length'));
  t.log(`${size} bytes`);
  t.true(size > 0 && size < 4096, String(size));
  t.deepEqual(
    await answer.json(),
    Object.fromEntries(regions.map((one) => [one.code, one.comunas.map(({ code, name }) => [code, name])])),
  );
});

const before = (t: ExecutionContext, { html }: Visit, first: string, then: string): void => {
  t.true(html.includes(first) && html.indexOf(first) < html.indexOf(then), first);
};

for (const path of registrations)
  test.serial(`[P10] what to have at hand is stated before the form: ${path}`, async (t) => {
    for (const policy of ['guia', 'segura'] as const) {
      const page = await openBrowser().get(appOf(policy).issuer + path);
      for (const words of ['>Tenga a mano<', '¿Ya se registró antes?']) before(t, page, words, '<form');
    }
  });

test.serial(
  '[P10] a user who recovers or asks for the key of a facilitador reads what that needs, and finds the other page',
  async (t) => {
    const { issuer } = appOf('guia');
    const browser = openBrowser();
    const menu = await browser.get(`${issuer}/recuperar`);
    t.regex(menu.html, /<a class="opcion pj" href="\/recuperar\/facilitador"/);
    const recover = await browser.get(`${issuer}/recuperar/facilitador`);
    t.regex(recover.text, /Recuperar CS \(Clave Sence\) Facilitador Extranjero/);
    t.true(recover.html.includes('href="/facilitador"'));
    const request = await browser.get(`${issuer}/facilitador`);
    t.regex(
      request.text,
      /Tenga a mano El RUT de la empresa y su Clave Sence El RUT de un representante legal .* documento de identidad del facilitador/,
    );
    t.notRegex(request.text, /Su RUT o NIE/);
    t.true(request.html.includes('href="/recuperar/facilitador"'));
  },
);
