import test, { type ExecutionContext } from 'ava';
import { isRefused, overwrite, plant, rowOf } from '../../../helpers/attack.ts';
import { begin, beginWithCard, HOUR, MINUTE, openWithCamila, stepOf } from '../../../helpers/recovery.ts';

/** Camila has shown her card in a recovery of her own; the attacker has begun another one, in another browser. */
async function open(t: ExecutionContext) {
  const app = await openWithCamila(t);
  const hers = await beginWithCard(app);
  const theirs = await begin(app, { browser: 'ajeno' });
  return {
    app,
    hers,
    theirs,
    her: await rowOf(app, 'recoveries', { id: hers.id }),
    their: await rowOf(app, 'recoveries', { id: theirs.id }),
  };
}

test('[A11, threat 82] a journey in which the card was shown is not carried to another browser', async (t) => {
  const { app, hers, her, their } = await open(t);
  const { recoveries } = app.deps;
  await overwrite(app, 'recoveries', { id: hers.id }, { browser: their.browser });
  await isRefused(t, 'recoveries', () => recoveries.find(hers.id, 'ajeno'), 'find');
  await isRefused(t, 'recoveries', () => recoveries.change(hers.id, 'ajeno', (same) => same), 'change');
  await isRefused(t, 'recoveries', () => recoveries.prolong(hers.id, 'ajeno'), 'prolong');
  await isRefused(t, 'recoveries', () => recoveries.adopt(hers.id, 'otro'), 'adopt');
  await overwrite(app, 'recoveries', { id: hers.id }, { browser: their.browser, mac: their.mac });
  await isRefused(t, 'recoveries', () => recoveries.find(hers.id, 'ajeno'), 'with the MAC of the other');
  await overwrite(app, 'recoveries', { id: hers.id }, her);
  t.truthy(await stepOf(app, hers), 'as it was written');
});

test('[A11, threat 82] what a journey knows is not copied into another, nor a journey inserted', async (t) => {
  const { app, theirs, her, their } = await open(t);
  const { recoveries } = app.deps;
  await overwrite(app, 'recoveries', { id: theirs.id }, { content: her.content });
  await isRefused(t, 'recoveries', () => recoveries.find(theirs.id, 'ajeno'), 'the content of hers');
  await app.raw.run((sql) => sql('recoveries').where({ id: theirs.id }).delete());
  await plant(app, 'recoveries', { ...her, id: theirs.id, browser: their.browser });
  await isRefused(t, 'recoveries', () => recoveries.find(theirs.id, 'ajeno'), 'hers under another id');
});

test('[A11] a journey is valid for six hours at most, whatever its row says', async (t) => {
  const { app, hers } = await open(t);
  const { recoveries } = app.deps;
  const late = new Date(app.deps.now().getTime() + 30 * 24 * HOUR);
  await overwrite(app, 'recoveries', { id: hers.id }, { expires_at: late });
  app.advance(6 * HOUR + MINUTE);
  t.is(await recoveries.find(hers.id, hers.browser), undefined);
  t.is(await recoveries.prolong(hers.id, hers.browser), undefined);
  t.is(await recoveries.adopt(hers.id, 'otro'), undefined);
  await overwrite(app, 'recoveries', { id: hers.id }, { created_at: app.deps.now() });
  await isRefused(t, 'recoveries', () => recoveries.find(hers.id, hers.browser), 'begun later');
});
