import test from 'ava';
import { tellPlatform } from '../../../src/account/tell-platform.ts';
import { parseEmail } from '../../../src/domain/email.ts';
import type { PortalClient } from '../../../src/domain/portal-client.ts';
import { Refusal } from '../../../src/domain/refusal.ts';
import { parseRut } from '../../../src/domain/rut.ts';
import { rateLimits } from '../../../src/domain/throttle.ts';
import { tellOrganisation } from '../../../src/features/developers/machines/tell-machine.ts';
import { tellTechnical } from '../../../src/features/developers/use-cases/record-act.ts';
import { makeSecret } from '../../../src/features/developers/use-cases/secrets.ts';
import type { Organisation } from '../../../src/ports/mandates.ts';
import { openTestApp } from '../../helpers/app.ts';
import { pedro } from '../../helpers/client-app.ts';
import { cordillera, losAndes } from '../../helpers/facilitadores.ts';
import { hereOf, personNow } from '../../helpers/members.ts';
import { visitor } from '../../helpers/platforms.ts';
import { portalData } from '../../helpers/portal.ts';
import { openPortalScene, type PortalScene } from '../../helpers/portal-callers.ts';
import { otherForm } from '../../helpers/portal-rows.ts';

const app = await openTestApp({ env: { THROTTLES: 'on' } });
let scene: PortalScene;
test.before(async () => {
  scene = await openPortalScene(app);
});
test.after.always(() => app.stop());

const DAY_MS = 86_400_000;
const { portalClients } = app.deps;

/** A client whose technical contacts are these. */
function clientOf(organisation: Organisation, ...mailboxes: readonly string[]): Promise<PortalClient> {
  const technicalContacts = mailboxes.map((one) => ({ name: 'Ana www.malo.example', email: parseEmail(one) }));
  return portalClients.create({
    organisation,
    data: { ...portalData, name: 'https://malo.example/premio', technicalContacts },
  });
}

const mailsTo = async (address: string) => (await app.mailbox()).filter(({ to }) => to.includes(address));

/** Tells something so many times; how many mails were withheld. */
async function tell(client: PortalClient, news: Parameters<typeof tellTechnical>[2], times: number): Promise<number> {
  let withheld = 0;
  for (let nth = 0; nth < times; nth += 1) withheld += await tellTechnical(app.deps, client, news);
  return withheld;
}

// First: later tests move the clock, which ends every session.
test.serial('what is withheld is said on the sheet and in the trail, and the act is done', async (t) => {
  const { browser, ficha } = scene.callers.find(({ name }) => name === 'desarrolla')?.desarrolladores ?? t.fail();
  const mailbox = 'tope@losandes.example';
  const client = await clientOf(losAndes, mailbox);
  const sheet = `${app.issuer}/desarrolladores/plataformas/${client.id}`;
  t.notRegex((await browser.get(sheet)).text, /Llegó al tope/);
  await tell(client, 'edited', rateLimits.portalMailToContact.limit);
  const { text } = await browser.get(sheet);
  t.regex(text, /Llegó al tope de correos sobre cambios: no le enviaremos más hasta el \d/);
  t.notRegex(text, /sobre secretos: no/);
  const done = await browser.post(`${sheet}/editar`, { ficha, ...otherForm, tecnico_correo: mailbox });
  t.is(done.status, 303, done.text);
  t.is((await portalClients.find(client.id))?.data.name, otherForm.nombre);
  const { id } = await personNow(app, pedro.rut);
  const [entry] = (await app.deps.audit.actsSince(id, ['portal.edited'], new Date(0))) ?? [];
  t.is(entry?.details.withheld, 1);
});

test.serial(
  '[threat 715] contacts change at once, told to old and new, and who develops leaves the institutional one',
  async (t) => {
    const { browser, ficha } = scene.callers.find(({ name }) => name === 'desarrolla')?.desarrolladores ?? t.fail();
    const client = await clientOf(losAndes, 'antes@losandes.example', 'sigue@losandes.example');
    await app.deps.atomically(() =>
      portalClients.change(client.id, ({ data }) => ({ state: 'produccion', reviewed: data })),
    );
    const typed = {
      ...otherForm,
      tecnico_correo: 'nueva@losandes.example',
      tecnico2_nombre: 'Ana Rojas',
      tecnico2_correo: 'sigue@losandes.example',
      institucional_correo: 'otra@malo.example',
    };
    // Other mails about the client leave room for this one.
    await tell(client, 'edited', rateLimits.portalMailToContact.limit);
    const address = `${app.issuer}/desarrolladores/plataformas/${client.id}`;
    const done = await browser.post(`${address}/contactos`, { ficha, ...typed });
    t.is(done.status, 303, done.text);
    const after = await portalClients.find(client.id);
    for (const data of [after?.data, after?.reviewed]) {
      t.is(data?.technicalContacts[0]?.email, parseEmail('nueva@losandes.example'));
      t.is(data?.institutionalContact.email, portalData.institutionalContact.email);
    }
    const subjectsOf = async (mailbox: string) => (await mailsTo(mailbox)).map(({ subject }) => subject);
    t.true((await subjectsOf('antes@losandes.example')).some((one) => /ya no es contacto/.test(one)));
    t.true((await subjectsOf('nueva@losandes.example')).some((one) => /es contacto de/.test(one)));
    t.true((await subjectsOf('sigue@losandes.example')).some((one) => /Cambiaron los contactos/.test(one)));
    t.deepEqual(await subjectsOf('otra@malo.example'), []);
    const { id } = await personNow(app, pedro.rut);
    const [entry] = (await app.deps.audit.actsSince(id, ['portal.contacts-changed'], new Date(0))) ?? [];
    t.like(entry?.details, { added: 1, removed: 1 });
  },
);

