import test from 'ava';
import { openTestApp } from '../helpers/app.ts';
import { openBrowser, type Visit } from '../helpers/browser.ts';
import { beginSignIn, clientFileFor, openClient } from '../helpers/client-app.ts';
import { fillQueue, slowEngine } from '../helpers/slow-engine.ts';
import { withinMs } from '../helpers/within-ms.ts';

test('[S4] while the queue is full a sign-in gets a page of 503 with Retry-After within 100 ms, and it is no try', async (t) => {
  const { engine, slow, hold } = await slowEngine();
  const app = await openTestApp({ clients: [clientFileFor('ejemplo')], hashEngine: engine });
  t.teardown(app.stop);
  const client = await openClient(app, 'ejemplo');
  const browser = openBrowser();
  const { to } = await beginSignIn(client);
  const page = await browser.follow(await browser.get(to.href), app.issuer);
  const send = (): Promise<Visit> => browser.send(page, { rut: '44.000.001-0', clave: 'no es esta 123' });
  t.is((await send()).status, 422);
  await slow(app.deps, 100);
  const release = hold();
  const filled = fillQueue(app.deps);
  const took: number[] = [];
  for (let times = 0; times < 8; times += 1) {
    const begun = performance.now();
    const said = await send();
    took.push(performance.now() - begun);
    t.is(said.status, 503);
    t.is(said.headers.get('retry-after'), '5');
    t.regex(said.text, /Hay muchas personas ingresando en este momento/);
  }
  release();
  await filled;
  t.is((await send()).status, 422, 'eight that were refused are no sixth wrong key');
  // The least of eight, because the machine of a test may be busy with other work.
  t.true(Math.min(...took) < withinMs(100), took.map(Math.round).join(' '));
});
