/** The pages of the desk about clients of organisations. */
import test from 'ava';
import { caseAddress } from '../../../src/features/cases/tickets.ts';
import { openTestApp } from '../../helpers/app.ts';
import type { Visit } from '../../helpers/browser.ts';

import { platformIn, platformNow, underReview, underReviewWithLogo } from '../../helpers/platforms.ts';
import { type AtDesk, openStaff } from '../../helpers/staff.ts';

const app = await openTestApp();
test.after.always(() => app.stop());
const { deps } = app;

const tokenIn = ({ html }: Visit): string => /name="ficha" value="([^"]+)"/.exec(html)?.[1] ?? '';

/** The address of the page of a case, opened with a reason. */
async function opened({ browser }: AtDesk, folio: string): Promise<Visit> {
  const queue = await browser.get(`${app.issuer}/mesa/casos?tipo=plataforma`);
  const row = queue.html.split('<tr>').find((one) => one.includes(folio)) ?? '';
  const href = /href="(\/mesa\/casos\/abrir\/[^"]+)"/.exec(row)?.[1] ?? '';
  const page = await browser.get(app.issuer + href);
  const done = await browser.post(app.issuer + href, { motivo: 'resolver', ficha: tokenIn(page) });
  return browser.get(app.issuer + String(done.headers.get('location')));
}

test.serial(
  'the page of a review shows organisation, state and the host of each address, and leads to all data',
  async (t) => {
    const { folio } = await underReview(app);
    const desk = await openStaff(app, { roles: ['agente', 'revisor'] });
    const page = await opened(desk, folio);
    t.is(page.status, 200);
    for (const shown of ['Panadería Los Andes SpA', '54.000.001-8', 'En revisión', 'aula.losandes.example'])
      t.true(page.text.includes(shown), shown);
    t.regex(page.html, /\/plataforma"/);
  },
);

test.serial('[threat 684] reviewers see the logo that they approve, and its mark', async (t) => {
  const { folio } = await underReviewWithLogo(app);
  const desk = await openStaff(app, { roles: ['agente'] });
  const { url } = await opened(desk, folio);
  const page = await desk.browser.get(`${url}/plataforma`);
  t.regex(page.html, /<img[^>]+\/plataforma\/logo\.png/);
  t.regex(page.text, /Logo (?:\(opcional\) )?Una imagen \([0-9a-f]{12}\)/);
  const picture = await desk.browser.get(`${url}/plataforma/logo.png`);
  t.is(picture.status, 200);
  t.is(picture.headers.get('content-type'), 'image/png');
});

test.serial('what is typed beside a part sends the client back, and the organisation reads it', async (t) => {
  const { id, folio } = await underReview(app);
  const desk = await openStaff(app, { roles: ['agente'] });
  const { url } = await opened(desk, folio);
  const page = await desk.browser.get(`${url}/plataforma`);
  t.true(page.text.includes('Inscribir a las personas en los cursos de la panadería'));
  const version = /name="version" value="(\d+)"/.exec(page.html)?.[1] ?? '';
  const form = { accion: 'observar', version, ficha: tokenIn(page) };
  t.is((await desk.browser.post(`${url}/plataforma`, form)).status, 422, 'nothing was typed');
  t.is((await desk.browser.post(`${url}/plataforma`, { ...form, c_finalidad: 'Corta' })).status, 422);
  const sent = await desk.browser.post(`${url}/plataforma`, { ...form, c_finalidad: 'Diga para qué usa el nombre' });
  t.is(sent.status, 303);
  const client = await platformNow(app, id);
  t.is(client.state, 'borrador');
  t.deepEqual(client.comments, [{ field: 'purpose', text: 'Diga para qué usa el nombre' }]);
  t.is((await deps.cases.findByFolio(folio))?.state, 'espera-persona');
});

test.serial(
  'from its page a revisor opens the case of a suspension, with a reason alone, and may suspend at once',
  async (t) => {
    const { id } = await platformIn(app, 'produccion');
    const desk = await openStaff(app, { roles: ['revisor'] });
    const address = `${app.issuer}/mesa/plataformas/${id}`;
    const page = await desk.browser.get(address);
    const ficha = tokenIn(page);
    t.is((await desk.browser.post(address, { accion: 'suspender', ficha })).status, 422);
    const asked = await desk.browser.post(address, {
      accion: 'suspender',
      motivo: 'incidente-de-seguridad',
      ahora: 'si',
      ficha,
    });
    t.regex(String(asked.headers.get('location')), /^\/mesa\/casos\/abrir\//);
    t.is((await platformNow(app, id)).state, 'suspendida');
    const list = await desk.browser.get(`${app.issuer}/mesa/plataformas`);
    t.true(list.text.includes('Suspendida'));
    t.regex((await desk.browser.get(address)).text, /Una persona la suspendió por 72 horas/);
  },
);

test.serial(
  '[threat 666] a case of a client is closed to the staff of its organisation, by RUN and by mailbox',
  async (t) => {
    const { folio } = await underReview(app);
    const inside = await openStaff(app, { roles: ['revisor'], email: 'ana@losandes.example', run: '44000032-0' });
    const { id: sessionId } = (await deps.staffSessions.use(inside.token)) as { readonly id: string };
    const address = app.issuer + caseAddress(deps, { sessionId }, 'caso', folio);
    t.is((await inside.browser.get(address)).status, 422);
    t.is((await inside.browser.get(`${address}/plataforma`)).status, 422);
  },
);
