import test, { type ExecutionContext } from 'ava';
import { rateLimits } from '../../../src/domain/throttle.ts';
import { CAPTCHA_ANSWER, openTestApp, type TestApp } from '../../helpers/app.ts';
import { formOf, openBrowser, type Visit } from '../../helpers/browser.ts';
import { formFields } from '../../helpers/registration.ts';

const PATH = '/registro/natural';

async function open(t: ExecutionContext, env: Record<string, string> = {}): Promise<TestApp> {
  const app = await openTestApp({ env });
  t.teardown(app.stop);
  return app;
}

const errorsOf = (page: Visit): string[] =>
  [...page.html.matchAll(/<li><a href="#([\w-]+)">/g)].map((match) => match[1] ?? '');

/** The fields that a user types again when the form comes back: returned values stay, keys and captcha are empty. */
function typedAgain(page: Visit, fields: Readonly<Record<string, string>>): Record<string, string> {
  const inputs = [...page.html.matchAll(/<input[^>]*>/g)].map(([tag]) => tag);
  const given = (tag: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
  const kept = inputs.flatMap((tag) => {
    const name = given(tag, 'name');
    const free = !/type="(hidden|checkbox|password)"/.test(tag);
    return name && free ? [[name, given(tag, 'value') ?? ''] as const] : [];
  });
  const chosen = [...page.html.matchAll(/<select[^>]*name="(\w+)"[\s\S]*?<\/select>/g)].map(
    ([select, name]) => [name ?? '', /<option value="([^"]*)" selected/.exec(select)?.[1] ?? ''] as const,
  );
  return { ...Object.fromEntries([...kept, ...chosen]), accion: 'continuar', ...fields };
}

/** Counts the requests to the Registro Civil from now on. */
function countLookUps({ deps }: TestApp): () => number {
  const { civilRegistry } = deps;
  let asked = 0;
  const findPerson: typeof civilRegistry.findPerson = (run) => {
    asked += 1;
    return civilRegistry.findPerson(run);
  };
  Object.assign(deps, { civilRegistry: { ...civilRegistry, findPerson } });
  return () => asked;
}

const slips = {
  ...formFields,
  rut: '44.000.003-8',
  email: 'camila@gmial.com',
  clave: 'corta',
  clave2: 'otra',
  region: '13',
  comuna: '',
  captcha: 'XXXXX',
} as const;

test.serial(
  '[P4] six slips are all reported at once, and at the second sending only keys need typing again of what was right',
  async (t) => {
    const app = await open(t);
    const browser = openBrowser();
    const first = await browser.send(await browser.get(app.issuer + PATH), slips);
    t.is(first.status, 422);
    t.deepEqual(errorsOf(first), ['rut', 'comuna', 'clave', 'clave2', 'captcha']);
    t.regex(first.text, /¿Quiso decir camila@gmail\.com \?/);
    const corrected = {
      rut: '44.000.003-7',
      comuna: '13101',
      clave: 'Quiltro-77',
      clave2: 'Quiltro-77',
      captcha: CAPTCHA_ANSWER,
    };
    const second = await browser.send(first, typedAgain(first, { ...corrected, accion: 'usar-email' }));
    t.is(second.status, 303);
    await browser.follow(second, app.issuer);
    t.deepEqual(
      (await app.mailbox()).map(({ to }) => to),
      ['camila@gmail.com'],
    );
  },
);

test.serial(
  '[P4] a right captcha is kept while something else is wrong, and its box says so instead of asking for another',
  async (t) => {
    const app = await open(t);
    const browser = openBrowser();
    let page = await browser.send(await browser.get(app.issuer + PATH), { ...formFields, region: '13', comuna: '' });
    t.regex(page.text, /Las letras que escribió estaban bien/);
    t.false(page.html.includes('/captcha/'));
    page = await browser.send(page, typedAgain(page, { calle: '', comuna: '13101' }));
    t.deepEqual(errorsOf(page), ['calle', 'clave']);
    t.regex(page.text, /Las letras que escribió estaban bien/);
    app.advance(29 * 60_000);
    const { clave, clave2, calle } = formFields;
    t.is((await browser.send(page, typedAgain(page, { calle, clave, clave2 }))).status, 303);
    t.is((await app.mailbox()).length, 1);
  },
);

