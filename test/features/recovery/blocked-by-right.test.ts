/** Data that their holder had blocked: the recovery sends nothing, and says so to who showed the card, and to no other. */
import test from 'ava';
import { requireSerial } from '../../../src/domain/cedula.ts';
import { refusalOf } from '../../../src/domain/refusal.ts';
import { askRight } from '../../../src/features/privacy/use-cases/ask-right.ts';
import { showCedula } from '../../../src/features/recovery/use-cases/show-card.ts';
import { catalogueOf, defaultLocale } from '../../../src/locales/locale.ts';
import {
  begin,
  camila,
  coded,
  elsewhere,
  messagesTo,
  openWithCamila,
  owner,
  provedLongAgo,
  stepOf,
} from '../../helpers/recovery.ts';
import { camilaIn } from '../../helpers/rights.ts';

const other = requireSerial('B99999999');

for (const policy of ['guia', 'segura'] as const)
  test(`who shows the card is told that the data are blocked and how that ends; before it nothing is told (${policy})`, async (t) => {
    const app = await openWithCamila(t, { policy });
    await provedLongAgo(app);
    await askRight(app.deps, await camilaIn(app), { kind: 'bloqueo', detail: undefined }, owner);
    const before = (await messagesTo(app, camila.email)).length;
    const of = await begin(app);
    t.is(await stepOf(app, of), 'serial', 'as of any number');
    t.is(await coded(showCedula(app.deps, of, other, elsewhere())), 'cedula-mismatch');
    t.is(await coded(showCedula(app.deps, of, requireSerial(camila.serial), elsewhere())), 'account-blocked');
    t.is(await stepOf(app, of), 'serial', 'no page says that a message is sent');
    t.is((await messagesTo(app, camila.email)).length, before);
  });

test('who shows the card of a blocked account that was never proved gets the link to «Alguien registró mi RUT»', async (t) => {
  const app = await openWithCamila(t, { declared: true });
  await askRight(app.deps, await camilaIn(app), { kind: 'bloqueo', detail: undefined }, owner);
  const of = await begin(app);
  const refused = await refusalOf(() => showCedula(app.deps, of, requireSerial(camila.serial), elsewhere()));
  t.is(refused?.code, 'account-blocked');
  const said = refused && catalogueOf(defaultLocale).refusals[refused.code](refused.details);
  t.deepEqual(said?.solution, [{ text: 'Alguien registró mi RUT', href: '/alguien-registro-mi-rut' }]);
});
