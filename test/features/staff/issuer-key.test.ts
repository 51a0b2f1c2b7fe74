/** The agency's own provider, where this service proves itself by a private key, and what «Salir» does there. */
import test from 'ava';
import { exportJWK, generateKeyPair } from 'jose';
import { openTestApp } from '../../helpers/app.ts';
import { openBrowser } from '../../helpers/browser.ts';
import { addStaff } from '../../helpers/staff.ts';
import { openIssuer } from '../../helpers/staff-issuer.ts';

const { privateKey } = await generateKeyPair('ES256', { extractable: true });
const key = { ...(await exportJWK(privateKey)), kid: 'mesa-1' };
const issuer = await openIssuer(key);
const app = await openTestApp({ env: issuer.env });
issuer.trust(`${app.issuer}/mesa/ingreso/vuelta`);
test.after.always(async () => {
  await app.stop();
  await issuer.close();
});
const at = (path: string): string => `${app.issuer}${path}`;

/** A member whose link was opened, who signed in there: the browser of the desk, and that of the provider. */
async function enter(run: string) {
  const member = await addStaff(app, { roles: ['agente'], run });
  Object.assign(issuer.person, { sub: `u-${run}`, roles: ['agente'] });
  const [desk, there] = [openBrowser(), openBrowser()];
  const page = await desk.get(at(`/mesa/inscripcion/${await app.deps.staffLinks.make(member.id)}`));
  await desk.send(page, {});
  let next = (await desk.get(at('/mesa/ingreso/institucion'))).headers.get('location') ?? '';
  for (let hops = 0; hops < 6 && !next.startsWith(app.issuer); hops += 1) {
    const visit = await there.get(next);
    next = new URL(visit.headers.get('location') ?? '', visit.url).href;
  }
  return { desk, there, visit: await desk.get(next) };
}

test.serial(
  'a private key in place of a secret; «Salir» leads on to the end of the session at the provider',
  async (t) => {
    const { desk, there, visit } = await enter('44000150-K');
    t.is(visit.status, 200, visit.text.slice(0, 300));
    const kept = desk.cookies.get('cs_salida') ?? '';
    t.true(kept.length > 100);
    t.notRegex(kept, /eyJ/, 'sealed');
    const leaving = await desk.get(at('/mesa/salir'));
    t.regex(leaving.text, /Elisa Contreras Vera · Agente/);
    const left = await desk.follow(await desk.send(leaving, {}), app.issuer);
    t.regex(left.text, /Falta salir de la cuenta de la institución, en 127\.0\.0\.1/);
    const address = new URL((/content="0;url=([^"]+)"/.exec(left.html)?.[1] ?? '').replaceAll('&amp;', '&'));
    t.is(address.origin, issuer.url);
    t.is(address.searchParams.get('post_logout_redirect_uri'), at('/mesa/ingreso'));
    t.truthy(address.searchParams.get('id_token_hint'));
    t.is((await there.get(address.href)).status, 200, 'the provider takes the hint and the address');
    t.is((await desk.get(at('/mesa/salir'))).headers.get('location'), '/mesa/ingreso');
    const again = await desk.get(at('/mesa/ingreso/salida'));
    t.is(again.headers.get('location'), '/mesa/ingreso?listo=left', 'the hint is used once');
  },
);

test.serial(
  '[threat 353] with the provider away «Salir» ends the session here, and a stranger starts no call to it',
  async (t) => {
    const { desk } = await enter('44000152-6');
    issuer.fails = 500;
    app.advance(11 * 60_000);
    const before = issuer.received;
    const [stranger, forger] = [openBrowser(), openBrowser()];
    forger.cookies.set('cs_salida', 'x'.repeat(200));
    for (const each of [stranger, forger]) {
      const answer = await each.get(at('/mesa/ingreso/salida'));
      t.is(answer.headers.get('location'), '/mesa/ingreso?listo=left');
    }
    t.is(issuer.received, before, 'no request came to the provider');
    const leaving = await desk.get(at('/mesa/salir'));
    const sent = await desk.send(leaving, {});
    t.is(sent.headers.get('location'), '/mesa/ingreso/salida');
    t.is((await desk.get(at('/mesa/ingreso/salida'))).headers.get('location'), '/mesa/ingreso?listo=left');
    t.true(issuer.received > before, 'the browser that has the hint makes one');
    t.is((await desk.get(at('/mesa/salir'))).headers.get('location'), '/mesa/ingreso');
  },
);
