/**
 * docs/desk.md: each page that tells its reader to name its code says whom it is about, so that the code leads the desk
 * there.
 */
import test from 'ava';
import { searchDesk } from '../../src/features/desk/use-cases/search.ts';
import { rosa } from '../helpers/client-app.ts';
import { enterCuenta } from '../helpers/cuenta.ts';
import { agente, atDesk } from '../helpers/desk.ts';
import { read } from '../helpers/named-proofs.ts';
import { openWithCamila, runNumber } from '../helpers/recovery.ts';

/** Which file says whom a page is about; views of a folder have one. */
const knows: Readonly<Record<string, string>> = {
  'views/data-update/factor.pug': 'src/http/flows/step-page.ts',
  'views/facilitador/factor.pug': 'src/http/flows/step-page.ts',
  'views/lost-factor/loss.pug': 'src/features/sign-in/ticket-page.ts',
  'views/my-account/identity.pug': 'src/http/signed-in/frame.ts',
  'views/my-account/my-data.pug': 'src/http/signed-in/frame.ts',
  'views/my-account/not-me.pug': 'src/http/signed-in/frame.ts',
  'views/my-account/right-new.pug': 'src/http/signed-in/frame.ts',
  'views/parts/contact-code.pug': 'src/http/flows/step-page.ts',
  'views/parts/mail-asked.pug': 'src/http/flows/step-page.ts',
  'views/parts/mailbox-code.pug': 'src/http/flows/step-page.ts',
  'views/recovery/link.pug': 'src/features/recovery/recover-by-link.ts',
  'views/sign-in/factor.pug': 'src/features/sign-in/factor-step.ts',
  'views/sign-in/identidad.pug': 'src/features/sign-in/identidad.ts',
  'views/sign-in/new-device.pug': 'src/features/sign-in/ticket-page.ts',
};

/** Pages that show the code of an act, which stands in the trail. */
const ofAct: readonly string[] = [
  'views/data-update/done.pug',
  'views/key-change/done.pug',
  'views/recovery/sent.pug',
  'views/registration/natural/done.pug',
];

const listed = [...read('docs/desk.md').matchAll(/^\| `(views\/[^`]+)`/gm)].map(([, path = '']) => path);
/** Asks that name neither a folio nor a number. */
const namesCode = (path: string): boolean => /\+(?:pida|llame)\('[^']+'\)/.test(read(path));

test('[refusals] each page of the table that names its code says whom it is about, or shows the code of an act', (t) => {
  const naming = listed.filter(namesCode);
  t.true(naming.length > 10, String(naming.length));
  t.deepEqual(
    naming.filter((path) => !knows[path] && !ofAct.includes(path)),
    [],
  );
  t.deepEqual(
    Object.keys(knows).filter((path) => !naming.includes(path)),
    [],
  );
  for (const [path, source] of Object.entries(knows)) t.regex(read(source), /isAbout\(|aboutTyped\(/, path);
  for (const path of ofAct) t.regex(read(path), /Código de atención', dd: reference/, path);
});

test('a page that refuses nothing and names its code: the code leads to the account, and is noted on no other page', async (t) => {
  const app = await openWithCamila(t);
  const browser = await enterCuenta(app);
  const noted = async () => (await app.database.run<unknown[]>((sql) => sql('page_references').select())).length;
  const before = await noted();
  await browser.get(`${app.issuer}/cuenta/actividad`);
  t.is(await noted(), before);
  const { text } = await browser.get(`${app.issuer}/cuenta/datos`);
  const code = /diga el código (CS-\w{4}-\w{4})/.exec(text)?.[1] ?? 'none';
  const found = await searchDesk(app.deps, { ...agente, run: runNumber(44_000_009) }, code, atDesk);
  t.deepEqual(
    found.accounts.map(({ identifier }) => identifier as string),
    [rosa.rut.replace(/\./g, '')],
  );
});
