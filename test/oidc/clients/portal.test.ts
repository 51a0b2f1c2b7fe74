import test from 'ava';
import type { PortalClient, PortalState } from '../../../src/domain/portal-client.ts';
import { portalJudge, portalMetadata } from '../../../src/oidc/clients/portal.ts';
import { refuseStrangers } from '../../../src/oidc/portal-access.ts';
import { losAndes } from '../../helpers/facilitadores.ts';
import { portalData } from '../../helpers/portal.ts';

const at = new Date('2026-11-30T12:00:00Z');

const clientIn = (state: PortalState, rest: Partial<PortalClient> = {}): PortalClient => ({
  id: '1f0c9a52-5d0e-4c0b-9b5e-0d5f2c6f7a11',
  organisation: losAndes,
  state,
  sector: 'rut-54000001-8',
  data: portalData,
  secrets: [{ number: 1, hash: 'aa', from: at, until: at }],
  comments: [],
  createdAt: at,
  changedAt: at,
  version: 1,
  ...rest,
});

const served = (client: PortalClient, sandbox: boolean) =>
  portalMetadata([client], { sandbox, taken: new Set() }).served[0];

test('production serves the reviewed data alone, and no draft', (t) => {
  const reviewed = { ...portalData, name: 'Aula revisada' };
  for (const state of ['borrador', 'en-revision'] as const)
    t.is(served(clientIn(state, { reviewed }), false), undefined);
  for (const state of ['certificacion', 'produccion'] as const) {
    t.is(served(clientIn(state), false), undefined, 'nothing was reviewed');
    t.is(served(clientIn(state, { reviewed }), false)?.client_name, 'Aula revisada');
  }
});

test('production serves no change before its approval, a sandbox serves it at once with the contacts of now', (t) => {
  const { technicalContacts: _, institutionalContact: __, ...data } = { ...portalData, name: 'Aula cambiada' };
  for (const state of ['borrador', 'en-revision'] as const) {
    const client = clientIn('produccion', { reviewed: portalData, revision: { state, data, comments: [] } });
    t.is(served(client, false)?.client_name, portalData.name);
    t.is(served(client, true)?.client_name, 'Aula cambiada');
    t.deepEqual(served(client, true)?.contacts, served(client, false)?.contacts);
  }
});

test('a sandbox serves drafts at once, with the fields of ours that no organisation chooses', (t) => {
  const client = served(clientIn('borrador'), true);
  t.like(client, {
    client_id: 'p-1f0c9a52-5d0e-4c0b-9b5e-0d5f2c6f7a11',
    first_party: false,
    sector: 'rut-54000001-8',
    minimum_identity: 'documento',
    claims_profile: 'estandar',
    require_pkce: 'or_nonce',
    scope: 'openid profile',
  });
});

test('[threat 683] production shows the logo that was reviewed, and none that waits for a review or a scanner', (t) => {
  const logoOf = (letter: string) => ({ file: letter, sha256: letter.repeat(64) });
  const client = clientIn('produccion', {
    data: { ...portalData, logo: logoOf('b') },
    reviewed: { ...portalData, logo: logoOf('a') },
  });
  const logos = new Map(['a', 'b'].map((letter) => [`/logos/${letter.repeat(64)}.png`, new Uint8Array()]));
  const shown = (sandbox: boolean, pictures = logos) =>
    portalMetadata([client], { sandbox, taken: new Set(), logos: pictures }).served[0]?.logo;
  t.is(shown(false), `/logos/${'a'.repeat(64)}.png`);
  t.is(shown(true), `/logos/${'b'.repeat(64)}.png`);
  t.is(shown(false, new Map()), undefined, 'no picture yet');
});

test('a suspended client proves itself by no secret, and a file with its id goes before', (t) => {
  const suspended = clientIn('suspendida', { reviewed: portalData });
  t.deepEqual((served(suspended, false) as { secret_hashes?: unknown }).secret_hashes, []);
  const taken = new Set([`p-${suspended.id}`]);
  t.deepEqual(portalMetadata([suspended], { sandbox: true, taken }), { served: [], wrong: 0 });
});

test('addresses that the server calls are public in production, and the name is no one else’s', (t) => {
  const judge = portalJudge({ neverCalled: [], namesTaken: ['Mi Curso'] });
  const faults = judge({ ...portalData, backchannelLogoutUri: 'https://10.0.0.7/salida' });
  t.deepEqual(faults, [{ path: ['backchannel_logout_uri'], mistake: { code: 'not-public' } }]);
  t.deepEqual(judge({ ...portalData, name: 'Mi Curs0' }), [{ path: ['client_name'], mistake: { code: 'name-taken' } }]);
  t.deepEqual(judge({ ...portalData, name: 'Clave Sence' }).length, 1);
  t.deepEqual(judge(portalData), []);
});

test('[threat 622] until production only members of the organisation sign in', async (t) => {
  const run = '44000001-0';
  const known = { ...losAndes, estado: 'vigente', representantes: [{ run, nombres: 'Rosa' }] };
  const check = refuseStrangers({
    now: () => at,
    mandates: { inForce: async () => [] },
    companies: { recall: async () => known },
  } as never);
  const context = (record: object, actor?: object, pending?: string) =>
    ({
      state: {},
      oidc: {
        promptPending: (name: string) => name === pending,
        client: { portal_state: 'certificacion', portal_organisation: losAndes.rut },
        account: { record: { state: 'activa', personal: {}, ...record }, actor },
      },
    }) as never;
  await t.throwsAsync(check(context({ profile: 'natural' })), { message: 'access_denied' });
  for (const prompt of ['login', 'select_account', 'create'])
    t.false(await check(context({ profile: 'natural' }, undefined, prompt)), `${prompt} comes first`);
  await t.throwsAsync(check(context({ profile: 'natural' }, undefined, 'none')), { message: 'access_denied' });
  const company = { profile: 'juridica', identifier: losAndes.rut, personal: { company: losAndes } };
  t.false(await check(context(company, { subject: 'x', run })), 'the company itself');
  await t.throwsAsync(check(context(company, { subject: 'y', run: '44000002-9' })), { message: 'access_denied' });
});

test('[threat 685] in production only an app returns to its own machine', (t) => {
  const redirectUris = ['https://aula.losandes.example/vuelta', 'http://127.0.0.1:8080/cb'];
  const judge = portalJudge({ neverCalled: [], namesTaken: [] });
  t.deepEqual(judge({ ...portalData, redirectUris }), [
    { path: ['redirect_uris', 1], mistake: { code: 'loopback-address' } },
  ]);
  t.deepEqual(portalJudge({ neverCalled: [], namesTaken: [], fictional: true })({ ...portalData, redirectUris }), []);
});

test('[security 39] a host that EGRESS_ALLOW names later is not open to a client that was approved before', (t) => {
  const reviewed = { ...portalData, backchannelLogoutUri: 'https://interno.sence.example/salida' };
  const given = { sandbox: false, taken: new Set<string>() };
  const client = clientIn('produccion', { reviewed });
  t.is(portalMetadata([client], given).served.length, 1);
  t.deepEqual(portalMetadata([client], { ...given, neverCalled: ['interno.sence.example'] }), { served: [], wrong: 1 });
});
