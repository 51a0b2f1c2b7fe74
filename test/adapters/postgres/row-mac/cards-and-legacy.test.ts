import test from 'ava';
import { requireSerial } from '../../../../src/domain/cedula.ts';
import { parseNie } from '../../../../src/domain/nie.ts';
import { isRefused, overwrite, rowOf, rowsOf } from '../../../helpers/attack.ts';
import { camila, DAY, openAppFor } from '../../../helpers/recovery.ts';
import { lineOf, nieOf } from '../../../legacy/files.ts';
import { openOldApp } from '../../../legacy/old-app.ts';

const serial = requireSerial(camila.serial);

test('[A11] an edit of its row does not make an accepted card a new one', async (t) => {
  const app = await openAppFor(t);
  const { acceptedCards, now } = app.deps;
  await acceptedCards.note(camila.run, serial);
  const stolen = new Date(now().getTime() + DAY);
  t.true(await acceptedCards.anyBefore(camila.run, stolen));
  await overwrite(app, 'accepted_cards', {}, { at: new Date(stolen.getTime() + DAY) });
  await isRefused(t, 'accepted_cards', () => acceptedCards.firstAccepted(camila.run, serial), 'accepted later');
  await overwrite(app, 'accepted_cards', {}, { at: new Date(0) });
  await isRefused(t, 'accepted_cards', () => acceptedCards.anyBefore(camila.run, stolen), 'accepted earlier');
});

test('[A11] with the row of a person’s only card gone, an account that a theft stopped opens at the desk alone', async (t) => {
  const app = await openAppFor(t);
  const { acceptedCards, now } = app.deps;
  await acceptedCards.note(camila.run, serial);
  await app.raw.run((sql) => sql('accepted_cards').delete());
  t.false(await acceptedCards.anyBefore(camila.run, new Date(now().getTime() + DAY)));
});

test('[A11, threat 94] an old key that is moved, prolonged or inserted is not recognised and notifies no contacts', async (t) => {
  const app = await openOldApp(t);
  await app.bring([lineOf(1), lineOf(2)]);
  const { legacyKeys } = app.deps;
  const one = await rowOf(app, 'legacy_keys', { identifier: nieOf(1) });
  const mine = { id: one.id };
  await overwrite(app, 'legacy_keys', mine, { expires_at: new Date('2100-01-01T00:00:00Z') });
  await isRefused(t, 'legacy_keys', () => app.recognises('migrante', nieOf(1), 'clave-1'), 'it lives longer');
  await isRefused(t, 'legacy_keys', () => legacyKeys.contactsOf('migrante', parseNie(nieOf(1))), 'its contacts');
  await overwrite(app, 'legacy_keys', mine, { expires_at: one.expires_at, identifier: nieOf(9) });
  await isRefused(t, 'legacy_keys', () => app.recognises('migrante', nieOf(9), 'clave-1'), 'another identifier');
  await overwrite(app, 'legacy_keys', mine, one);
  t.true(await app.recognises('migrante', nieOf(1), 'clave-1'));
});

test('[A11] an old key that does not verify is skipped, reported at the end of the pass, and delays no other', async (t) => {
  const app = await openOldApp(t);
  await app.bring([lineOf(1), lineOf(2), lineOf(3)]);
  const [first] = await app.raw.run<{ id: string }[]>((sql) => sql('legacy_keys').orderBy('id').limit(1));
  await overwrite(app, 'legacy_keys', { id: first?.id }, { imported_at: new Date(0) });
  await isRefused(t, 'legacy_keys', () => app.deps.legacyKeys.wrap(10), 'thrown at the end');
  const wrapped = (await rowsOf(app, 'legacy_keys')).filter(({ key_hash }) => key_hash !== null);
  t.is(wrapped.length, 2);
  for (const { identifier } of wrapped)
    t.true(await app.recognises('migrante', String(identifier), `clave-${numberOf(String(identifier))}`));
});

const numberOf = (nie: string): number => [1, 2, 3].find((number) => nieOf(number) === nie) ?? 0;
