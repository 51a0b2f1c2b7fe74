import test, { type ExecutionContext } from 'ava';
import { CARD_WORK } from '../../../../src/account/card-tries.ts';
import { proveCedulaCode, readCedulaCodeTicket, sendCedulaCode } from '../../../../src/account/cedula-code.ts';
import { checkCedula } from '../../../../src/account/check-cedula.ts';
import { continueByMail } from '../../../../src/account/continue-by-mail.ts';
import { openMailbox } from '../../../../src/account/open-mailbox.ts';
import { workDueAtCards } from '../../../../src/account/work-due.ts';
import { requireSerial } from '../../../../src/domain/cedula.ts';
import type { Refusal } from '../../../../src/domain/refusal.ts';
import { parseAnswer } from '../../../../src/domain/secret-question.ts';
import { rateLimits, work } from '../../../../src/domain/throttle.ts';
import { answerQuestion, forgetAnswer } from '../../../../src/features/recovery/use-cases/recover-key.ts';
import { recoveryByMail } from '../../../../src/features/recovery/use-cases/recovery-flow.ts';
import { showCedula } from '../../../../src/features/recovery/use-cases/show-card.ts';
import type { Visitor } from '../../../../src/ports/audit.ts';
import type { TestApp } from '../../../helpers/app.ts';
import {
  accountNow,
  begin,
  beginWithCard,
  camila,
  coded,
  DAY,
  elsewhere,
  MINUTE,
  messagesTo,
  newestIn,
  openWithCamila,
  owner,
  recoverByCard,
  runNumber,
  stepOf,
  tokenIn,
} from '../../../helpers/recovery.ts';
import { visitorFrom } from '../../../helpers/registration.ts';
import { solve } from '../../../helpers/work.ts';

const WRONG = requireSerial('599999999');
const RIGHT = requireSerial(camila.serial);

/** A stranger's network: each place is a /24 of its own. */
const far = (place: number) => visitorFrom(`203.0.${place}.9`);

/** Strangers show wrong cards for her RUN from so many networks, three from each. */
async function spendCards({ deps }: TestApp, networks: number, from = 1): Promise<string[]> {
  const said: string[] = [];
  for (let place = from; place < from + networks; place += 1)
    for (let turn = 0; turn < 3; turn += 1)
      said.push(await coded(checkCedula(deps, camila.run, WRONG, { ...far(place), browser: `extraño-${place}` })));
  return said;
}

async function deviceOf(app: TestApp): Promise<string> {
  return app.deps.devices.remember(undefined, await accountNow(app));
}

/** Goes on in the browser that opened the link in her mailbox. */
async function byHerMailbox(app: TestApp, visitor = owner) {
  const of = await begin(app, { mailOnly: true }, visitor);
  await continueByMail(app.deps, recoveryByMail(app.deps), of, visitor);
  const token = await tokenIn(app, camila.email, 'recuperar/correo');
  const page = await openMailbox(app.deps, recoveryByMail(app.deps), token, of.browser);
  return { id: page.split('/').at(-1) ?? '', browser: of.browser };
}

// --- cards

test('[A4, threat 29] a stranger has three cards a day for a RUN and a /24, five for a browser, and thirty pass for the RUN', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  const { deps } = app;
  for (const host of ['203.0.1.1', '203.0.1.2', '203.0.1.3'])
    t.is(await coded(checkCedula(deps, camila.run, WRONG, visitorFrom(host))), 'cedula-mismatch');
  t.is(await coded(checkCedula(deps, camila.run, RIGHT, visitorFrom('203.0.1.4'))), 'cedula-paused');
  const moving = (place: number) => ({ ...far(place), browser: 'uno que se mueve' });
  for (let place = 2; place < 7; place += 1)
    t.is(await coded(checkCedula(deps, camila.run, WRONG, moving(place))), 'cedula-mismatch');
  t.is(await coded(checkCedula(deps, camila.run, RIGHT, moving(7))), 'cedula-paused');
  const rest = await spendCards(app, 8, 20);
  t.deepEqual(rest.slice(0, 22), Array(22).fill('cedula-mismatch'), '3 + 5 + 22 are thirty');
  t.deepEqual(rest.slice(22), Array(2).fill('cedula-at-desk'));
  app.advance(DAY + MINUTE);
  t.is(await coded(checkCedula(deps, camila.run, RIGHT, far(1))), 'done');
});

test('[A4] an IPv6 visitor is counted by /56, whichever of its /64 it comes from', async (t) => {
  const { deps } = await openWithCamila(t, { throttles: 'on' });
  const from = (block: string) => checkCedula(deps, camila.run, WRONG, visitorFrom(`2001:db8:1:${block}::/64`));
  for (const block of ['ab01', 'ab02', 'abff']) t.is(await coded(from(block)), 'cedula-mismatch');
  t.is(await coded(from('ab55')), 'cedula-paused');
  t.is(await coded(from('ac01')), 'cedula-mismatch');
});