test.serial(
  '[P4] a kept captcha expires after half an hour, and is valid for no other browser and no other form',
  async (t) => {
    const app = await open(t, { THROTTLES: 'off' });
    const browser = openBrowser();
    const keep = async () => {
      const page = await browser.send(await browser.get(app.issuer + PATH), {
        ...formFields,
        region: '13',
        comuna: '',
      });
      return formOf(page).hidden.letras ?? '';
    };
    const { captcha: _, rut: __, ...bare } = formFields;
    const migrante = { ...bare, nie: '199.000.001-4' };
    const tryAt = async (who: typeof browser, path: string, fields: Record<string, string>) => {
      const page = await who.get(app.issuer + path);
      const { captcha_id: ___, ...hidden } = formOf(page).hidden;
      return who.post(app.issuer + path, { ...hidden, ...fields });
    };
    const elsewhere = await tryAt(openBrowser(), PATH, { ...bare, rut: formFields.rut, letras: await keep() });
    const other = await tryAt(browser, '/registro/migrante', { ...migrante, letras: await keep() });
    const late = await keep();
    const asPicture = await tryAt(browser, PATH, { ...formFields, captcha_id: await keep() });
    const pictured = await browser.get(`${app.issuer}/captcha/${await keep()}.png`);
    app.advance(30 * 60_000 + 1);
    const lapsed = await tryAt(browser, PATH, { ...bare, rut: formFields.rut, letras: late });
    for (const page of [elsewhere, other, asPicture, lapsed]) {
      t.deepEqual(errorsOf(page), ['captcha']);
      t.regex(page.text, /La imagen venció/);
    }
    t.is(pictured.status, 404);
    t.is((await app.mailbox()).length, 0);
  },
);

test.serial('[P4] a kept captcha that is sent twice at once is accepted once (floor 11)', async (t) => {
  const app = await open(t, { THROTTLES: 'off' });
  const browser = openBrowser();
  const page = await browser.send(await browser.get(app.issuer + PATH), { ...formFields, region: '13', comuna: '' });
  const { captcha: _, ...right } = formFields;
  const answers = await Promise.all(Array.from({ length: 6 }, () => browser.send(page, right)));
  const ways = new Set(answers.map(({ headers }) => headers.get('location')).filter(Boolean));
  t.is(ways.size, 1, 'each loser lands where the winner did, or reads an error');
  t.is((await app.mailbox()).length, 1);
});

test.serial(
  '[P4] a number that has an account is reported beside everything else, before any captcha is right',
  async (t) => {
    const app = await open(t);
    const asked = countLookUps(app);
    const browser = openBrowser();
    const page = await browser.send(await browser.get(app.issuer + PATH), { ...slips, rut: '44.000.001-0' });
    t.deepEqual(errorsOf(page), ['rut', 'comuna', 'clave', 'clave2', 'captcha']);
    t.regex(page.text, /Ese RUT ya tiene Clave Sence/);
    t.is(asked(), 0);
  },
);

test.serial('[P4] segura reveals nothing of an account beside the errors of a form', async (t) => {
  const app = await open(t, { CLAVE_POLICY: 'segura' });
  const answerTo = async (rut: string) => {
    const browser = openBrowser();
    const page = await browser.send(await browser.get(app.issuer + PATH), { ...slips, rut, captcha: CAPTCHA_ANSWER });
    return errorsOf(page);
  };
  t.deepEqual(await answerTo('44.000.001-0'), await answerTo('44.000.105-K'));
});

test.serial(
  '[P4] registries are asked only behind a right captcha, and their answers stand beside the other errors',
  async (t) => {
    const app = await open(t);
    const asked = countLookUps(app);
    const browser = openBrowser();
    const unknown = { ...formFields, rut: '12.345.678-5', region: '13', comuna: '' };
    const wrong = await browser.send(await browser.get(app.issuer + PATH), { ...unknown, captcha: 'XXXXX' });
    t.deepEqual(errorsOf(wrong), ['comuna', 'captcha']);
    t.is(asked(), 0);
    const right = await browser.send(wrong, unknown);
    t.deepEqual(errorsOf(right), ['rut', 'comuna']);
    t.is(asked(), 1);
  },
);

test.serial('[P4] a form that comes back counts once for its network, another number once more', async (t) => {
  const app = await open(t);
  // A read of the budget returns the try that would come next.
  const used = async () => (await app.deps.throttles.peek(rateLimits.registrationByNetwork, NETWORK)).used - 1;
  const browser = openBrowser();
  const first = await browser.send(await browser.get(app.issuer + PATH), { ...formFields, region: '13', comuna: '' });
  t.is(await used(), 1);
  const second = await browser.send(first, { ...formFields, calle: '' });
  t.is(await used(), 1);
  await browser.send(second, { ...formFields, rut: '44.000.105-K', calle: '' });
  t.is(await used(), 2);
});

test.serial(
  '[P4] a captcha that was right asks a registry five times for one count of the network, and no more for it',
  async (t) => {
    const app = await open(t);
    const asked = countLookUps(app);
    const browser = openBrowser();
    const wrong = { ...formFields, calle: '' };
    let page = await browser.send(await browser.get(app.issuer + PATH), wrong);
    for (let sending = 2; sending <= 11; sending += 1) page = await browser.send(page, wrong);
    t.is(asked(), 11);
    const { used } = await app.deps.throttles.peek(rateLimits.registrationByNetwork, NETWORK);
    t.is(used - 1, 3);
  },
);

