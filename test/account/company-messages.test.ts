import test, { type ExecutionContext } from 'ava';
import { confirmRepresentative } from '../../src/account/confirm-representative.ts';
import { companyName, companyToldTo } from '../../src/domain/company-name.ts';
import { parseEmail } from '../../src/domain/email.ts';
import { PlainKey } from '../../src/domain/key.ts';
import { parseRun, parseRut } from '../../src/domain/rut.ts';
import { confirmEmail } from '../../src/features/registration/use-cases/confirm-email.ts';
import { registerJuridica } from '../../src/features/registration/use-cases/register-juridica.ts';
import { logInJuridica } from '../../src/features/sign-in/use-cases/log-in-juridica.ts';
import {
  ofPanaderia as company,
  companyRegistration,
  openCompany,
  panaderia,
  panaderiaContacts,
} from '../helpers/companies.ts';
import type { TestHouse } from '../helpers/house.ts';
import { confirmMobileOf } from '../helpers/mobile.ts';
import {
  elsewhere,
  finishAs,
  messagesTo,
  openHouseFor,
  owner,
  proveLongAgo,
  provisionalIn,
  recoverByAnswer,
  recoverByCard,
  tokenIn,
} from '../helpers/recovery.ts';
import { withKey } from '../helpers/registration.ts';

const { office, rosas, mobile } = panaderiaContacts;
const NAMED = /Panadería Los Andes|54\.?000\.?001/;

async function begin(t: ExecutionContext, email = rosas) {
  const house = await openHouseFor(t);
  const asked = companyRegistration();
  await registerJuridica(house.world, { ...asked, representative: { ...asked.representative, email } }, owner);
  return house;
}

async function confirm(house: TestHouse): Promise<void> {
  await confirmEmail(house.world, withKey(await tokenIn(house, office, 'confirmar'), panaderia.key), owner);
}

const said = (messages: readonly { readonly subject: string; readonly text: string; readonly html: string }[]) =>
  messages.map(({ subject, text, html }) => `${subject}\n${text}\n${html}`);

test('[P9] an unconfirmed contact of a company hears no name and no number of it; once it is confirmed it does', async (t) => {
  const house = await begin(t);
  for (const message of said(await messagesTo(house, office))) t.notRegex(message, NAMED, 'the letter that confirms');
  await confirm(house);
  const [opened] = await messagesTo(house, office);
  t.regex(opened?.subject ?? '', /Panadería Los Andes SpA, RUT 54\.000\.001-8$/);
  for (const to of [rosas, mobile]) {
    const messages = said(await messagesTo(house, to));
    t.is(messages.length, 1, to);
    for (const message of messages) t.notRegex(message, NAMED, to);
  }
  await confirmRepresentative(house.world, await tokenIn(house, rosas, 'confirmar-representante'), owner);
  await confirmMobileOf(house, 'juridica', company.identifier);
  await recoverByAnswer(house, company);
  await finishAs(house, { email: office, mobile }, company);
  for (const to of [rosas, mobile]) t.regex(said(await messagesTo(house, to)).join(''), NAMED, to);
});

test('[P9] a sign-in for a company says who acted: by number without its middle below a checked card, then by name', async (t) => {
  const house = await openHouseFor(t);
  await openCompany(house);
  const key = new PlainKey(panaderia.key);
  const platform = { clientId: 'ejemplo', name: 'Plataforma' };
  const pedro = { representative: parseRun('44.000.002-9'), device: undefined, platform, visitor: elsewhere() };
  await logInJuridica(house.world, { identifier: company.identifier, key, ...pedro });
  const [letter] = await messagesTo(house, office);
  t.regex(letter?.text ?? '', /Representante: RUT 44\.•••\.•••-9/);
  t.notRegex(letter?.text ?? '', /Pedro|44\.000/);
  const { id } = (await house.world.accounts.findByIdentifier('juridica', company.identifier)) ?? { id: '' };
  const known = await house.world.companies.findActor(id, { run: pedro.representative });
  if (!known) return t.fail();
  await house.world.companies.addActor(id, { ...known, identidad: 'documento' });
  await logInJuridica(house.world, { identifier: company.identifier, key, ...pedro });
  const [proved] = await messagesTo(house, office);
  t.regex(proved?.text ?? '', /Representante: Pedro Antonio Muñoz Rojas/);
});

test('[P9] one mailbox for company and representative gets one message of a recovery, with «No fui yo», and one of the changed key', async (t) => {
  const house = await begin(t, parseEmail('Contacto+jefa@panaderia.example'));
  await confirm(house);
  const account = await house.world.accounts.findByIdentifier('juridica', company.identifier);
  await house.world.accounts.change(account?.id ?? '', (latest) => ({
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
  await proveLongAgo(house, 'juridica', company.identifier);
  const before = (await house.mailbox()).length;
  await recoverByCard(house, { ...company, representative: '44.000.001-0', serial: '512345678' });
  const told = (await house.mailbox()).slice(0, -before);
  t.deepEqual(
    told.map(({ channel, to }) => `${channel} ${to}`),
    [`mail ${office}`],
  );
  t.regex(told[0]?.text ?? '', /Clave provisoria/);
  t.regex(told[0]?.text ?? '', /No fui yo:\n\S+\/no-fui-yo\//);
  t.not(await provisionalIn(house, office), '');
  await finishAs(house, { email: office, mobile }, company);
  const changed = (await house.mailbox()).filter(({ subject }) => /fue cambiada/.test(subject));
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
  t.deepEqual(companyToldTo({ ...account, identidad: 'documento' }, rosas), {}, 'no contact of it');
});
