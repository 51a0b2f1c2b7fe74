import test, { type ExecutionContext } from 'ava';
import { rateLimits } from '../../src/domain/throttle.ts';
import { openTestApp } from '../helpers/app.ts';

const [NETWORK, OTHER] = ['198.51.100.7', '198.51.100.8'];

test('[A6] a picture and a sound that are requested again are not drawn again, and count once', async (t) => {
  const { captcha, ask, used } = await openCaptchas(t);
  const id = await captcha();
  const once = [await ask(`${id}.png`), await ask(`${id}.wav`)];
  t.is(await used(), 2);
  const again = await Promise.all([1, 2, 3].flatMap(() => [ask(`${id}.png`), ask(`${id}.wav`)]));
  t.is(await used(), 2);
  t.true(again.every(({ body }) => once.some((one) => one.body.equals(body))));
});

test('[A6] drawing is counted by network: past the budget only what is drawn already is sent there', async (t) => {
  const { captcha, ask, spend, used } = await openCaptchas(t);
  const [drawn, fresh] = [await captcha(), await captcha()];
  await ask(`${drawn}.png`);
  await spend();
  t.is((await ask(`${drawn}.png`)).status, 200);
  t.is((await ask(`${fresh}.png`)).status, 429);
  t.is((await ask(`${fresh}.png`, OTHER)).status, 200);
  t.is(await used(OTHER), 1);
});

test('[A6] a captcha that is refused is reported: in the place of the picture, and on a page for the sound', async (t) => {
  const { captcha, ask, spend } = await openCaptchas(t);
  const id = await captcha();
  await spend();
  const picture = await ask(`${id}.png`);
  t.regex(picture.type, /^image\/svg\+xml/);
  t.regex(picture.body.toString(), /Demasiadas imágenes pedidas.*Espere hasta las \d+\.\d\d.*Refrescar/s);
  t.true(picture.wait > 0);
  const sound = await ask(`${id}.wav`);
  t.is(sound.status, 429);
  t.regex(sound.type, /^text\/html/);
  t.regex(
    sound.body.toString(),
    /Demasiados intentos desde su conexión\. Puede volver a probar (?:el \d+ de \w+ )?a las/,
  );
});

test('[A6] a captcha that was used is not sent, though it was drawn', async (t) => {
  const { captcha, ask, deps } = await openCaptchas(t);
  const id = await captcha();
  t.is((await ask(`${id}.png`)).status, 200);
  await deps.captcha.spend(id, 'register-natural', 'AAAAA');
  t.is((await ask(`${id}.png`)).status, 404);
});

async function openCaptchas(t: ExecutionContext) {
  const app = await openTestApp({ env: { TRUST_PROXY_HOPS: '1' }, seed: false });
  t.teardown(app.stop);
  const { captcha, throttles } = app.deps;
  const rateLimit = rateLimits.captchaDrawingByNetwork;
  const ask = async (file: string, network = NETWORK) => {
    const headers = { 'X-Forwarded-For': network, Accept: 'text/html,*/*' };
    const answer = await fetch(`${app.issuer}/captcha/${file}`, { headers });
    return {
      status: answer.status,
      type: answer.headers.get('content-type') ?? '',
      wait: Number(answer.headers.get('retry-after')),
      body: Buffer.from(await answer.arrayBuffer()),
    };
  };
  return {
    deps: app.deps,
    captcha: () => captcha.issue('register-natural'),
    ask,
    /** Drawings that were counted for a network. */
    used: async (network: string = NETWORK) => (await throttles.peek(rateLimit, network)).used - 1,
    spend: async () => {
      for (let turn = 0; turn < rateLimit.limit; turn++) await throttles.consume(rateLimit, NETWORK);
    },
  };
}
