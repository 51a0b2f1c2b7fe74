import test, { type ExecutionContext } from 'ava';
import { confirmEmail } from '../../src/account/confirm-email.ts';
import { registerNatural } from '../../src/account/register-natural.ts';
import { reap } from '../../src/adapters/postgres/reaper.ts';
import { parseEmail } from '../../src/domain/email.ts';
import { registration, visitorFrom } from '../helpers/registration.ts';
import { oldHash } from './files.ts';
import { type OldHouse, openOldHouse } from './old-house.ts';

const camila = '44000003-7';
const line = (email: string): string => `natural,44.000.003-7,md5,,${oldHash('md5', 'vieja-clave')},${email},`;
const typed = parseEmail('nueva@correo.example');
const imported = 'antigua@correo.example';
const CARD = 'B51A23456';

const register = (house: OldHouse, change: { serial?: string } = {}) =>
  registerNatural(house.world, registration({ email: typed, ...change } as never), visitorFrom('198.51.100.7'));
const confirm = (house: OldHouse, text: string) =>
  confirmEmail(house.world, /\/confirmar\/(\S+)/.exec(text)?.[1] ?? '', visitorFrom('198.51.100.7'));

async function newest(t: ExecutionContext, house: OldHouse, to: string, subject: string): Promise<string> {
  const [letter] = await house.mailbox();
  t.like(letter, { to, subject });
  return letter?.text ?? '';
}

test('who only declares an old identifier confirms through the imported e-mail, which becomes the account’s', async (t) => {
  const house = await openOldHouse(t);
  await house.bring([line(imported)]);
  await register(house);
  await confirm(house, await newest(t, house, imported, 'Confirme su cuenta Clave Sence'));
  t.like(await house.world.accounts.findByIdentifier('natural', camila as never), {
    state: 'activa',
    identidad: 'declarada',
    personal: { email: imported },
  });
  t.is(await house.count('legacy_keys'), 0, 'the old key dies');
  t.false(await house.recognises('natural', camila, 'vieja-clave'));
});

test('who proves the card confirms through the address that was typed', async (t) => {
  const house = await openOldHouse(t);
  await house.bring([line(imported)]);
  await register(house, { serial: CARD });
  await confirm(house, await newest(t, house, typed, 'Confirme su cuenta Clave Sence'));
  t.like(await house.world.accounts.findByIdentifier('natural', camila as never), {
    identidad: 'documento',
    personal: { email: typed },
  });
  t.is(await house.count('legacy_keys'), 0);
});

test('without an imported e-mail only the card opens an old identifier', async (t) => {
  const house = await openOldHouse(t);
  await house.bring([line('')]);
  await register(house);
  t.notRegex(await newest(t, house, typed, 'Falta el número de su cédula'), /\/confirmar\//);
  await register(house, { serial: CARD });
  await confirm(house, await newest(t, house, typed, 'Confirme su cuenta Clave Sence'));
  t.is(await house.count('legacy_keys'), 0);
});

test('a link that was sent before the import does not go around it', async (t) => {
  const house = await openOldHouse(t);
  await register(house);
  const text = await newest(t, house, typed, 'Confirme su cuenta Clave Sence');
  await house.bring([line(imported)]);
  t.like(await t.throwsAsync(confirm(house, text)), { code: 'link-spent' });
  t.is(await house.count('legacy_keys'), 1);
});

test('an old key lives until its account is confirmed, and the registration alone does not end it', async (t) => {
  const house = await openOldHouse(t);
  await house.bring([line(imported)]);
  await register(house);
  t.true(await house.recognises('natural', camila, 'vieja-clave'));
  const broken = {
    ...house.world,
    notifier: { ...house.world.notifier, send: () => Promise.reject(new Error('no outbox')) },
  };
  const text = await newest(t, house, imported, 'Confirme su cuenta Clave Sence');
  await t.throwsAsync(confirm({ ...house, world: broken }, text), { message: 'no outbox' });
  t.is(await house.count('legacy_keys'), 1, 'one transaction with the account');
});

test('after twelve months an old key is not recognised any more, and the reaper takes it', async (t) => {
  const house = await openOldHouse(t);
  await house.bring([line(imported)]);
  const day = 24 * 3_600_000;
  house.advance(364 * day);
  t.true(await house.recognises('natural', camila, 'vieja-clave'));
  house.advance(3 * day);
  t.false(await house.recognises('natural', camila, 'vieja-clave'));
  t.is(await house.world.legacyKeys.contactsOf('natural', camila as never), undefined);

  const { database, world } = house;
  await reap(database, world.accounts, new Date(0));
  t.is(await house.count('legacy_keys'), 1, 'by the clock of the database it is young');
  await database.run((sql) =>
    sql('legacy_keys').update({ expires_at: sql.raw("expires_at - interval '12 months 1 day'") }),
  );
  await reap(database, world.accounts, new Date(0));
  t.is(await house.count('legacy_keys'), 0);
});
