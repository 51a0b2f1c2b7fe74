import test from 'ava';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { openBrowser } from '../helpers/browser.ts';
import {
  answerOf,
  beginSignIn,
  clientFileFor,
  goThrough,
  openClient,
  type Person,
  pedro,
  redeem,
  rosa,
  signIn,
  userInfo,
} from '../helpers/client-app.ts';

let app: TestApp;

test.before(async () => {
  app = await openTestApp({
    env: { THROTTLES: 'off' },
    clients: [
      clientFileFor('ejemplo'),
      clientFileFor('austera', { scope: 'openid email' }),
      clientFileFor('privada', { first_party: false, sector: 'privada', scope: 'openid run email' }),
      clientFileFor('exigente', { minimum_identity: 'documento' }),
    ],
  });
});

test.after.always(() => app?.stop());

const documento = { essential: true, value: 'documento' };

async function go(id: string, claims: object, rest: Record<string, string> = {}, person: Person = rosa) {
  const client = await openClient(app, id);
  const browser = openBrowser();
  const { checks, to } = await beginSignIn(client, { claims: JSON.stringify(claims), ...rest });
  const page = await goThrough(browser, to, person);
  const redeemed = async (answer = page) => {
    const tokens = await redeem(client, answerOf(answer), checks);
    return { id: tokens.claims(), info: await userInfo(client, tokens) };
  };
  return { page, browser, client, redeemed, error: () => answerOf(page).searchParams.get('error') };
}

for (const [what, claims, noted] of [
  ['in userinfo', { userinfo: { rut: null } }, ['userinfo.rut']],
  ['in the ID token', { id_token: { rut: null } }, ['id_token.rut']],
  ['as essential', { userinfo: { name: { essential: true } } }, ['userinfo.name']],
  ['beside one that it has', { userinfo: { email: null, address: null } }, ['userinfo.address']],
  ['with a value', { userinfo: { phone_number: { value: '+56940000001' } } }, ['userinfo.phone_number']],
  ['for an identity', { userinfo: { identidad: { value: 'documento' } } }, ['userinfo.identidad']],
] as const) {
  test.serial(
    `[B9, protocol 20] 34 claims outside of the client's file are left out, reveal nothing and are noted in the log: ${what}`,
    async (t) => {
      app.logged.length = 0;
      const { redeemed } = await go('austera', claims, { scope: 'openid email' });
      const { id, info } = await redeemed();
      t.deepEqual(Object.keys(info).sort(), ['email', 'email_verified', 'sub']);
      for (const name of ['rut', 'name', 'address', 'identidad']) t.false(name in (id ?? {}), name);
      const lines = app.logged.map((line) => JSON.parse(line)).filter(({ client }) => client === 'austera');
      t.deepEqual(
        lines.map((line) => [line.claims, line.msg]),
        [[noted, "claims outside the client's file left out"]],
      );
      t.false(app.logged.join().includes('940000001'), 'names of claims, and no value');
    },
  );
}

test.serial(
  '[B9, protocol 20] a client that always asks for the same claims, as Nextcloud does, signs people in',
  async (t) => {
    const attributes = { sub: { essential: true }, email: null, name: null, quota: null, groups: null, address: null };
    const { redeemed } = await go('austera', { id_token: attributes, userinfo: attributes }, { scope: 'openid email' });
    const { id, info } = await redeemed();
    t.deepEqual(Object.keys(info).sort(), ['email', 'email_verified', 'sub']);
    t.is(id?.email, 'rosa@correo.example', 'asked for the ID token by name');
    t.is(id?.name, undefined);
  },
);

test.serial(
  '[B9] a proof of identity that is essential and outside of the file is refused with an error, and no sign-in continues without it',
  async (t) => {
    for (const place of ['userinfo', 'id_token'])
      t.is((await go('austera', { [place]: { identidad: documento } })).error(), 'invalid_scope', place);
  },
);

test.serial(
  '[security 34, protocol 20] and the client receives no more at issue, not even with a token whose scope was widened',
  async (t) => {
    const client = await openClient(app, 'austera');
    const { tokens } = await signIn(client, { params: { scope: 'openid email' } });
    const wide = 'openid email run profile';
    await app.database.run((sql) =>
      sql.raw('update oidc_access_token set payload = payload || ?::jsonb', [JSON.stringify({ scope: wide })]),
    );
    await app.database.run((sql) =>
      sql.raw("update oidc_grant set payload = jsonb_set(payload, '{openid,scope}', ?::jsonb)", [JSON.stringify(wide)]),
    );
    t.deepEqual(Object.keys(await userInfo(client, tokens)).sort(), ['email', 'email_verified', 'sub']);
  },
);

