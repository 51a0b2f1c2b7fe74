import { createHash } from 'node:crypto';
import test from 'ava';
import { parseEmail } from '../../../../src/domain/email.ts';
import type { PortalClientData } from '../../../../src/domain/portal-client.ts';
import { secretUntil } from '../../../../src/domain/portal-secret.ts';
import { openTestApp } from '../../../helpers/app.ts';
import { cordillera, losAndes } from '../../../helpers/facilitadores.ts';
import { assertTampered, attack, putBack, rowsOf } from '../../../helpers/tampered.ts';

const app = await openTestApp();
test.after.always(() => app.stop());
const { portalClients } = app.deps;

const contact = { name: 'Ana Rojas', email: parseEmail('ana@losandes.example') };
const data: PortalClientData = {
  name: 'Aula Los Andes',
  native: false,
  redirectUris: ['https://aula.losandes.example/vuelta'],
  postLogoutRedirectUris: [],
  authMethod: 'client_secret_basic',
  idTokenAlg: 'ES256',
  scopes: [{ scope: 'openid', reason: '' }],
  purpose: 'Inscribir a las personas en los cursos de la panadería',
  legalBasis: 'Consentimiento de la persona',
  technicalContacts: [contact],
  institutionalContact: contact,
};
const draft = (organisation = losAndes) => portalClients.create({ organisation, data });

test.serial('a client is created as a draft, found by its organisation alone, and deleted', async (t) => {
  const client = await draft();
  t.is(client.state, 'borrador');
  t.is(client.sector, 'rut-54000001-8');
  t.deepEqual(await portalClients.find(client.id), client);
  t.deepEqual(await portalClients.ofOrganisation(losAndes.rut), [client]);
  t.deepEqual(await portalClients.ofOrganisation(cordillera.rut), []);
  t.is(await portalClients.find('no-id'), undefined);
  t.deepEqual(await portalClients.remove(client.id, () => {}), client);
  t.is(await portalClients.find(client.id), undefined);
});

test.serial(
  '[threat 704] two who count the clients of an organisation at once see what the other registers',
  async (t) => {
    const counted: number[] = [];
    const register = () =>
      app.deps.atomically(async () => {
        counted.push(await portalClients.countUnderLock(cordillera.rut));
        await draft(cordillera);
      });
    await Promise.all([register(), register(), register()]);
    t.deepEqual(counted, [0, 1, 2]);
    for (const { id } of await portalClients.ofOrganisation(cordillera.rut)) await portalClients.remove(id, () => {});
  },
);

test.serial('a secret is stored as its hash alone, two are valid at a time, and each ends by itself', async (t) => {
  const { id } = await draft();
  const first = await portalClients.newSecret(id);
  const second = await portalClients.newSecret(id);
  t.regex(String(first?.secret), /^[\w-]{43}$/);
  t.is(second?.client.secrets[1]?.hash, createHash('sha256').update(String(first?.secret)).digest('hex'));
  t.false(JSON.stringify(second?.client).includes(String(second?.secret)));
  await t.throwsAsync(portalClients.newSecret(id), { message: 'portal-secrets-two' });
  const left = await portalClients.endSecret(id, 1);
  t.deepEqual(
    left?.secrets.map(({ number }) => number),
    [2],
  );
  await t.throwsAsync(portalClients.endSecret(id, 1), { message: 'portal-secret-gone' });
  t.is((await portalClients.newSecret(id))?.number, 3);
});

test.serial('[threat 735] the number of a secret is never given twice, also where none is left', async (t) => {
  const { id } = await draft();
  const made = async () => (await portalClients.newSecret(id))?.number;
  t.is(await made(), 1);
  await portalClients.endSecret(id, 1);
  t.is(await made(), 2);
  await portalClients.endSecret(id, 2);
  await portalClients.change(id, () => ({ data: { ...data, name: 'Otra aula' } }));
  t.is(await made(), 3);
});

test.serial('clients with a secret that ends within 30 days are due', async (t) => {
  const { id } = await draft();
  await portalClients.newSecret(id);
  t.false((await portalClients.dueNotices(100)).includes(id));
  const until = secretUntil(app.deps.now());
  app.advance(until.getTime() - app.deps.now().getTime() - 30 * 86_400_000);
  t.true((await portalClients.dueNotices(100)).includes(id));
});

test.serial('an older row that is put back opens nothing and is served to no one', async (t) => {
  const { id } = await draft();
  const before = await rowsOf(app, 'portal_clients', { id });
  await app.deps.atomically(() => portalClients.change(id, () => ({ state: 'en-revision' })));
  await putBack(app, 'portal_clients', before);
  await assertTampered(t, () => portalClients.find(id), 'portal_clients');
  const { clients, unverified } = await portalClients.all();
  t.false(clients.some((one) => one.id === id));
  t.is(unverified, 1);
});

test.serial('a state that another hand writes is noticed', async (t) => {
  const { id } = await draft();
  await attack(app, "update portal_clients set state = 'produccion' where id = :id", { id });
  await assertTampered(t, () => portalClients.find(id), 'portal_clients');
  t.false((await portalClients.all()).clients.some((one) => one.id === id));
});
