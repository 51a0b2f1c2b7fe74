/** Two people look at the copy of a document that a migrant sent: what they see, who sees it, and what it raises. */
import test, { type ExecutionContext } from 'ava';
import { checkDigitOf } from '../../../src/domain/mrz.ts';
import { Refusal } from '../../../src/domain/refusal.ts';
import { rateLimits } from '../../../src/domain/throttle.ts';
import { caseAddress } from '../../../src/features/cases/tickets.ts';
import { compareMrz } from '../../../src/features/cases/use-cases/compare-mrz.ts';
import { confirmDecision, decideCase, proposeDecision } from '../../../src/features/cases/use-cases/decide-case.ts';
import { endCasesByTime } from '../../../src/features/cases/use-cases/end-by-time.ts';
import { withdrawCase } from '../../../src/features/cases/use-cases/own-case.ts';
import { askPerson, assignCase } from '../../../src/features/cases/use-cases/work-on-case.ts';
import { TamperedRow } from '../../../src/ports/tampered-row.ts';
import type { TestApp } from '../../helpers/app.ts';
import { rowsOf } from '../../helpers/attack.ts';
import { openBrowser } from '../../helpers/browser.ts';
import { isRefusedFor, member } from '../../helpers/cases.ts';
import { casesOf, filesOf, jorgeNow, openCopy } from '../../helpers/copies.ts';
import { onePage } from '../../helpers/files/pdfs.ts';
import { jorge } from '../../helpers/migrantes.ts';
import { DAY, tokenIn } from '../../helpers/recovery.ts';
import { type AtDesk, openStaff } from '../../helpers/staff.ts';
import { attack } from '../../helpers/tampered.ts';

const granted = { outcome: 'acogida', reason: 'La copia es de un pasaporte vigente.' } as const;
const rejected = { outcome: 'rechazada', reason: 'El nombre del pasaporte es otro.' } as const;

/** The zone of a passport that ends on this day (YYMMDD). */
function zoneOf(end: string): string {
  const dated = (value: string): string => value + checkDigitOf(value);
  const [number, born, ends, own] = ['L898902C3', '740812', end, 'ZE184226B<<<<<'].map(dated);
  const all = checkDigitOf(`${number}${born}${ends}${own}`);
  return `P<UTODELRIO<<JORGE<<<<<<<<<<<<<<<<<<<<<<<<<<\n${number}UTO${born}F${ends}${own}${all}`;
}
const passport = zoneOf('400415');

/** A case with Jorge's copy, and the two members. */
async function openSent(t: ExecutionContext, options: Parameters<typeof openCopy>[1] = {}) {
  const sender = await openCopy(t, options);
  await sender.send(sender.passport);
  const { app } = sender;
  const [{ folio } = { folio: '' }] = (await casesOf(app)) as { folio: string }[];
  const agent = { folio, member: (await member(app, ['agente'])).id };
  const reviewer = { folio, member: (await member(app, ['revisor'], 'Maule')).id };
  await assignCase(app.deps, agent, agent.member);
  return { ...sender, folio, agent, reviewer };
}

const stateOf = async (app: TestApp) => (await casesOf(app))[0]?.state;

test('two people raise the identity by the copy, what was set before ends, and the person is told with a link', async (t) => {
  const { app, agent, reviewer, page } = await openSent(t);
  await proposeDecision(app.deps, agent, granted);
  t.is((await jorgeNow(app)).identidad, 'declarada', 'the first alone raises nothing');
  await isRefusedFor(t, 'role', () => confirmDecision(app.deps, agent));
  await confirmDecision(app.deps, reviewer);
  const account = await jorgeNow(app);
  t.is(account.identidad, 'revisada');
  t.is(account.question, undefined);
  t.is(account.personal.mobile, undefined);
  const [file] = await filesOf(app);
  t.truthy(file?.ended_at, 'the file is kept for its term only');
  t.is(file?.state, 'limpio');
  const [act] = await rowsOf(app, 'audit', { act: 'identity.reviewed' });
  t.like(act, { account_id: account.id });
  t.is((await rowsOf(app, 'cases', {}))[0]?.ended_at === null, false);
  t.is((await page()).status, 303, 'nothing is left to send');
  await t.throwsAsync(decideCase(app.deps, reviewer, granted), { instanceOf: Refusal });
});