test.serial('[threat 765] an organisation submits thirty times a day, whatever it takes back meanwhile', async (t) => {
  const { browser, ficha } = scene.callers.find(({ name }) => name === 'company')?.desarrolladores ?? t.fail();
  const { id } = await clientOf(losAndes, 'ana@losandes.example');
  await portalClients.change(id, ({ data }) => ({ data: { ...data, name: portalData.name } }));
  const press = async (accion: string) =>
    browser.post(`${app.issuer}/desarrolladores/plataformas/${id}`, { ficha, accion });
  const { limit } = rateLimits.portalSubmissions;
  for (let nth = 1; nth < limit; nth += 1) await app.deps.throttles.consume(rateLimits.portalSubmissions, losAndes.rut);
  t.is((await press('enviar')).status, 303);
  t.is((await press('retirar')).status, 303, 'what waits is taken back all the same');
  const refused = await press('enviar');
  t.is(refused.status, 429, refused.text);
  t.regex(refused.text, /Podrá enviar otra/);
  t.is((await portalClients.find(id))?.state, 'borrador');
});

/** A member's browser at the form of contacts, and what the two technical contacts are from then on. */
async function exchange(name: 'desarrolla' | 'administra', { id }: PortalClient, one: string): Promise<string | null> {
  const at = scene.callers.find((caller) => caller.name === name)?.desarrolladores;
  if (!at) throw new Error('no caller');
  const { browser, ficha } = at;
  const typed = { ...otherForm, tecnico_correo: one, institucional_correo: portalData.institutionalContact.email };
  const done = await browser.post(`${app.issuer}/desarrolladores/plataformas/${id}/contactos`, { ficha, ...typed });
  return done.headers.get('location') ?? done.text;
}

test.serial('[threat 763] who develops changes no contact that no mail would tell, who administers does', async (t) => {
  const serving = async (mailbox: string) => {
    const client = await clientOf(losAndes, mailbox);
    await portalClients.change(client.id, ({ data }) => ({ state: 'produccion', reviewed: data }));
    return client;
  };
  const kept = await serving('guarda@losandes.example');
  const budget = rateLimits.portalMailByOrganisation.limit;
  for (let nth = 0; nth < budget; nth += 5) {
    const contacts = await clientOf(losAndes, ...[0, 1, 2, 3, 4].map((place) => `mia${nth + place}@malo.example`));
    await tell(contacts, 'contact-added', 1);
  }
  t.regex((await exchange('desarrolla', kept, 'mia1@malo.example')) ?? '', /no podríamos avisar/);
  const stays = await portalClients.find(kept.id);
  t.is(stays?.data.technicalContacts[0]?.email, parseEmail('guarda@losandes.example'));
  t.regex((await exchange('administra', kept, 'nueva@losandes.example')) ?? '', /listo=contactos/);
});

test.serial('[threat 763] other organisations spend no mail that tells a contact that it was replaced', async (t) => {
  app.advance(DAY_MS + 1000);
  const victim = 'victima@losandes.example';
  for (const rut of [cordillera.rut, parseRut('54.000.103-0'), parseRut('54.000.002-6')]) {
    const stranger = await clientOf({ ...cordillera, rut }, victim);
    await tell(stranger, 'contact-removed', rateLimits.portalMailToContact.limit / 2);
    await tell(stranger, 'contact-added', rateLimits.portalMailToContact.limit / 2);
  }
  t.is(await tell(await clientOf(losAndes, victim), 'contact-removed', 1), 0);
});

