/** The page of a request that was stopped twice: what two people compare with what was asked at the counter. */
import test from 'ava';
import { withdrawPendingChange } from '../../../src/account/withdraw-pending-change.ts';
import { camila, DAY, openWithCamila, owner, replaceByCard, stranger, tokenIn } from '../../helpers/recovery.ts';
import { openStaff } from '../../helpers/staff.ts';

test('[threat 310] the page of the case shows kind, date and masked contacts of the stopped request', async (t) => {
  const app = await openWithCamila(t);
  for (let time = 0; time < 2; time += 1) {
    await replaceByCard(app);
    await withdrawPendingChange(app.deps, await tokenIn(app, camila.email, 'solicitud'), owner);
    await app.advance(DAY);
  }
  const { browser } = await openStaff(app, { roles: ['agente'] });
  const queue = await browser.get(`${app.issuer}/mesa/casos`);
  const [link] = /\/mesa\/casos\/abrir\/[^"]+/.exec(queue.html) ?? [''];
  const sent = await browser.send(await browser.get(app.issuer + link), { motivo: 'resolver' });
  const { html } = await browser.follow(sent, app.issuer);
  t.regex(html, /La solicitud detenida[\s\S]*Recuperar su clave con contactos nuevos[\s\S]*Se pidió/);
  t.regex(html, /La solicitud detenida[\s\S]*l•••@m•••\.example[\s\S]*0666/);
  for (const secret of [stranger.email, stranger.mobile]) t.false(html.includes(secret), secret);
});