test('a rejected copy changes nothing, stays while another review may be asked, and is never shown after', async (t) => {
  const { app, agent, reviewer } = await openSent(t);
  const before = await jorgeNow(app);
  await proposeDecision(app.deps, agent, rejected);
  await confirmDecision(app.deps, reviewer);
  t.deepEqual(await jorgeNow(app), before);
  t.is((await filesOf(app))[0]?.ended_at, null);
  app.advance(10 * DAY);
  await endCasesByTime(app.deps);
  const [file] = await filesOf(app);
  t.like(file, { state: 'rechazado', reason: 'revision' });
  t.is(await app.deps.files.pixels(String(file?.id), 1), undefined);
});

test('the desk asks for another copy, the person sends it, and a withdrawn case releases it', async (t) => {
  const { app, agent, page, send } = await openSent(t);
  await askPerson(app.deps, agent, 'La foto está borrosa. Envíe otra.');
  const link = await tokenIn(app, jorge.email, 'caso');
  const own = await openBrowser().get(`${app.issuer}/caso/${link}`);
  t.regex(own.text, /Necesitamos otra copia.*Enviar otra copia/);
  t.notRegex(own.html, /value="answer"/, 'words are no answer');
  const asked = await page();
  t.regex(asked.text, /Necesitamos otra copia.*La foto está borrosa/);
  t.is((await send(['otro.pdf', onePage()])).status, 303);
  t.is(await stateOf(app), 'en-revision');
  const files = await filesOf(app);
  t.deepEqual(files.map(({ kind, ended_at }) => [kind, ended_at === null]).sort(), [
    ['pdf', true],
    ['png', false],
  ]);
  await withdrawCase(app.deps, { folio: agent.folio, account: (await jorgeNow(app)).id });
  t.true((await filesOf(app)).every(({ ended_at }) => ended_at !== null));
});

test('[threat 406] pixels go to the session that opened the case, once it is clean, and each page stands in Actividad', async (t) => {
  const { app, folio } = await openSent(t);
  const at = await openStaff(app, { roles: ['agente'], office: 'Arica' });
  const other = await openStaff(app, { roles: ['agente'], office: 'Talca' });
  const sheet = caseAddress(app.deps, await sessionOf(app, at), 'caso', folio);
  const pixels = `${app.issuer}${sheet}/pixeles/1`;
  const image = await at.browser.get(pixels);
  t.is(image.status, 200);
  t.is(image.headers.get('content-type'), 'image/png');
  t.is(image.headers.get('cache-control'), 'no-store');
  t.is((await at.browser.get(pixels)).status, 200);
  const shown = await rowsOf(app, 'audit', { act: 'file.shown' });
  t.is(shown.length, 1, 'once an hour for each page');
  t.like(shown[0], { account_id: (await jorgeNow(app)).id });
  t.not((await other.browser.get(pixels)).status, 200, 'a ticket is of one session');
  t.is((await at.browser.get(`${app.issuer}${sheet}/pixeles/2`)).status, 404);
  t.is((await at.browser.get(`${app.issuer}${sheet}/pixeles/0`)).status, 404, 'the original is no page');
  const page = await at.browser.get(`${app.issuer}${sheet}/copia/1?giro=90&grande=si`);
  t.regex(page.html, /class="pixeles grande giro-90"/);
  t.regex(page.text, /Girar a la derecha/);
  t.false(page.html.includes('<select'), 'nothing is preselected');
});

test('[threat 406] a member looks at so many pages an hour, and what the rules close is not shown', async (t) => {
  const { app, folio } = await openSent(t, { throttles: 'on' });
  const at = await openStaff(app, { roles: ['agente'], office: 'Arica' });
  const pixels = `${app.issuer}${caseAddress(app.deps, await sessionOf(app, at), 'caso', folio)}/pixeles/1`;
  for (let turn = 0; turn < rateLimits.deskPixels.limit; turn += 1)
    await app.deps.throttles.consume(rateLimits.deskPixels, at.member.id);
  t.is((await at.browser.get(pixels)).status, 429);
  t.deepEqual(await rowsOf(app, 'audit', { act: 'file.shown' }), []);
});

