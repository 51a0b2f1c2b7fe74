/** Messages of a case: each is named by the act with which it was written, and the person writes only where a page asks. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { decideCase } from '../../../src/features/cases/use-cases/decide-case.ts';
import { answerDesk, appealDecision } from '../../../src/features/cases/use-cases/own-case.ts';
import { askPerson, assignCase, attestDocument } from '../../../src/features/cases/use-cases/work-on-case.ts';
import { openSheet } from '../../../src/features/desk/use-cases/open-sheet.ts';
import { complainOf } from '../../../src/features/my-account/use-cases/complain-visit.ts';
import { rowOf } from '../../helpers/attack.ts';
import { openBrowser } from '../../helpers/browser.ts';
import { isRefusedFor, member, openCamilasCase } from '../../helpers/cases.ts';
import { atDesk, because } from '../../helpers/desk.ts';
import { bundleOf, evidenceOf, seal, verdict } from '../../helpers/evidence.ts';
import { accountNow, camila, openWithCamila, owner } from '../../helpers/recovery.ts';

const words = 'Lo vimos con la persona.';
const seen = { document: 'cedula', number: 'B51234567', expires: '2030-01-01' };

test('one function writes messages of cases, and records the act that names them', (t) => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const writers = files.filter((file) => readFileSync(join('src', file), 'utf8').includes('addMessage('));
  t.deepEqual(writers.toSorted(), [
    'account/record-message.ts',
    'adapters/postgres/cases/case-parts.ts',
    'ports/cases.ts',
  ]);
});

test('every writer of a message is named by an act, and the file of the case says that these are the words', async (t) => {
  const app = await openWithCamila(t);
  const { deps } = app;
  const visitor = await member(app, ['agente']);
  const revisor = await member(app, ['revisor'], 'Maule');
  const account = await accountNow(app);
  await openSheet(deps, visitor, account.id, because, atDesk);
  const [visit] = await deps.staffActs.read({ member: visitor.id, act: 'desk.visit' }, { skip: 0, limit: 1 });
  await complainOf(deps, { account, actor: undefined }, { visit: String(visit?.details.visit), text: words }, owner);
  const folio = (await deps.cases.list(account.id))[0]?.folio ?? '';
  const [at, person] = [
    { folio, member: revisor.id },
    { folio, account: account.id },
  ];
  await assignCase(deps, at, revisor.id);
  await askPerson(deps, at, '¿Qué día fue?');
  await answerDesk(deps, person, 'El lunes.');
  await decideCase(deps, at, { outcome: 'rechazada', reason: 'Usted llamó.', ground: undefined });
  await appealDecision(deps, person, 'No llamé.');
  await seal(app);
  const file = await bundleOf(app, folio);
  const { intact, text } = verdict(file);
  t.true(intact, text);
  const { messages } = evidenceOf(file).case ?? {};
  t.deepEqual(
    messages?.map(({ text: written }) => written),
    [words, '¿Qué día fue?', 'El lunes.', 'No llamé.'],
  );
  const named = evidenceOf(file).acts.filter(({ columns }) => String(columns.details).includes('"message"'));
  t.is(named.length, 4);
});

test('a case that waits for a visit to a counter takes no answer, whatever a form says', async (t) => {
  const app = await openWithCamila(t);
  const agent = await member(app, ['agente']);
  const folio = await openCamilasCase(app, 'factor-perdido');
  const { id: account } = await accountNow(app);
  const until = app.deps.now().getTime() + 60_000;
  const token = app.deps.tokens.pack('own-case', { folio, account, to: camila.email, until });
  const browser = openBrowser();
  const page = await browser.get(`${app.issuer}/caso/${token}`);
  t.notRegex(page.html, /value="answer"/);
  const refused = await browser.send(page, { accion: 'answer', texto: 'No puedo ir a una oficina.' });
  t.is(refused.status, 422);
  t.regex(refused.text, /Falta ver el documento en una oficina/);
  t.is((await rowOf(app, 'cases', { folio })).state, 'espera-persona');
  await isRefusedFor(t, 'document-unseen', () => answerDesk(app.deps, { folio, account }, words));
  await attestDocument(app.deps, { folio, member: agent.id }, seen);
  await askPerson(app.deps, { folio, member: agent.id }, '¿Desde cuándo?');
  t.is((await answerDesk(app.deps, { folio, account }, words)).state, 'en-revision');
});