test('[A4] a right card does not count as a try: a classroom shows thirty right ones', async (t) => {
  const { deps } = await openWithCamila(t, { throttles: 'on' });
  for (let turn = 0; turn < 30; turn += 1) t.is(await coded(checkCedula(deps, camila.run, RIGHT, owner)), 'done');
});

test('[A4] past ten wrong cards of one address a further one costs work, whatever the RUN', async (t) => {
  const { deps } = await openWithCamila(t, { throttles: 'on' });
  for (let place = 0; place < 10; place += 1)
    t.is(await coded(checkCedula(deps, runNumber(44_000_500 + place), WRONG, elsewhere())), 'cedula-mismatch');
  const refused = await t.throwsAsync(checkCedula(deps, camila.run, RIGHT, elsewhere()), { message: 'work-needed' });
  t.like(refused, { details: { of: 'connection' } }, 'who has no browser can only wait');
  t.is(await coded(checkCedula(deps, camila.run, RIGHT, elsewhere(2))), 'done', 'the address beside it does not');
});

/** Wrong cards of an address, each for another RUN; returns what is due there afterwards, in a browser of its own. */
async function cardsPastBound({ deps }: TestApp, from: Visitor, past = 0) {
  const networks = [rateLimits.cedulaByNetwork.limit + past, from.network] as const;
  for (let tries = 0; tries < networks[0]; tries += 1)
    await deps.throttles.consume(rateLimits.cedulaByNetwork, networks[1]);
  const browser = 'navegador-que-trabaja';
  const place = { form: CARD_WORK, browser, network: from.network };
  const due = async () => (await workDueAtCards(deps, from.network))?.bits;
  const paid = (bits: number, where = place) => solve({ challenge: deps.proofOfWork.challenge(where, bits), bits });
  const show = (serial: typeof RIGHT, work?: string) =>
    coded(checkCedula(deps, camila.run, serial, { ...from, browser, work }));
  return { due, paid, place, show };
}

test('[A4] a card past the bound of its network is checked once work was paid, and each proof of work is valid once', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  t.is(await workDueAtCards(app.deps, elsewhere().network), undefined, 'below the bound it costs nothing');
  const { due, paid, show } = await cardsPastBound(app, elsewhere());
  t.is(await due(), work.firstBits);
  t.is(await show(RIGHT), 'work-needed');
  t.is(await show(RIGHT, 'nada'), 'work-needed');
  t.is(await show(RIGHT, paid(work.firstBits - work.lagBits - 1)), 'work-needed', 'too little work');
  const once = paid(work.firstBits);
  t.is(await show(RIGHT, once), 'done');
  t.is(await show(RIGHT, once), 'work-needed', 'each proof of work is valid once');
  t.is(await due(), work.firstBits, 'a right card and refused tries were not counted');
  t.is(await show(WRONG, paid(work.firstBits)), 'cedula-mismatch');
  t.is(await due(), work.firstBits + 1, 'a wrong one doubles the work');
});

test('[A4] work for a card counts for its form, its browser and its network alone', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  const { paid, place, show } = await cardsPastBound(app, elsewhere());
  for (const change of [{ form: 'log-in' }, { browser: 'otro' }, { network: elsewhere(2).network }])
    t.is(await show(RIGHT, paid(work.firstBits, { ...place, ...change })), 'work-needed', JSON.stringify(change));
  t.is(await show(RIGHT, paid(work.firstBits)), 'done');
});

test('[A4] work never opens what a stranger has spent for the RUN itself', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  const { paid, show } = await cardsPastBound(app, elsewhere());
  for (let turn = 0; turn < 3; turn += 1) t.is(await show(WRONG, paid(work.firstBits + turn)), 'cedula-mismatch');
  t.is(await show(RIGHT, paid(work.firstBits + 3)), 'cedula-paused');
});

test('[A4] past forty wrong cards of a /24 or a /48 each address there pays, and a trusted one too', async (t) => {
  const app = await openOffice(t);
  const { deps } = app;
  for (const wide of ['203.0.113.0/24', '2001:db8:7::/48'])
    for (let tries = 0; tries < 40; tries += 1) await deps.throttles.consume(rateLimits.cedulaByWideNetwork, wide);
  for (const network of ['203.0.113.9', '203.0.113.77', '2001:db8:7:1::/64', '2001:db8:7:ffff::/64'])
    t.is((await workDueAtCards(deps, network))?.bits, work.firstBits, network);
  t.is(await workDueAtCards(deps, '198.51.100.7'), undefined);
});