test('[threat 407] what was reviewed is what is approved: a file that was replaced, or a row put in its place, is not', async (t) => {
  const { app, agent, reviewer, send, page } = await openSent(t);
  await askPerson(app.deps, agent, 'La foto está borrosa. Envíe otra.');
  const before = await page();
  t.is((await send(['mejor.pdf', onePage()], {}, before)).status, 303);
  await proposeDecision(app.deps, agent, granted);
  t.is((await send(['otro.pdf', onePage()], {}, before)).status, 403, 'the person replaces nothing after the review');
  const file = (await app.deps.cases.findByFolio(agent.folio))?.copy?.file ?? '';
  const files = await filesOf(app);
  const hashOf = (own: boolean) => files.find(({ id }) => (id === file) === own)?.sha256;
  const put = (own: boolean) =>
    attack(app, 'update files set sha256 = :sha256 where id = :file', { sha256: hashOf(own), file });
  await put(false);
  await t.throwsAsync(confirmDecision(app.deps, reviewer), { instanceOf: TamperedRow });
  await put(true);
  await app.deps.files.release(file);
  await isRefusedFor(t, 'copy-changed', () => confirmDecision(app.deps, reviewer));
  t.is((await jorgeNow(app)).identidad, 'declarada');
});

/** Of which session the tickets of a member are. */
async function sessionOf({ deps }: TestApp, { token }: AtDesk): Promise<{ readonly sessionId: string }> {
  const session = await deps.staffSessions.use(token);
  if (typeof session !== 'object') throw new Error('the session is over');
  return { sessionId: session.id };
}

test('[threat 408] a zone whose digits do not fit, or of a document that is over, grants nothing, and is not kept', async (t) => {
  const { app, agent, reviewer } = await openSent(t);
  const reviewed = (await app.deps.cases.findByFolio(agent.folio))?.copy?.sha256 ?? '';
  const compare = (typed: string) => compareMrz(app.deps, agent, { typed, reviewed });
  await t.throwsAsync(compare('P<UTO'), { message: /mrz-unreadable/ });
  await compare(passport.replace('L898902C3', 'L898902C4'));
  await isRefusedFor(t, 'mrz-differs', () => proposeDecision(app.deps, agent, granted));
  await compare(zoneOf('120415'));
  await isRefusedFor(t, 'document-over', () => proposeDecision(app.deps, agent, granted));
  await isRefusedFor(t, 'copy-changed', () => compareMrz(app.deps, agent, { typed: passport, reviewed: 'otro' }));
  const read = await compare(passport);
  t.deepEqual(read.copy?.mrz?.wrong, []);
  t.false(JSON.stringify(read).includes('L898902C3'), 'the zone itself is dropped');
  await proposeDecision(app.deps, agent, granted);
  await compareMrz(app.deps, reviewer, { typed: passport.replace('L898902C3', 'L898902C4'), reviewed });
  await isRefusedFor(t, 'mrz-differs', () => confirmDecision(app.deps, reviewer));
  t.is((await jorgeNow(app)).identidad, 'declarada');
});

test('[threat 406] what the scanner has not passed is not granted', async (t) => {
  const { app, agent } = await openSent(t);
  const { files } = app.deps;
  const find: typeof files.find = async (id) => {
    const file = await files.find(id);
    return file && { ...file, state: 'pendiente' };
  };
  await isRefusedFor(t, 'copy-pending', () =>
    proposeDecision({ ...app.deps, files: { ...files, find } }, agent, granted),
  );
  await proposeDecision(app.deps, agent, granted);
  t.is(await stateOf(app), 'por-confirmar');
});

test('[threat 409] an account that was contested or proved meanwhile is not raised by a copy', async (t) => {
  const { app, agent, reviewer } = await openSent(t);
  const { id } = await jorgeNow(app);
  await proposeDecision(app.deps, agent, granted);
  await app.deps.accounts.change(id, (latest) => ({ ...latest, contest: 'desk' }));
  await isRefusedFor(t, 'account-contested', () => confirmDecision(app.deps, reviewer));
  await app.deps.accounts.change(id, (latest) => ({ ...latest, contest: undefined, identidad: 'documento' }));
  await isRefusedFor(t, 'already-proved', () => confirmDecision(app.deps, reviewer));
  t.is((await jorgeNow(app)).identidad, 'documento');
});
