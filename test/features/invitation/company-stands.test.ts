/** What an invitation and a mandate rest on: the company's account, and the representative who asked. */
import test, { type ExecutionContext } from 'ava';
import { lettingIn } from '../../../src/account/invitations.ts';
import { inviteFacilitador } from '../../../src/account/invite-facilitador.ts';
import { companyNow } from '../../../src/account/representation.ts';
import { sendNextInvitation } from '../../../src/account/send-invitation.ts';
import { INVITATION_RESENDINGS } from '../../../src/domain/facilitador/invitation.ts';
import { sendAgain } from '../../../src/features/my-account/use-cases/change-invitation.ts';
import { changeSii } from '../../helpers/companies.ts';
import { openWithRequester } from '../../helpers/facilitador.ts';
import { acceptBy, approve, invitationOf, invitationTo } from '../../helpers/invitations.ts';
import { DAY } from '../../helpers/recovery.ts';

const INES = 'ines@correo.example';
const HOUR = 3_600_000;

/** An approved request whose invitation is queued; each NIE that the register gives is counted. */
async function queued(t: ExecutionContext, email?: string) {
  const { app, account, ask } = await openWithRequester(t);
  const request = await ask(email);
  let issued = 0;
  const { nieIssuer } = app.deps;
  const issue: typeof nieIssuer.issue = (wanted) => {
    issued += 1;
    return nieIssuer.issue(wanted);
  };
  Object.assign(app.deps, { nieIssuer: { issue } });
  await app.deps.atomically(() => inviteFacilitador(app.deps, request));
  const stateNow = async () => (await invitationOf(app, request)).state;
  /** Another try, a minute later. */
  const tryAgain = async () => {
    app.advance(61_000);
    await sendNextInvitation(app.deps);
    return stateNow();
  };
  return { app, account, request, tryAgain, issued: () => issued };
}

for (const [how, change] of [
  ['frozen', { state: 'congelada' }],
  ['suspended', { state: 'suspendida' }],
  ['contested', { contest: 'desk' }],
] as const)
  test(`[threat 444] while the account of a company is ${how} nothing is sent and no one let in, and then it goes on`, async (t) => {
    const { app, account, request, tryAgain, issued } = await queued(t);
    t.truthy(await lettingIn(app.deps, request.company.rut));
    await app.deps.accounts.change(account.id, (latest) => ({ ...latest, ...change }));
    t.is(await tryAgain(), 'por-enviar');
    t.is(issued(), 0, 'no number is taken');
    t.is(await lettingIn(app.deps, request.company.rut), undefined);
    await app.deps.accounts.change(account.id, (latest) => ({ ...latest, state: 'activa', contest: undefined }));
    t.is(await tryAgain(), 'enviada');
    t.truthy(await invitationTo(app, INES));
  });

test('[threat 445] an invitation is not sent for a representative who asked and is none any more', async (t) => {
  const { app, account, request, tryAgain, issued } = await queued(t);
  changeSii(app, (company) => ({
    ...company,
    representantes: company.representantes.filter(({ run }) => run !== request.askedBy.run),
  }));
  app.advance(25 * HOUR);
  await t.throwsAsync(tryAgain(), { name: 'Unavailable' }, 'one reading may be a glitch');
  t.is((await invitationOf(app, request)).state, 'por-enviar');
  app.advance(2 * HOUR);
  await companyNow(app.deps, request.company.rut);
  t.is(await tryAgain(), 'detenida');
  t.is(issued(), 0);
  const told = (await app.mailbox()).find(({ text }) => text.includes('quien hizo la solicitud ya no representa'));
  t.is(told?.to, account.personal.email);
});

test('a list at the SII that is empty once stops no invitation for good', async (t) => {
  const { app, request, tryAgain } = await queued(t);
  changeSii(app, (company) => ({ ...company, representantes: [] }));
  await companyNow(app.deps, request.company.rut);
  t.is(await tryAgain(), 'por-enviar');
  app.advance(2 * HOUR);
  await companyNow(app.deps, request.company.rut);
  t.is(await tryAgain(), 'detenida');
});

test('no number is taken for an invitation that may not go to its mailbox', async (t) => {
  const { tryAgain, issued } = await queued(t, 'ines@mail.panaderia.example');
  t.is(await tryAgain(), 'detenida');
  t.is(issued(), 0);
});

test('[threat 446] a company has an invitation sent again ten times in all, however many days it waits', async (t) => {
  const { app, account, ask } = await openWithRequester(t);
  const request = await ask();
  await approve(app, request);
  const again = async () => {
    app.advance(DAY);
    await sendAgain(app.deps, { account, actor: undefined } as never, request.id);
    await sendNextInvitation(app.deps);
  };
  for (let times = 0; times < INVITATION_RESENDINGS; times += 1) await again();
  t.is((await invitationOf(app, request)).state, 'enviada');
  await t.throwsAsync(again(), { message: 'invitation-sent-often' });
});

test('[threat 427] a company whose number is contested while its invitation is accepted lets nothing begin', async (t) => {
  const { app, account, ask } = await openWithRequester(t);
  const request = await ask();
  await approve(app, request);
  const { hasher, accounts } = app.deps;
  const { hash } = hasher;
  const meanwhile: typeof hash = async (...asked) => {
    await accounts.change(account.id, (latest) => ({ ...latest, contest: 'desk' }));
    return hash.apply(hasher, asked);
  };
  Object.assign(hasher, { hash: meanwhile });
  await acceptBy(app, (await invitationTo(app, INES)) ?? '');
  t.is((await invitationOf(app, request)).state, 'enviada');
});
