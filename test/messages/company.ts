import type { ExecutionContext } from 'ava';
import { confirmRepresentative } from '../../src/account/confirm-representative.ts';
import { proveIdentity } from '../../src/account/prove-identity.ts';
import { companyNow } from '../../src/account/representation.ts';
import { updateData } from '../../src/account/update-data.ts';
import { withdrawPendingChange } from '../../src/account/withdraw-pending-change.ts';
import type { Account } from '../../src/domain/account.ts';
import { requireSerial } from '../../src/domain/cedula.ts';
import { parseEmail } from '../../src/domain/email.ts';
import { Secret } from '../../src/domain/key.ts';
import { parseMobile } from '../../src/domain/phone.ts';
import { principalId } from '../../src/domain/principal-id.ts';
import { parseRun, type Rut } from '../../src/domain/rut.ts';
import { changeQuestion } from '../../src/features/my-account/use-cases/change-question.ts';
import { confirmEmail } from '../../src/features/registration/use-cases/confirm-email.ts';
import { registerJuridica } from '../../src/features/registration/use-cases/register-juridica.ts';
import type { TestApp } from '../helpers/app.ts';
import {
  changeSii,
  ofPanaderia as company,
  companyRegistration,
  panaderia,
  panaderiaContacts,
} from '../helpers/companies.ts';
import { confirmMobileOf } from '../helpers/mobile.ts';
import { provedAs } from '../helpers/proved.ts';
import {
  CHOSEN,
  camila,
  changeBy,
  elsewhere,
  openAppFor,
  owner,
  provisionalIn,
  recoverByAnswer,
  tokenIn,
} from '../helpers/recovery.ts';
import { withKey } from '../helpers/registration.ts';
import { logInJuridica } from '../helpers/whole-sign-in.ts';
import { type Cast, dayOf, type Listed } from './list.ts';

const { office, rosas, mobile } = panaderiaContacts;
const other = parseEmail('gerencia@panaderia.example');
const rosa = parseRun('44.000.001-0');
const pedro = parseRun('44.000.002-9');
const cast: Cast = {
  [office]: "the company's e-mail",
  [other]: "the company's new e-mail",
  [rosas]: "Rosa's own e-mail",
  [mobile]: "Rosa's mobile",
};

const accountOf = async ({ deps }: TestApp): Promise<Account> => {
  const account = await deps.accounts.findByIdentifier('juridica', company.identifier);
  if (!account) throw new Error('no account');
  return account;
};

/** One day of a company that Rosa, Pedro and Camila represent. */
export async function dayOfACompany(t: ExecutionContext): Promise<readonly Listed[]> {
  const app = await openAppFor(t);
  const { deps } = app;
  changeSii(app, (known) => ({
    ...known,
    representantes: [...known.representantes, { run: camila.run, since: new Date('2022-05-02') }],
  }));
  const { act, listed } = dayOf(app, cast);
  await open(app, act);
  await signInAs(app, act);
  await act('Pedro changes the secret question', async () => {
    const account = await accountOf(app);
    const actor = (await deps.companies.findActor(account.id, { run: pedro }))?.subject;
    await changeQuestion(deps, provedAs(account, actor), { id: 1, answer: 'boby' }, elsewhere());
  });
  await act('Rosa forgets the key, and answers the secret question', () => recoverByAnswer(app, company));
  await act('Rosa chooses a key with the provisional one', async () => {
    t.is(await changeBy(app, await provisionalIn(app, office), CHOSEN, company), 'done');
  });
  await act("Camila changes the company's address and e-mail in one update", async () => {
    const address = { street: 'Avenida Los Copihues', number: '99', comuna: '13101' };
    const contacts = { email: other, mobile: parseMobile('40000001') };
    const account = await accountOf(app);
    const actor = (await deps.companies.findActor(account.id, { run: camila.run }))?.subject;
    const asked = { changes: { address, contacts }, proved: provedAs(account, actor), representative: camila.run };
    await updateData(deps, account, asked, elsewhere());
  });
  await act('the office stops the request by the link in its mail', async () =>
    withdrawPendingChange(deps, await tokenIn(app, office, 'solicitud'), owner),
  );
  await act('Rosa shows her card in Mi cuenta', async () => {
    const { id } = await accountOf(app);
    const actor = await deps.companies.findActor(id, { run: rosa });
    const shown = { serial: requireSerial('512345678'), device: undefined };
    await proveIdentity(deps, principalId(id, actor?.subject), shown, owner);
  });
  await act('the SII names Pedro no more', async () => {
    changeSii(app, (known) => ({
      ...known,
      representantes: known.representantes.filter(({ run }) => run !== pedro),
    }));
    await companyNow(deps, company.identifier);
  });
  return listed;
}

type Act = ReturnType<typeof dayOf>['act'];

async function open(app: TestApp, act: Act): Promise<void> {
  const { deps } = app;
  await act('Rosa registers the company, with an e-mail of her own', async () => {
    const asked = companyRegistration();
    await registerJuridica(deps, { ...asked, representative: { ...asked.representative, email: rosas } }, owner);
  });
  await act('the company confirms its e-mail', async () =>
    confirmEmail(deps, withKey(await tokenIn(app, office, 'confirmar'), panaderia.key), owner),
  );
  await act('Rosa confirms her e-mail', async () =>
    confirmRepresentative(deps, await tokenIn(app, rosas, 'confirmar-representante'), owner),
  );
  await act('Rosa confirms her mobile', () => confirmMobileOf(app, 'juridica', company.identifier));
}

async function signInAs(app: TestApp, act: Act): Promise<void> {
  const client = { clientId: 'ejemplo', name: 'Plataforma ejemplo' };
  const enter = (representative: Rut) =>
    logInJuridica(app.deps, {
      identifier: company.identifier,
      key: new Secret(panaderia.key),
      representative,
      device: undefined,
      client,
      visitor: elsewhere(),
    });
  await act('Rosa signs in at a platform', () => enter(rosa));
  await act('Pedro signs in at a platform', () => enter(pedro));
  await act('Camila signs in at a platform', () => enter(camila.run));
}
