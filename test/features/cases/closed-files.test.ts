/** Of an account in the public eye: the file of a case and an answered right are closed as a case that waits is. */
import test, { type ExecutionContext } from 'ava';
import { rateLimits } from '../../../src/domain/throttle.ts';
import { caseAddress } from '../../../src/features/cases/tickets.ts';
import { readCaseAs } from '../../../src/features/cases/use-cases/read-case.ts';
import { openSheet } from '../../../src/features/desk/use-cases/open-sheet.ts';
import { askRight } from '../../../src/features/privacy/use-cases/ask-right.ts';
import type { TestApp } from '../../helpers/app.ts';
import { rowsOf } from '../../helpers/attack.ts';
import { openCamilasCase } from '../../helpers/cases.ts';
import { pressOn } from '../../helpers/cuenta.ts';
import { atDesk, because, toNoon } from '../../helpers/desk.ts';
import { evidenceOf, seal } from '../../helpers/evidence.ts';
import { accountNow, camila, openWithCamila, owner } from '../../helpers/recovery.ts';
import { camilaIn } from '../../helpers/rights.ts';
import { rightsIn } from '../../helpers/rights-command.ts';
import { type AtDesk, openStaff } from '../../helpers/staff.ts';

const SHUT = /^\/mesa\/casos\/abrir\//;

async function openDesk(t: ExecutionContext) {
  const app = await openWithCamila(t, { throttles: 'on' });
  toNoon(app);
  await openStaff(app, { roles: ['auditor'], email: 'auditoria@sence.example' });
  return { app, reviewer: await openStaff(app, { roles: ['revisor'], office: 'Maule' }) };
}

const reserve = async (app: TestApp) =>
  app.deps.reservedAccounts.change((await accountNow(app)).id, () => ({
    state: 'reserved',
    askedBy: crypto.randomUUID(),
  }));

const emergency = async (app: TestApp, { member }: AtDesk) =>
  openSheet(app.deps, member, (await accountNow(app)).id, because, atDesk, 'emergency');

/** Reads a case and gives the address of its page in the session of the member. */
async function addressOf(app: TestApp, { member, token }: AtDesk, folio: string): Promise<string> {
  const { until } = await readCaseAs(app.deps, { folio, member: member.id, visitor: atDesk }, 'resolver');
  const session = await app.deps.staffSessions.use(token);
  if (typeof session !== 'object') throw new Error('the session is over');
  return app.issuer + caseAddress(app.deps, { sessionId: session.id }, 'caso', folio, until);
}

const alarmsIn = async (app: TestApp, wanted: string) =>
  (await app.deps.deskAlarms.unseen(100)).filter(({ kind }) => kind === wanted).length;

/** A block that was answered with yes, and is in force. */
async function answeredBlock(app: TestApp): Promise<string> {
  const asked = { kind: 'bloqueo', detail: 'Reclamo ante un organismo' } as const;
  const { folio } = (await askRight(app.deps, await camilaIn(app), asked, owner)).request;
  const answer = ['answer', folio, '--by', 'Ana Soto', '--decision', 'acogida', '--reasons', '-'];
  await rightsIn(app, answer, 'Bloqueamos sus datos.');
  return folio;
}

test('[threat 381] the file of a case of an account in the public eye leaves in the minutes of an emergency alone, and each is told', async (t) => {
  const { app, reviewer } = await openDesk(t);
  const { browser } = reviewer;
  const folio = await openCamilasCase(app, 'correo-perdido');
  const before = `${await addressOf(app, reviewer, folio)}/expediente`;
  await seal(app);
  const form = await browser.get(before);
  t.is(form.status, 200);
  await reserve(app);
  t.regex((await browser.get(before)).headers.get('location') ?? '', SHUT);
  t.regex((await browser.send(form, { motivo: 'revisar' })).headers.get('location') ?? '', SHUT);
  t.deepEqual(await rowsOf(app, 'audit', { act: 'case.exported' }), []);

  await emergency(app, reviewer);
  const open = await browser.get(`${await addressOf(app, reviewer, folio)}/expediente`);
  const told = await alarmsIn(app, 'emergency');
  t.is((await browser.send(open, { motivo: 'revisar' })).status, 200);
  t.is(await alarmsIn(app, 'emergency'), told + 1);
  app.advance(14 * 60_000);
  t.is((await browser.get(`${app.issuer}/mesa/casos`)).status, 200);
  app.advance(2 * 60_000);
  t.regex((await browser.send(open, { motivo: 'revisar' })).headers.get('location') ?? '', SHUT);
});

test('[threat 381] files of cases are bounded as readings, told as a burst, and have no whole number', async (t) => {
  const { app, reviewer } = await openDesk(t);
  const folio = await answeredBlock(app);
  await seal(app);
  const form = await reviewer.browser.get(`${await addressOf(app, reviewer, folio)}/expediente`);
  const taken = [];
  for (let turn = 0; turn < rateLimits.deskCases.limit; turn += 1)
    taken.push(await reviewer.browser.send(form, { motivo: 'revisar' }));
  t.is(taken.at(-2)?.status, 200);
  t.is(taken.at(-1)?.status, 429, 'the reading is one of them');
  t.is(await alarmsIn(app, 'burst'), 1);
  t.is(await alarmsIn(app, 'limit'), 1);
  const [first] = taken;
  t.regex(evidenceOf(first?.html ?? '').request?.holder?.number ?? '', /•/);
  t.false(first?.html.includes(camila.run));
});

test('[threat 382] an answered right of an account in the public eye shuts after the minutes of the emergency, and its block stays', async (t) => {
  const { app, reviewer } = await openDesk(t);
  const { browser } = reviewer;
  const folio = await answeredBlock(app);
  await reserve(app);
  await emergency(app, reviewer);
  const address = await addressOf(app, reviewer, folio);
  const page = await browser.get(address);
  t.is(page.status, 200);
  t.regex(page.html, /value="lift"/);
  app.advance(14 * 60_000);
  t.is((await browser.get(address)).status, 200);
  app.advance(2 * 60_000);
  t.regex((await browser.get(address)).headers.get('location') ?? '', SHUT);
  const lift = await pressOn(browser, page, { accion: 'lift', fin: 'La persona lo pidió por escrito' });
  t.regex(lift.headers.get('location') ?? '', SHUT);
  t.truthy(await app.deps.rights.block((await accountNow(app)).id), 'the block is in force');
});

test('the reason for which a block was to end, typed while the minutes of the emergency ended, is shown when the case opens anew', async (t) => {
  const { app, reviewer } = await openDesk(t);
  const { browser } = reviewer;
  const folio = await answeredBlock(app);
  await reserve(app);
  await emergency(app, reviewer);
  const page = await browser.get(await addressOf(app, reviewer, folio));
  app.advance(14 * 60_000);
  await browser.get(page.url);
  app.advance(2 * 60_000);
  const fin = 'La persona lo pidió por escrito';
  const [, escrito = ''] = /name="escrito" value="([^"]+)"/.exec(page.html) ?? [];
  t.regex((await pressOn(browser, page, { accion: 'lift', fin, escrito })).headers.get('location') ?? '', SHUT);
  await emergency(app, reviewer);
  const again = await browser.get(await addressOf(app, reviewer, folio));
  t.true(again.html.includes(`>${fin}</textarea>`));
  t.regex(again.text, /Recuperamos lo que escribió/);
  t.is((await pressOn(browser, again, { accion: 'lift', fin })).status, 303);
  const done = await browser.get(again.url);
  t.regex(done.text, /Por qué terminó el bloqueo La persona lo pidió por escrito/);
});
