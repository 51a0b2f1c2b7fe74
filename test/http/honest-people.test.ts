/** Users who lack something that most have: each is taken to the end that the policy gives, or to the desk's folio. */
import test from 'ava';
import { finishContest } from '../../src/features/recovery/use-cases/contest-recovery.ts';
import { confirmAddress } from '../../src/features/recovery/use-cases/recover-key.ts';
import { CAPTCHA_ANSWER } from '../helpers/app.ts';
import { openBrowser } from '../helpers/browser.ts';
import {
  beginWithCard,
  camila,
  finishAs,
  stranger as newContacts,
  openAppFor,
  openWithCamila,
  outcomeOf,
  owner,
  replaceByCard,
  waitOut,
} from '../helpers/recovery.ts';
import { registerOwner } from '../helpers/squatter.ts';

for (const policy of ['guia', 'segura'] as const)
  test(`[A4] honest people, ${policy}: a lost mailbox is replaced by the card after the waiting period, and the key is sent to the new one`, async (t) => {
    const app = await openWithCamila(t, { policy });
    await replaceByCard(app, {}, owner);
    await waitOut(app);
    t.is(await finishAs(app, newContacts), 'done');
    t.is(await outcomeOf(app, 'Otra frase, que recien eligio'), 'in');
  });

test('[A1] honest people: a user whose mailbox was lost before any card was shown takes the number back and registers with the card', async (t) => {
  const app = await openWithCamila(t, { declared: true });
  const of = await beginWithCard(app, {}, owner);
  await confirmAddress(app.deps, of, false);
  await finishContest(app.deps, of, owner);
  await registerOwner(app);
  t.is(await outcomeOf(app, camila.key), 'in');
});

test('[A4] honest people: an expired card is reported like any other that does not match, with the telephone and the code to give there', async (t) => {
  const app = await openAppFor(t);
  const browser = openBrowser();
  const shown = async (serie: string) => {
    const page = await browser.get(`${app.issuer}/alguien-registro-mi-rut`);
    return browser.send(page, { rut: '44.000.004-5', serie, captcha: CAPTCHA_ANSWER });
  };
  const said = ({ text }: { readonly text: string }) => text.replace(/CS-[0-9A-Z]{4}-[0-9A-Z]{4}/g, 'CS');
  const expired = await shown('A012345678');
  t.is(expired.status, 422);
  t.regex(expired.text, /800 80 10 30/);
  t.regex(expired.text, /Código de atención: CS-[0-9A-Z]{4}-[0-9A-Z]{4}/);
  t.is(said(await shown('A012345679')).replaceAll('A012345679', 'A012345678'), said(expired));
});