test.serial(
  '[threat 624] an organisation sends one mailbox a dozen mails a day, however it writes the address',
  async (t) => {
    const { limit } = rateLimits.portalMailToContact;
    const one = await clientOf(losAndes, 'vecina@correo.example');
    const two = await clientOf(losAndes, 'Vecina+aula@correo.example', 'vecina@correo.example');
    t.is(await tell(one, 'edited', limit - 1), 0);
    t.is(await tell(two, 'created', 2), 1, 'two spellings are one mailbox, and one mail');
    t.is((await mailsTo('@correo.example')).filter(({ to }) => /vecina/i.test(to)).length, limit);
    app.advance(DAY_MS + 1000);
    t.is(await tell(one, 'edited', 1), 0, 'a day later there is room again');
  },
);

test.serial('[threat 625] the mails of changes withhold no warning about a secret', async (t) => {
  const client = await clientOf(losAndes, 'seguridad@losandes.example');
  t.true((await tell(client, 'edited', rateLimits.portalMailToContact.limit + 3)) > 0);
  for (const news of ['submitted', 'revision-submitted', 'secret-ended', 'secret-made'] as const)
    t.is(await tell(client, news, 1), 0, news);
  t.is(await tell(client, 'secret-ends', 2), 0);
});

test.serial('[threat 773] who develops makes no secret that no mail would tell, who administers does', async (t) => {
  app.advance(DAY_MS + 1000);
  const mailbox = 'avisos@losandes.example';
  const [own, other] = [await clientOf(losAndes, mailbox), await clientOf(losAndes, mailbox)];
  const { limit } = rateLimits.portalMailToContact;
  const make = async (run: string, { id }: PortalClient) =>
    makeSecret(app.deps, hereOf(await personNow(app, run)), id, visitor());
  const [develops, administers] = [pedro.rut, '44.000.005-3'];
  t.is(await tell(own, 'secret-ended', limit), 0);
  t.is(await tell(own, 'secret-made', limit - 1), 0);
  t.is((await make(develops, other)).number, 1, 'ended secrets spend nothing of it');
  const refused = await t.throwsAsync(() => make(develops, other), { instanceOf: Refusal });
  t.is(refused?.code, 'portal-secrets-often');
  t.is((await portalClients.find(other.id))?.secrets.length, 1);
  t.is((await make(administers, other)).number, 2);
});

test.serial('[threat 626] what other organisations send to a mailbox withholds none of its warnings', async (t) => {
  const victim = 'equipo@losandes.example';
  const stranger = await clientOf(cordillera, victim);
  await tell(stranger, 'secret-made', rateLimits.portalMailToContact.limit + 5);
  await tell(stranger, 'edited', rateLimits.portalMailToContact.limit + 5);
  t.is(await tell(await clientOf(losAndes, victim), 'secret-made', 1), 0);
});

test.serial(
  '[threat 627] an organisation sends sixty mails a day of a kind to all its contacts together',
  async (t) => {
    app.advance(DAY_MS + 1000);
    const { limit } = rateLimits.portalMailByOrganisation;
    const clients = await Promise.all(
      Array.from({ length: limit / 10 + 1 }, (_, nth) => clientOf(losAndes, `persona${nth}@otra.example`)),
    );
    let withheld = 0;
    for (const client of clients) withheld += await tell(client, 'edited', 10);
    t.is(withheld, 10);
    t.is((await mailsTo('@otra.example')).length, limit);
  },
);

test.serial('[threat 623] a mail names the organisation, and nothing that a sender chose is a link', async (t) => {
  app.advance(DAY_MS + 1000);
  await tell(await clientOf(losAndes, 'nueva@otra.example'), 'created', 1);
  const [mail] = await mailsTo('nueva@otra.example');
  t.regex(mail?.text ?? '', /Panadería Los Andes SpA/);
  t.notRegex(`${mail?.to}${mail?.subject}${mail?.text}${mail?.html}`, /malo\.example/);
});

test.serial(
  '[threat 767] nor is it in the mails of the desk about a client, nor in those about a machine',
  async (t) => {
    const client = await clientOf(losAndes, 'otra@otra.example');
    await tellPlatform(app.deps, client, 'lifted');
    const machine = await app.deps.machines.create({ organisation: losAndes, name: 'https://malo.example', apis: [] });
    const credential = { number: 1, label: 'www.malo.example', kind: 'key', until: app.deps.now() } as const;
    await tellOrganisation(app.deps, machine, { news: 'credential-made', credential, scopes: undefined });
    const mails = [...(await mailsTo('otra@otra.example')), ...(await mailsTo('@panaderia.example'))];
    t.true(
      mails.some(({ subject }) => /suspensión/.test(subject)) &&
        mails.some(({ subject }) => /credencial/.test(subject)),
    );
    for (const { subject, text, html } of mails) t.notRegex(`${subject}${text}${html}`, /malo\.example/);
  },
);
