import test from 'ava';
import * as oidc from 'openid-client';
import { openTestApp } from '../helpers/app.ts';
import { openBrowser } from '../helpers/browser.ts';
import { answerOf, beginSignIn, goThrough, openClient, redeem, rosa, signIn, userInfo } from '../helpers/client-app.ts';
import { goToCuenta } from '../helpers/cuenta.ts';
import { callable, eventReceiver, heardAt, listeningAt, notifiedIn } from '../helpers/event-receiver.ts';
import { logoutReceiver, notifiedSids } from '../helpers/logout-receiver.ts';

const WITHDRAWN = 'urn:sence:evento:permiso-retirado';

test('[threat 642] a withdrawal ends tokens and session at that client, which is told by an event and a logout; no other is', async (t) => {
  const events = await eventReceiver(t);
  const logouts = await logoutReceiver();
  t.teardown(logouts.close);
  const outside = { first_party: false, sector: 'privada', scope: 'openid run' };
  const app = await openTestApp({
    env: { THROTTLES: 'off', ...callable(events, logouts) },
    clients: [
      listeningAt(events, 'privada', { ...outside, backchannel_logout_uri: `http://localhost:${logouts.port}/salida` }),
      listeningAt(events, 'otra'),
    ],
  });
  t.teardown(app.stop);
  const browser = openBrowser();
  const other = await signIn(await openClient(app, 'otra'), { browser });
  const client = await openClient(app, 'privada');
  const { to, checks } = await beginSignIn(client, { scope: 'openid run' });
  const page = await goThrough(browser, to, rosa);
  const answer = answerOf(await browser.follow(await browser.send(page, { accion: 'permitir' }), app.issuer));
  const tokens = await redeem(client, answer, checks);
  const { sub, sid } = tokens.claims() as oidc.IDToken;

  await browser.send(await goToCuenta(app, browser, '/plataformas/privada'), { accion: 'desconectar' });

  await t.throwsAsync(userInfo(client, tokens));
  await t.throwsAsync(oidc.refreshTokenGrant(client.config, tokens.refresh_token ?? ''));
  t.deepEqual(notifiedIn(await heardAt(app, events, 'privada')), [[WITHDRAWN, String(sub)]]);
  t.deepEqual(await notifiedSids(app, logouts), [String(sid)]);
  t.truthy((await userInfo(await openClient(app, 'otra'), other.tokens)).sub);

  // A client of SENCE has no consent to withdraw: it is disconnected, and gets no such event.
  await browser.send(await goToCuenta(app, browser, '/plataformas/otra'), { accion: 'desconectar' });
  t.is((await heardAt(app, { ...events, asked: events.asked.slice(1) }, 'otra')).length, 0);
});
