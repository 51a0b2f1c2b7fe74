import test, { type ExecutionContext } from 'ava';
import { isRefused, overwrite, plant, rowOf } from '../../../helpers/attack.ts';
import { begin, beginWithCard, HOUR, MINUTE, openWithCamila, stepOf } from '../../../helpers/recovery.ts';

/** Camila has shown her card in a recovery of her own; the attacker has begun another one, in another browser. */
async function open(t: ExecutionContext) {
  const house = await openWithCamila(t);
  const hers = await beginWithCard(house);
  const theirs = await begin(house, { browser: 'ajeno' });
  return {
    house,
    hers,
    theirs,
    her: await rowOf(house, 'recoveries', { id: hers.id }),
    their: await rowOf(house, 'recoveries', { id: theirs.id }),
  };
}

test('[A11] a journey in which the card was shown is not carried to another browser', async (t) => {
  const { house, hers, her, their } = await open(t);
  const { recoveries } = house.world;
  await overwrite(house, 'recoveries', { id: hers.id }, { browser: their.browser });
  await isRefused(t, 'recoveries', () => recoveries.find(hers.id, 'ajeno'), 'find');
  await isRefused(t, 'recoveries', () => recoveries.change(hers.id, 'ajeno', (same) => same), 'change');
  await isRefused(t, 'recoveries', () => recoveries.prolong(hers.id, 'ajeno'), 'prolong');
  await isRefused(t, 'recoveries', () => recoveries.adopt(hers.id, 'otro'), 'adopt');
  await overwrite(house, 'recoveries', { id: hers.id }, { browser: their.browser, mac: their.mac });
  await isRefused(t, 'recoveries', () => recoveries.find(hers.id, 'ajeno'), 'with the MAC of the other');
  await overwrite(house, 'recoveries', { id: hers.id }, her);
  t.truthy(await stepOf(house, hers), 'as it was written');
});

test('[A11] what a journey knows is not copied into another, nor a journey inserted', async (t) => {
  const { house, theirs, her, their } = await open(t);
  const { recoveries } = house.world;
  await overwrite(house, 'recoveries', { id: theirs.id }, { content: her.content });
  await isRefused(t, 'recoveries', () => recoveries.find(theirs.id, 'ajeno'), 'the content of hers');
  await house.raw.run((sql) => sql('recoveries').where({ id: theirs.id }).delete());
  await plant(house, 'recoveries', { ...her, id: theirs.id, browser: their.browser });
  await isRefused(t, 'recoveries', () => recoveries.find(theirs.id, 'ajeno'), 'hers under another id');
});

test('[A11] a journey lives six hours at most, whatever its row says', async (t) => {
  const { house, hers } = await open(t);
  const { recoveries } = house.world;
  const late = new Date(house.world.now().getTime() + 30 * 24 * HOUR);
  await overwrite(house, 'recoveries', { id: hers.id }, { expires_at: late });
  house.advance(6 * HOUR + MINUTE);
  t.is(await recoveries.find(hers.id, hers.browser), undefined);
  t.is(await recoveries.prolong(hers.id, hers.browser), undefined);
  t.is(await recoveries.adopt(hers.id, 'otro'), undefined);
  await overwrite(house, 'recoveries', { id: hers.id }, { created_at: house.world.now() });
  await isRefused(t, 'recoveries', () => recoveries.find(hers.id, hers.browser), 'begun later');
});
