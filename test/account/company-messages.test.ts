import test, { type ExecutionContext } from 'ava';
import { confirmRepresentative } from '../../src/account/confirm-representative.ts';
import { companyKnownTo, companyName } from '../../src/domain/company-name.ts';
import { parseEmail } from '../../src/domain/email.ts';
import { Secret } from '../../src/domain/key.ts';
import { parseRun, parseRut } from '../../src/domain/rut.ts';
import { confirmEmail } from '../../src/features/registration/use-cases/confirm-email.ts';
import { registerJuridica } from '../../src/features/registration/use-cases/register-juridica.ts';
import type { TestApp } from '../helpers/app.ts';
import {
  ofPanaderia as company,
  companyRegistration,
  openCompany,
  panaderia,
  panaderiaContacts,
} from '../helpers/companies.ts';
import { confirmMobileOf } from '../helpers/mobile.ts';
import {
  elsewhere,
  finishAs,
  messagesTo,
  openAppFor,
  owner,
  proveLongAgo,
  provisionalIn,
  recoverByAnswer,
  recoverByCard,
  tokenIn,
} from '../helpers/recovery.ts';
import { withKey } from '../helpers/registration.ts';
import { logInJuridica } from '../helpers/whole-sign-in.ts';

const { office, rosas, mobile } = panaderiaContacts;
const NAMED = /Panadería Los Andes|54\.?000\.?001/;

async function begin(t: ExecutionContext, email = rosas) {
  const app = await openAppFor(t);
  const asked = companyRegistration();
  await registerJuridica(app.deps, { ...asked, representative: { ...asked.representative, email } }, owner);
  return app;
}

async function confirm(app: TestApp): Promise<void> {
  await confirmEmail(app.deps, withKey(await tokenIn(app, office, 'confirmar'), panaderia.key), owner);
}

const said = (messages: readonly { readonly subject: string; readonly text: string; readonly html: string }[]) =>
  messages.map(({ subject, text, html }) => `${subject}\n${text}\n${html}`);

test('[P9] an unconfirmed contact of a company gets neither its name nor its number; a confirmed one does', async (t) => {
  const app = await begin(t);
  for (const message of said(await messagesTo(app, office))) t.notRegex(message, NAMED, 'the mail that confirms');
  await confirm(app);
  const [opened] = await messagesTo(app, office);
  t.regex(opened?.subject ?? '', /Panadería Los Andes SpA, RUT 54\.000\.001-8$/);
  for (const to of [rosas, mobile]) {
    const messages = said(await messagesTo(app, to));
    t.is(messages.length, 1, to);
    for (const message of messages) t.notRegex(message, NAMED, to);
  }
  await confirmRepresentative(app.deps, await tokenIn(app, rosas, 'confirmar-representante'), owner);
  await confirmMobileOf(app, 'juridica', company.identifier);
  await recoverByAnswer(app, company);
  await finishAs(app, { email: office, mobile }, company);
  for (const to of [rosas, mobile]) t.regex(said(await messagesTo(app, to)).join(''), NAMED, to);
});

test('[P9] a sign-in for a company says who acted: by number without its middle below a checked card, then by name', async (t) => {
  const app = await openAppFor(t);
  await openCompany(app);
  const key = new Secret(panaderia.key);
  const client = { clientId: 'ejemplo', name: 'Plataforma' };
  const pedro = { representative: parseRun('44.000.002-9'), device: undefined, client, visitor: elsewhere() };
  await logInJuridica(app.deps, { identifier: company.identifier, key, ...pedro });
  const [mail] = await messagesTo(app, office);
  t.regex(mail?.text ?? '', /Representante: RUT 44\.•••\.•••-9/);
  t.notRegex(mail?.text ?? '', /Pedro|44\.000/);
  const { id } = (await app.deps.accounts.findByIdentifier('juridica', company.identifier)) ?? { id: '' };
  const known = await app.deps.companies.findActor(id, { run: pedro.representative });
  if (!known) return t.fail();
  await app.deps.companies.addActor(id, { ...known, identidad: 'documento' });
  await logInJuridica(app.deps, { identifier: company.identifier, key, ...pedro });
  const [proved] = await messagesTo(app, office);
  t.regex(proved?.text ?? '', /Representante: Pedro Antonio Muñoz Rojas/);
});

test('[P9] one mailbox for company and representative gets one message of a recovery, with «No fui yo», and one of the changed key', async (t) => {
  const app = await begin(t, parseEmail('Contacto+jefa@panaderia.example'));
  await confirm(app);
  const account = await app.deps.accounts.findByIdentifier('juridica', company.identifier);
  await app.deps.accounts.change(account?.id ?? '', (latest) => ({
    ...latest,
    personal: {
      ...latest.personal,
      ...(latest.personal.company && {
        company: {
          ...latest.personal.company,
          representative: { ...latest.personal.company.representative, emailConfirmed: true },
        },
      }),
    },
  }));
  await proveLongAgo(app, 'juridica', company.identifier);
  const before = (await app.mailbox()).length;
  await recoverByCard(app, { ...company, representative: '44.000.001-0', serial: '512345678' });
  const sent = (await app.mailbox()).slice(0, -before);
  t.deepEqual(
    sent.map(({ channel, to }) => `${channel} ${to}`),
    [`mail ${office}`],
  );
  t.regex(sent[0]?.text ?? '', /Clave provisoria/);
  t.regex(sent[0]?.text ?? '', /No fui yo:\n\S+\/no-fui-yo\//);
  t.not(await provisionalIn(app, office), '');
  await finishAs(app, { email: office, mobile }, company);
  const changed = (await app.mailbox()).filter(({ subject }) => /fue cambiada/.test(subject));
  t.deepEqual(
    changed.map(({ to }) => to),
    [office],
  );
});

test('[P9] the number of a person with giro stands in no message, and the name only once a card was checked', (t) => {
  const account = {
    state: 'activa',
    identifier: parseRut('44.000.001-0'),
    confirmed: { email: new Date() },
    personal: {
      email: parseEmail(office),
      address: { street: 'Calle', number: '1', comuna: '13101' },
      company: { razonSocial: 'Rosa Soto, panadería', representative: { run: parseRun('44.000.001-0'), name: {} } },
    },
  } as const;
  t.deepEqual(companyName({ ...account, identidad: 'declarada' }), {});
  t.deepEqual(companyName({ ...account, identidad: 'documento' }), { razonSocial: 'Rosa Soto, panadería' });
  t.deepEqual(companyKnownTo({ ...account, identidad: 'documento' }, rosas), {}, 'no contact of it');
});