test.serial(
  '[protocol 20] a claim of the file may be requested alone, and is returned where it was requested',
  async (t) => {
    const { redeemed } = await go('ejemplo', { id_token: { rut: null }, userinfo: { identidad: null } });
    const { id, info } = await redeemed();
    t.is(id?.rut, '44000001-0');
    t.is(id?.identidad, undefined);
    t.deepEqual(Object.keys(info).sort(), ['identidad', 'sub']);
  },
);

test.serial('[protocol 20] an unknown claim is left out, and a value that is no object is refused', async (t) => {
  t.deepEqual(Object.keys((await (await go('ejemplo', { userinfo: { favourite_colour: null } })).redeemed()).info), [
    'sub',
  ]);
  t.is((await go('ejemplo', { userinfo: { rut: 'yes' } })).error(), 'invalid_request');
});

test.serial('a client outside of SENCE gets a claim requested alone only after the person saw its value', async (t) => {
  const { page, browser, redeemed } = await go('privada', { userinfo: { rut: null } });
  t.regex(page.text, /44\.000\.001-0/);
  const { info } = await redeemed(await browser.follow(await browser.send(page, { accion: 'permitir' }), app.issuer));
  t.deepEqual(Object.keys(info).sort(), ['rut', 'sub']);
});

test.serial('[B9] the page of consent names nothing that was left out', async (t) => {
  const pages = [{ rut: null }, { rut: null, name: null, address: { essential: true } }].map(async (userinfo) => {
    // Pedro, because what Rosa allowed in the test before is remembered.
    const { page } = await go('privada', { userinfo }, {}, pedro);
    return page.text;
  });
  const [open, wide] = await Promise.all(pages);
  t.regex(open ?? '', /44\.000\.002-9/);
  t.is(wide, open);
});

test.serial(
  'a client that accepts only a document causes the page of the card also where identity is requested claim by claim',
  async (t) => {
    const { page } = await go('exigente', { userinfo: { name: null } }, {}, pedro);
    t.regex(page.text, /Compruebe su identidad/);
  },
);

test.serial('under prompt=none the essential claim documento gets unmet_authentication_requirements', async (t) => {
  const client = await openClient(app, 'ejemplo');
  const browser = openBrowser();
  await goThrough(browser, (await beginSignIn(client)).to, pedro);
  const { to } = await beginSignIn(client, {
    prompt: 'none',
    claims: JSON.stringify({ id_token: { identidad: documento } }),
  });
  const answer = answerOf(await browser.get(to.href));
  t.is(answer.searchParams.get('error'), 'unmet_authentication_requirements');
});

for (const value of [documento, { essential: true, values: ['documento'] }]) {
  test.serial(`a client that requests documento gets it by step-up: ${JSON.stringify(value)}`, async (t) => {
    await app.database.run((sql) =>
      sql('accounts').where({ identifier: '44000002-9' }).update({ identidad: 'declarada' }),
    );
    const { page, browser, redeemed } = await go('ejemplo', { id_token: { identidad: value } }, {}, pedro);
    t.regex(page.text, /Compruebe su identidad/);
    const answer = await browser.follow(await browser.send(page, { serie: pedro.serial }), app.issuer);
    t.is((await redeemed(answer)).id?.identidad, 'documento');
  });
}

test.serial('a client that accepts either identity, or requests voluntarily, is not stopped', async (t) => {
  await app.database.run((sql) =>
    sql('accounts').where({ identifier: '44000002-9' }).update({ identidad: 'declarada' }),
  );
  for (const wanted of [
    { value: 'documento' },
    { essential: true, values: ['documento', 'declarada'] },
    { essential: true },
  ]) {
    const { redeemed } = await go('ejemplo', { id_token: { identidad: wanted } }, {}, pedro);
    t.is((await redeemed()).id?.identidad, 'declarada');
  }
});

test.serial(
  '[protocol 21] an essential level that cannot be reached is refused at once, and one that is reached continues',
  async (t) => {
    const acr = (value: string) => ({ id_token: { acr: { essential: true, value } } });
    t.is((await go('ejemplo', acr('urn:sence:clave:3fa'))).error(), 'unmet_authentication_requirements');
    t.is((await (await go('ejemplo', acr('urn:sence:clave'))).redeemed()).id?.acr, 'urn:sence:clave');
    const any = { id_token: { acr: { essential: true } } };
    t.is((await (await go('ejemplo', any)).redeemed()).id?.acr, 'urn:sence:clave');
  },
);