test('[A4] many tries of one address at once are counted before any is judged', async (t) => {
  const { deps } = await openWithCamila(t, { throttles: 'on' });
  const said = await Promise.all(
    Array.from({ length: 16 }, (_, place) =>
      coded(checkCedula(deps, runNumber(44_000_500 + place), WRONG, elsewhere())),
    ),
  );
  t.true(said.filter((code) => code === 'cedula-mismatch').length <= rateLimits.cedulaByNetwork.limit);
});

test('[A4, threat 27] while strangers spent every card of a RUN its owner shows it from a known device and by the own mailbox', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  await spendCards(app, 11);
  const known = await begin(app, { device: await deviceOf(app) }, owner);
  await forgetAnswer(app.deps, known);
  const shown = showCedula(app.deps, known, RIGHT, { ...owner, cookie: await deviceOf(app) });
  t.is(await coded(shown), 'done', 'the known device');
  const here = await byHerMailbox(app);
  t.is(await coded(showCedula(app.deps, here, RIGHT, owner)), 'done', 'the own mailbox');
  t.is(await stepOf(app, here), 'send');
});

test('[A4] strangers of one network lock out no other network: the owner shows the card from home', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  await spendCards(app, 2);
  t.is(await stepOf(app, await beginWithCard(app, {}, owner)), 'email');
});

test('[A4] the remaining tries of a card are those of the budget that runs out first, with the hour when it opens again', async (t) => {
  const { deps } = await openWithCamila(t, { throttles: 'on' });
  const details = async (visitor: Parameters<typeof checkCedula>[3]) =>
    ((await t.throwsAsync(checkCedula(deps, camila.run, WRONG, visitor))) as unknown as { details: object }).details;
  t.like(await details({ ...far(1), browser: 'uno' }), { left: 2, of: 'connection' });
  for (let place = 2; place < 4; place += 1) await details({ ...far(place), browser: 'uno' });
  t.like(await details({ ...far(4), browser: 'uno' }), { left: 1, of: 'browser' });
  for (let place = 5; place < 13; place += 1) for (let turn = 0; turn < 3; turn += 1) await details(far(place));
  t.like(await details(far(40)), { left: 1, of: 'run' });
});

test('[A4] past the thirty of a RUN an unknown device gives a code from a contact on file, and then shows the card', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  await spendCards(app, 10);
  const of = await begin(app, {}, owner);
  await forgetAnswer(app.deps, of);
  const show = () => coded(showCedula(app.deps, of, RIGHT, owner));
  const refused = await t.throwsAsync(showCedula(app.deps, of, RIGHT, owner), { message: 'cedula-code-needed' });
  const sealed = String((refused as unknown as Refusal).details.ticket);
  const ticket = readCedulaCodeTicket(app.deps, sealed);
  if (!ticket) return t.fail();
  const code = { ticket, contact: 'email', browser: of.browser } as const;
  await sendCedulaCode(app.deps, code);
  const typed = await newestIn(app, camila.email, /\b(\d{6})\b/);
  const wrong = typed === '000000' ? '000001' : '000000';
  t.is(await coded(proveCedulaCode(app.deps, code, wrong)), 'cedula-code-wrong');
  t.is(await show(), 'cedula-code-needed');
  t.is(await coded(proveCedulaCode(app.deps, { ...code, browser: 'otro' }, typed)), 'cedula-code-wrong');
  t.is(await coded(proveCedulaCode(app.deps, code, typed)), 'done');
  t.is(await show(), 'done');
  app.advance(61 * MINUTE);
  t.is(readCedulaCodeTicket(app.deps, sealed), undefined);
});

test('[A4] five thousand wrong cards a day in the country, and an unknown device gives a code first', async (t) => {
  const { deps } = await openWithCamila(t, { throttles: 'on' });
  const { throttles } = deps;
  const spent = { ...rateLimits.cedulaEverywhere, limit: 0 };
  const consumeAll: typeof throttles.consumeAll = (limits, counting) =>
    throttles.consumeAll(
      limits.map((one) => (one.rateLimit.name === spent.name ? { ...one, rateLimit: spent } : one)),
      counting,
    );
  const flooded = { ...deps, throttles: { ...throttles, consumeAll } };
  t.is(rateLimits.cedulaEverywhere.limit, 5000);
  const shown = { ...owner, browser: 'casa', page: '/aqui', codeFor: 'natural:alguien' };
  t.is(await coded(checkCedula(flooded, camila.run, RIGHT, shown)), 'cedula-code-needed');
  t.is(await coded(checkCedula(flooded, camila.run, RIGHT, owner)), 'cedula-at-desk', 'who has no contact');
});

// --- beginning and mailing

