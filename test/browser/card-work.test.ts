import test, { type ExecutionContext } from 'ava';
import type { Page } from 'playwright-core';
import { rateLimits } from '../../src/domain/throttle.ts';
import { CAPTCHA_ANSWER } from '../helpers/app.ts';
import { withinMs } from '../helpers/within-ms.ts';
import { lookAt } from './quality.ts';
import { openStage, type Stage } from './stage.ts';
import { fill, follow, heading } from './steps.ts';

const NETWORKS = ['127.0.0.1', '0:0:0:0::/64'];
const camila = { rut: '44.000.003-7', serie: 'B51A23456' } as const;

let stage: Stage;
test.before(async () => {
  stage = await openStage({ THROTTLES: 'on' });
  const { throttles } = stage.app.deps;
  for (const network of NETWORKS)
    for (let tries = 0; tries < rateLimits.cedulaByNetwork.limit + 2; tries += 1)
      await throttles.consume(rateLimits.cedulaByNetwork, network);
});
test.after.always(() => stage.close());

async function open(t: ExecutionContext, javaScriptEnabled: boolean) {
  t.timeout(withinMs(120_000));
  const visitor = await stage.visit({ viewport: { width: 390, height: 800 }, javaScriptEnabled });
  t.teardown(() => visitor.context.close());
  await visitor.page.goto(`${stage.app.issuer}/alguien-registro-mi-rut`);
  return visitor;
}

const press = (page: Page) => page.getByRole('button', { name: 'Recuperar mi RUT' });

test.serial(
  '[A4] past the bound the page works by itself when a card is sent, says so, and the card passes',
  async (t) => {
    const { page, complaints } = await open(t, true);
    const asked: string[] = [];
    page.on('request', (request) => void asked.push(new URL(request.url()).pathname));
    await lookAt(t, page, true);
    await fill(page, { rut: camila.rut, captcha: CAPTCHA_ANSWER });
    await follow(page, press(page));
    t.false(asked.includes('/trabajo/cedula'), 'without a card nothing is tried, and nothing asked');
    const said: string[] = [];
    await page.exposeFunction('noteSaid', (text: string) => void said.push(text));
    await page.evaluate(`new MutationObserver(([{ target }]) => target.hidden || noteSaid(target.textContent))
    .observe(document.querySelector('#espera'), { childList: true, attributes: true })`);
    await fill(page, { ...camila, captcha: CAPTCHA_ANSWER });
    await press(page).click({ noWaitAfter: true });
    await page.waitForURL(/\/listo\//, { timeout: withinMs(60_000) });
    t.true(asked.includes('/trabajo/cedula'));
    t.regex(said[0] ?? '', /Espere unos segundos\. Comprobamos que no es un programa automático: \d+ %\./);
    t.deepEqual(complaints, []);
  },
);

test.serial('[A4] without script a card past the bound is refused with the hour when it costs nothing', async (t) => {
  const { page } = await open(t, false);
  await fill(page, { ...camila, captcha: CAPTCHA_ANSWER });
  await follow(page, press(page));
  t.is(await heading(page), 'Alguien registró mi RUT');
  t.regex(await page.locator('#resumen').innerText(), /podrá volver a probar .*a las \d\d\.\d\d/);
});
