/** Which requests and invitations may have a mailbox, where two of them name it. */
import { randomUUID } from 'node:crypto';
import test, { type ExecutionContext } from 'ava';
import { inviteFacilitador } from '../../../src/account/invite-facilitador.ts';
import { sendNextInvitation } from '../../../src/account/send-invitation.ts';
import { postgresAccounts } from '../../../src/adapters/postgres/accounts/accounts.ts';
import { postgresFacilitadorRequests } from '../../../src/adapters/postgres/facilitador/facilitador-requests.ts';
import { deriveSecrets } from '../../../src/adapters/secrets.ts';
import { NO_ADDRESS } from '../../../src/domain/address.ts';
import { parseEmail } from '../../../src/domain/email.ts';
import { INVITATION_HOURS } from '../../../src/domain/facilitador/invitation.ts';
import { Secret } from '../../../src/domain/key.ts';
import { parseRun } from '../../../src/domain/rut.ts';
import { openCompany } from '../../helpers/companies.ts';
import { openWithRequester } from '../../helpers/facilitador.ts';
import { asksForCordillera, cordillera } from '../../helpers/facilitadores.ts';
import { acceptBy, approve, invitationOf, invitationTo } from '../../helpers/invitations.ts';
import { nthNie } from '../../helpers/migrantes.ts';
import { SECRETS_KEYS } from '../../helpers/seeds.ts';

const INES = 'ines@correo.example';
const HOUR = 3_600_000;

/** The request of a company, and another company that asks for another person with the same mailbox. */
async function open(t: ExecutionContext) {
  const { app, ask } = await openWithRequester(t);
  const request = await ask();
  await openCompany(app, { company: cordillera.rut, run: '44.000.003-7' });
  const other = await app.deps.accounts.findByIdentifier('juridica', cordillera.rut);
  const document = { ...request.data.document, number: 'XB777777' };
  const asked = {
    ...request,
    company: { accountId: other?.id ?? '', ...cordillera },
    askedBy: asksForCordillera,
    data: { ...request.data, document },
  };
  return { app, ask, request, asked, askOther: () => app.deps.facilitadorRequests.open(asked) };
}

test('[threat 442] a company that asks first keeps no mailbox from another: it is judged when it is sent', async (t) => {
  const { app, request, askOther } = await open(t);
  const second = await askOther();
  t.is(second.state, 'recibida');
  for (const one of [request, second]) await app.deps.atomically(() => inviteFacilitador(app.deps, one));
  await Promise.all([sendNextInvitation(app.deps), sendNextInvitation(app.deps)]);
  const states = await Promise.all([request, second].map(async (one) => (await invitationOf(app, one)).state));
  t.deepEqual(states.sort(), ['detenida', 'enviada'], 'one of two at once');
});

test('[threat 442] an invitation that was sent has its mailbox for 72 hours, and an account for good', async (t) => {
  const { app, request, askOther } = await open(t);
  await approve(app, request);
  await t.throwsAsync(askOther(), { message: 'facilitador-email-taken' });
  app.advance(INVITATION_HOURS * HOUR + HOUR);
  const second = await askOther();
  await approve(app, second);
  t.is((await invitationOf(app, second)).state, 'enviada');
  await acceptBy(app, (await invitationTo(app, INES)) ?? '');
  await app.deps.atomically(() =>
    app.deps.facilitadorInvitations.change(request.id, ['enviada'], { state: 'por-enviar', sending: undefined }),
  );
  await sendNextInvitation(app.deps);
  t.is((await invitationOf(app, request)).state, 'detenida', 'the account has it now');
});

test('[threat 442] a withdrawn invitation gives its mailbox back', async (t) => {
  const { app, request, askOther } = await open(t);
  const { facilitadorRequests: requests, facilitadorInvitations: invitations } = app.deps;
  await requests.change(request.id, request.version, () => ({ state: 'aprobada' }));
  await approve(app, request);
  await app.deps.atomically(() => invitations.change(request.id, ['enviada'], { state: 'retirada' }));
  t.is((await askOther()).state, 'recibida');
});

test('[threat 443] a mailbox is found after the keys of the database were changed', async (t) => {
  const { app, request, asked } = await open(t);
  const changed = deriveSecrets(['a key that began to count after the request', ...SECRETS_KEYS]);
  const requests = postgresFacilitadorRequests(app.database, changed, app.deps.now);
  await t.throwsAsync(requests.open(request), { message: 'facilitador-email-taken' }, 'of the company itself');
  await approve(app, request);
  await t.throwsAsync(requests.open(asked), { message: 'facilitador-email-taken' }, 'of an invitation');
  await acceptBy(app, (await invitationTo(app, INES)) ?? '');
  await t.throwsAsync(requests.open(asked), { message: 'facilitador-email-taken' }, 'of an account');
  const { nie } = await invitationOf(app, request);
  const accounts = postgresAccounts(app.database, changed, app.deps.now);
  t.deepEqual(
    (await accounts.ofMailbox(request.data.email)).map(({ identifier }) => identifier),
    [nie],
  );
});

test('[threat 600] an invitation goes to no mailbox of who asked for the company, however it is written', async (t) => {
  const { app, ask } = await openWithRequester(t);
  const own = await app.deps.accounts.findByIdentifier('natural', parseRun('44.000.001-0'));
  t.is(own?.personal.email, parseEmail('rosa@correo.example'));
  for (const email of ['rosa@correo.example', 'Rosa+ines@CORREO.example']) {
    const request = await ask(email);
    await approve(app, request);
    t.is((await invitationOf(app, request)).state, 'detenida', email);
    t.is(await invitationTo(app, email), undefined);
    await app.deps.facilitadorRequests.change(request.id, request.version, () => ({ state: 'rechazada' }));
  }
});

test('[threat 606] the mailbox of a facilitador is found among many accounts that share it', async (t) => {
  const { app, ask, request, askOther } = await open(t);
  const { accounts, atomically, hasher } = app.deps;
  for (let nth = 0; nth < 20; nth += 1) {
    const id = randomUUID();
    const keyHash = await hasher.hash(new Secret('Quiltro-55'), { purpose: 'key', id });
    const identity = { profile: 'migrante', kind: 'NIE', identifier: nthNie(nth), identidad: 'declarada' } as const;
    const personal = { name: request.data.name, email: request.data.email, address: NO_ADDRESS };
    await atomically(() => accounts.add({ id, ...identity, keyHash, personal, simulado: true }));
    await accounts.activate(id);
  }
  const second = await askOther();
  await approve(app, request);
  await acceptBy(app, (await invitationTo(app, INES)) ?? '');
  await approve(app, second);
  t.is((await invitationOf(app, second)).state, 'detenida');
  await t.throwsAsync(ask(INES), { message: 'facilitador-email-taken' });
});