test('[A4, threat 27] strangers who begin recoveries all day lock out no owner elsewhere, by the card or by the mailbox', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  for (let place = 1; place <= 12; place += 1) {
    await coded(begin(app, { mailOnly: place % 2 === 0 }, elsewhere(place)));
    app.advance(3 * MINUTE);
  }
  t.is(await coded(begin(app, {}, owner)), 'done');
  t.is(await coded(begin(app, { mailOnly: true }, owner)), 'done');
});

async function linksTo(app: TestApp): Promise<number> {
  return (await messagesTo(app, camila.email)).filter(({ text }) => /recuperar\/correo/.test(text)).length;
}

async function askLink(app: TestApp, visitor: typeof owner, change = {}) {
  const of = await begin(app, { mailOnly: true, ...change }, visitor);
  await continueByMail(app.deps, recoveryByMail(app.deps), of, visitor);
  return { of, stored: await app.deps.recoveries.find(of.id, of.browser) };
}

test('[A4] an unopened link of the last half hour is not sent twice, and the owner of the mailbox goes on with it', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  const stranger = await askLink(app, elsewhere());
  app.advance(10 * MINUTE);
  const { of, stored } = await askLink(app, owner);
  t.is(await linksTo(app), 1);
  const apart = Date.parse(stored?.mailAskedAt ?? '') - Date.parse(stranger.stored?.mailAskedAt ?? '');
  t.true(Math.abs(apart) < 5000, 'the page shows the hour of the first');
  t.is(stored?.mailMessage, undefined);
  const token = await tokenIn(app, camila.email, 'recuperar/correo');
  const page = await openMailbox(app.deps, recoveryByMail(app.deps), token, of.browser);
  const here = { id: page.split('/').at(-1) ?? '', browser: of.browser };
  t.is(await stepOf(app, here), 'serial');
  await askLink(app, owner);
  t.is(await linksTo(app), 2, 'an opened one does not stand in the way');
});

test('[A4] a link that a stranger requested at the end of a journey passes nothing of that journey on to the owner', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  const of = await begin(app, {}, elsewhere());
  await answerQuestion(app.deps, of, parseAnswer('boby'), elsewhere());
  await continueByMail(app.deps, recoveryByMail(app.deps), of, elsewhere());
  const token = await tokenIn(app, camila.email, 'recuperar/correo');
  await openMailbox(app.deps, recoveryByMail(app.deps), token, 'la casa');
  t.is(await stepOf(app, { id: of.id, browser: 'la casa' }), 'serial', 'the card is asked of who opened it');
});

test('[A4] six links a day that strangers request leave the known device its own', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  for (let place = 1; place <= 7; place += 1) {
    await askLink(app, far(place));
    app.advance(31 * MINUTE);
  }
  t.is(await linksTo(app), 6);
  const shut = await askLink(app, owner);
  t.like(await app.deps.notifier.delivery(shut.stored?.mailMessage ?? ''), { state: 'withheld' });
  await askLink(app, owner, { device: await deviceOf(app) });
  t.is(await linksTo(app), 7);
});

test('[A4] links that strangers request take nothing from the keys that follow a proof', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  for (let place = 1; place <= 7; place += 1) {
    await askLink(app, far(place));
    app.advance(31 * MINUTE);
  }
  const of = await recoverByCard(app, {}, owner);
  const { outcome } = (await app.deps.recoveries.find(of.id, of.browser)) ?? {};
  await app.mailbox();
  t.like(await app.deps.notifier.delivery(outcome?.mail ?? ''), { state: 'sent' });
});

test('[A4, threat 27] wrong answers of strangers lock the owner out of neither the card nor the mailbox', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  const of = await begin(app, {}, elsewhere());
  for (let turn = 0; turn < 7; turn += 1) await coded(answerQuestion(app.deps, of, parseAnswer('otra'), elsewhere()));
  t.is(await coded(answerQuestion(app.deps, of, parseAnswer('boby'), elsewhere())), 'too-many-answers');
  t.is(await stepOf(app, await beginWithCard(app, {}, owner)), 'email');
  t.is(await stepOf(app, await byHerMailbox(app)), 'serial');
});

test('[A4] a trusted network has no more room for cards, answers and codes', async (t) => {
  const app = await openOffice(t);
  for (let turn = 0; turn < 3; turn += 1)
    t.is(await coded(checkCedula(app.deps, camila.run, WRONG, elsewhere())), 'cedula-mismatch');
  t.is(await coded(checkCedula(app.deps, camila.run, RIGHT, elsewhere())), 'cedula-paused');
});

const openOffice = (t: ExecutionContext) =>
  openWithCamila(t, { throttles: 'on', env: { TRUSTED_NETWORKS: '203.0.113.0/24' } });
