import test from 'ava';
import { parseEmail } from '../../../src/domain/email.ts';
import type { PortalClient } from '../../../src/domain/portal-client.ts';
import { rateLimits } from '../../../src/domain/throttle.ts';
import { tellTechnical } from '../../../src/features/developers/use-cases/record-act.ts';
import type { Organisation } from '../../../src/ports/mandates.ts';
import { openTestApp } from '../../helpers/app.ts';
import { pedro } from '../../helpers/client-app.ts';
import { cordillera, losAndes } from '../../helpers/facilitadores.ts';
import { personNow } from '../../helpers/members.ts';
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
  t.is(await tell(client, 'secret-made', 1), 0);
  t.is(await tell(client, 'secret-ends', 2), 0);
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
