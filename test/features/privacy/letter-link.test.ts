/** The letter of an answer that no account opens: by the link of its mail, until it expires or the mailbox changes. */
import test from 'ava';
import { applyRetention } from '../../../src/adapters/postgres/retention/retention.ts';
import { parseEmail } from '../../../src/domain/email.ts';
import type { RightKind } from '../../../src/domain/rights.ts';
import { answerRight } from '../../../src/features/privacy/use-cases/answer-right.ts';
import { askRight } from '../../../src/features/privacy/use-cases/ask-right.ts';
import type { TestApp } from '../../helpers/app.ts';
import { openBrowser } from '../../helpers/browser.ts';
import { provedAs } from '../../helpers/proved.ts';
import { accountNow, camila, newestIn, openWithCamila, owner } from '../../helpers/recovery.ts';
import { camilaIn } from '../../helpers/rights.ts';

const DAY = 24 * 3_600_000;
const REASONS = 'El registro de actos se conserva cinco años.';

async function ask(app: TestApp, kind: RightKind) {
  const here = await camilaIn(app);
  const proved = provedAs(here.account);
  return (await askRight(app.deps, here, { kind, detail: 'Mi secreto', proved }, owner)).request;
}

const letterIn = (app: TestApp): Promise<string> => newestIn(app, camila.email, /(http\S+\/derechos\/carta\/[\w-]+)/);

const partly = { decision: 'acogida-en-parte', ground: 'obligacion-de-conservar', reasons: REASONS } as const;

test('[threat 333] after a suppression its answer is read without an account, also once the account is erased, with no other data, and expires', async (t) => {
  const app = await openWithCamila(t);
  const { id, folio } = await ask(app, 'supresion');
  await answerRight(app.deps, id, partly, 'Ana Soto');
  const letter = await letterIn(app);
  const look = () => openBrowser().get(letter);
  const { status, html } = await look();
  t.is(status, 200);
  for (const said of [folio, REASONS, 'Una norma obliga a conservar', 'Agencia de Protección'])
    t.true(html.includes(said), said);
  for (const hidden of [camila.rut, camila.run, camila.email, 'Camila', 'Mi secreto'])
    t.false(html.includes(hidden), hidden);
  app.advance(8 * DAY);
  t.is((await applyRetention(app.database, app.deps.now())).rows.closedAccounts, 1);
  t.is((await look()).status, 200);
  app.advance(173 * DAY);
  t.is((await look()).status, 404);
  t.is((await openBrowser().get(`${letter.slice(0, -2)}xx`)).status, 404);
});

test('[threat 333] the letter ends with the mailbox that it was sent to, and stays ended once the account is closed', async (t) => {
  const app = await openWithCamila(t);
  const closing = await ask(app, 'supresion');
  const { id } = await ask(app, 'bloqueo');
  await answerRight(app.deps, id, { decision: 'acogida', reasons: 'Bloqueamos sus datos.' }, 'Ana Soto');
  const letter = await letterIn(app);
  const look = () => openBrowser().get(letter);
  t.is((await look()).status, 200);
  const email = parseEmail('camila.otra@correo.example');
  const { id: account } = await accountNow(app);
  await app.deps.atomically(async () => {
    await app.deps.accounts.change(account, (now) => ({ ...now, personal: { ...now.personal, email } }));
  });
  t.is((await look()).status, 404);
  app.advance(1000);
  await answerRight(app.deps, closing.id, partly, 'Ana Soto');
  app.advance(8 * DAY);
  await applyRetention(app.database, app.deps.now());
  t.is((await look()).status, 404);
});

test('of a block that was granted the letter leads to where the key lifts it, as long as it is in force', async (t) => {
  const app = await openWithCamila(t);
  const { id } = await ask(app, 'bloqueo');
  await answerRight(app.deps, id, { decision: 'acogida', reasons: 'Bloqueamos sus datos.' }, 'Ana Soto');
  const letter = await letterIn(app);
  const browser = openBrowser();
  const page = await browser.get(letter);
  const lifting = /href="(\/derechos\/[\w-]+)">Levantar el bloqueo/.exec(page.html)?.[1] ?? '';
  const state = await browser.get(app.issuer + lifting);
  const done = await browser.send(state, { actual: camila.key });
  t.is(done.status, 303);
  t.is((await accountNow(app)).state, 'activa');
  t.notRegex((await browser.get(letter)).html, /Levantar el bloqueo/);
});