/** How a test's own requests are counted. */
const NETWORK = '127.0.0.1';

test.serial(
  '[P4] a number is checked by a request of its own in the words of the form, within its token and rate limit',
  async (t) => {
    const app = await open(t);
    const browser = openBrowser();
    const { ficha = '' } = formOf(await browser.get(app.issuer + PATH)).hidden;
    const ask = async (numero: string, token = ficha) => {
      const answer = await browser.post(`${app.issuer}${PATH}/numero`, { ficha: token, numero });
      return answer.status === 200 ? JSON.parse(answer.html) : answer.status;
    };
    t.is((await ask('44.000.003-8')).text, 'Revise su RUT: el dígito verificador no coincide.');
    t.deepEqual(await ask('44.000.003-7'), {});
    t.is(await ask('44.000.001-0', 'otra'), 403);
    for (let tries = 0; tries < rateLimits.unknownByNetwork.limit; tries += 1)
      t.like(await ask('44.000.001-0'), {
        text: 'Ese RUT ya tiene Clave Sence. Recupere su clave.',
        solution: [{ href: '/recuperar/natural' }, { href: '/alguien-registro-mi-rut' }],
      });
    t.deepEqual(await ask('44.000.001-0'), {}, 'past the rate limit nothing is revealed');
  },
);

test.serial('[P4] segura checks the shape of a number and reveals nothing of its account', async (t) => {
  const app = await open(t, { CLAVE_POLICY: 'segura' });
  const browser = openBrowser();
  const { ficha = '' } = formOf(await browser.get(app.issuer + PATH)).hidden;
  for (const [numero, expected] of [
    ['44.000.001-0', '{}'],
    ['44.000.105-K', '{}'],
    ['44.000.001-1', '{"text":"Revise su RUT: el dígito verificador no coincide."}'],
  ] as const)
    t.is((await browser.post(`${app.issuer}${PATH}/numero`, { ficha, numero })).html, expected);
});

test.serial(
  '[P4] a company: the SII is asked behind a right captcha, and a wrong representative stands beside the rest and counts',
  async (t) => {
    const app = await open(t);
    const browser = openBrowser();
    const path = `${app.issuer}/registro/juridica`;
    const { rut: _, celular: __, ...common } = formFields;
    const company = {
      ...common,
      rut_empresa: '54.000.001-8',
      rut_representante: '44.000.003-7',
      celular_representante: '40000001',
      telefono: '22345678',
    };
    let page = await browser.send(await browser.get(path), company);
    t.deepEqual(errorsOf(page), ['rut_representante', 'telefono']);
    for (const run of ['44.000.105-K', '44.000.113-0']) {
      page = await browser.send(page, { ...company, rut_representante: run });
      t.deepEqual(errorsOf(page), ['rut_representante', 'telefono']);
    }
    page = await browser.send(page, { ...company, rut_representante: '44.000.003-7' });
    t.is(page.status, 429);
    t.regex(page.text, /Ya se indicaron varias personas que no representan a esta empresa/);
    t.regex(page.html, /id="telefono-e"/);
  },
);

test.serial(
  '[P5] a slip in the domain is asked about once, as a question, and a second sending keeps what was typed',
  async (t) => {
    const app = await open(t);
    const browser = openBrowser();
    const typed = { ...formFields, email: 'jorge@gmial.com' };
    const asked = await browser.send(await browser.get(app.issuer + PATH), typed);
    t.is(asked.status, 200);
    t.deepEqual(errorsOf(asked), []);
    t.regex(asked.text, /Revise su correo ¿Quiso decir jorge@gmail\.com \?/);
    t.regex(asked.text, /Las letras que escribió estaban bien/);
    const { clave, clave2 } = formFields;
    const sent = await browser.send(asked, typedAgain(asked, { clave, clave2 }));
    t.is(sent.status, 303);
    t.deepEqual(
      (await app.mailbox()).map(({ to }) => to),
      ['jorge@gmial.com'],
    );
  },
);

test.serial(
  '[P5] the button of the question takes the other address, and sends nothing while no key is typed',
  async (t) => {
    const app = await open(t);
    const browser = openBrowser();
    const asked = await browser.send(await browser.get(app.issuer + PATH), {
      ...formFields,
      email: 'jorge@gmial.com',
    });
    const taken = await browser.send(asked, typedAgain(asked, { accion: 'usar-email' }));
    t.is(taken.status, 200);
    t.deepEqual(errorsOf(taken), []);
    t.true(taken.html.includes('value="jorge@gmail.com"'));
    t.notRegex(taken.text, /¿Quiso decir/);
    t.regex(taken.text, /Las letras que escribió estaban bien/);
  },
);
