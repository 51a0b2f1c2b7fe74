/** What a company asked for and did not get yet, where its account ends or was never proved. */
import test from 'ava';
import { sendNextInvitation } from '../../../src/account/send-invitation.ts';
import { takeBack } from '../../../src/account/take-back.ts';
import { confirmDecision, proposeDecision } from '../../../src/features/cases/use-cases/decide-case.ts';
import { endForEndedCompanies } from '../../../src/features/cases/use-cases/end-of-companies.ts';
import { openBrowser } from '../../helpers/browser.ts';
import { isRefusedFor } from '../../helpers/cases.ts';
import { beginRequest, fillRequest, openWithRequester } from '../../helpers/facilitador.ts';
import { enterAsCompany } from '../../helpers/facilitador-company.ts';
import { askWithCase, openReview } from '../../helpers/facilitador-review.ts';
import { approve, invitationOf, invitationTo } from '../../helpers/invitations.ts';
import { attack } from '../../helpers/tampered.ts';

const INES = 'ines@correo.example';
const granted = { outcome: 'acogida', reason: 'El pasaporte es de la persona y está vigente.' } as const;

for (const how of ['closed', 'taken back'] as const)
  test(`[threat 447] what a company asked for ends once its account is ${how}, and the invited person is told`, async (t) => {
    const { app, account, ask, request: invited } = await openReview(t);
    await approve(app, invited);
    const link = (await invitationTo(app, INES)) ?? '';
    const request = await askWithCase(app.deps, ask, 'otra@correo.example');
    t.false(await endForEndedCompanies(app.deps), 'an active company keeps both');
    t.is((await invitationOf(app, invited)).state, 'enviada');
    if (how === 'closed') await app.deps.accounts.close(account.id);
    else {
      await app.deps.accounts.change(account.id, (latest) => ({ ...latest, identidad: 'declarada' }));
      await app.deps.atomically(() => takeBack(app.deps, account, 'CS-2222-3333'));
    }
    await endForEndedCompanies(app.deps);
    t.is((await app.deps.facilitadorRequests.find(request.id))?.state, 'rechazada');
    t.is(await app.deps.cases.findByFolio(request.folio), undefined);
    t.truthy((await app.deps.files.find(request.files.document))?.endedAt);
    t.is((await invitationOf(app, invited)).state, 'retirada');
    t.regex((await openBrowser().get(link)).text, /retiró la invitación/);
    const told = (await app.mailbox()).filter(({ subject }) => subject.startsWith('Terminó la invitación'));
    t.deepEqual(
      told.map(({ to }) => to),
      [INES],
    );
    await endForEndedCompanies(app.deps);
    await sendNextInvitation(app.deps);
    t.is((await app.mailbox()).filter(({ subject }) => subject.startsWith('Terminó la invitación')).length, 1);
  });

test('a row of another hand keeps no other from ending', async (t) => {
  const { app, account, ask } = await openReview(t);
  await app.advance(60_000);
  const request = await askWithCase(app.deps, ask, 'otra@correo.example');
  await attack(app, 'update facilitador_requests set actor = gen_random_uuid() where id <> :id', { id: request.id });
  await app.deps.accounts.close(account.id);
  await t.throwsAsync(endForEndedCompanies(app.deps), { name: 'TamperedRow' });
  t.is((await app.deps.facilitadorRequests.find(request.id))?.state, 'rechazada');
});

test('[threat 448] a company whose identity is only declared asks, is told what is missing, and is not approved before', async (t) => {
  const { app, account, agent, reviewer, requestNow } = await openReview(t);
  const set = (identidad: 'declarada' | 'documento') =>
    app.deps.accounts.change(account.id, (latest) => ({ ...latest, identidad }));
  await set('declarada');
  await isRefusedFor(t, 'company-declared', () => proposeDecision(app.deps, agent, granted));
  await set('documento');
  await proposeDecision(app.deps, agent, granted);
  await set('declarada');
  await isRefusedFor(t, 'company-declared', () => confirmDecision(app.deps, reviewer));
  t.is((await requestNow()).state, 'en-revision');
  const { page } = await enterAsCompany(app);
  t.regex(page.text, /Falta comprobar la identidad de la empresa/);
  t.regex(page.html, /href="\/cuenta\/datos\/identidad"/);
});

test('the page of a request says before it is made that the identity of the company is missing', async (t) => {
  const { app, account } = await openWithRequester(t);
  const browser = openBrowser();
  const proved = await fillRequest(app, browser, await beginRequest(app, browser));
  t.notRegex(proved.text, /Falta comprobar la identidad/);
  await app.deps.accounts.change(account.id, (latest) => ({ ...latest, identidad: 'declarada' }));
  t.regex((await browser.get(proved.url)).text, /Falta comprobar la identidad de la empresa/);
});
