/** A change of a client in production: what is served meanwhile, who approves what, and what follows from it. */
import test, { type ExecutionContext } from 'ava';
import * as oidc from 'openid-client';
import { actFor } from '../../../src/account/representation.ts';
import { endUnconfirmed } from '../../../src/account/suspend-platform.ts';
import type { PortalClientData } from '../../../src/domain/portal-client.ts';
import { parseRun } from '../../../src/domain/rut.ts';
import { actOnCase } from '../../../src/features/cases/use-cases/act-on-case.ts';
import { observePlatform } from '../../../src/features/cases/use-cases/observe-platform.ts';
import { askSuspension } from '../../../src/features/cases/use-cases/suspend-at-desk.ts';
import { valuesOf } from '../../../src/features/developers/client-form.ts';
import { submitClient, withdrawClient } from '../../../src/features/developers/use-cases/move-client.ts';
import { submitRevision, withdrawRevision } from '../../../src/features/developers/use-cases/revise-client.ts';
import { portalMetadata } from '../../../src/oidc/clients/portal.ts';
import type { StaffMember } from '../../../src/ports/staff.ts';
import { openTestApp } from '../../helpers/app.ts';
import { openBrowser, type Visit } from '../../helpers/browser.ts';
import { isRefusedFor, member } from '../../helpers/cases.ts';
import {
  answerOf,
  beginSignIn,
  goThrough,
  openClient,
  redeem,
  rosa,
  userInfoStatus,
} from '../../helpers/client-app.ts';
import { openCompany } from '../../helpers/companies.ts';
import * as images from '../../helpers/files/images.ts';
import { hereOf, panaderiaNow } from '../../helpers/members.ts';
import { aula, platformIn, platformNow, underReview, visitor } from '../../helpers/platforms.ts';
import { asPanaderia, goToPortalWithFactor, HOME, press } from '../../helpers/portal.ts';

const app = await openTestApp({ env: { THROTTLES: 'off' } });
test.after.always(() => app.stop());
const { deps } = app;
const { portalClients } = deps;
const company = openBrowser();
const words = 'Revisamos el cambio y su razón.';
const purpose = 'Inscribir a las personas y emitir sus certificados';
const CODES = { already: /La plataforma cambió de estado/, unchanged: /no tiene nada distinto/ } as const;

let first: StaffMember;
let second: StaffMember;
test.before(async () => {
  await openCompany(app);
  first = await member(app, ['agente']);
  second = await member(app, ['revisor'], 'Maule');
  await goToPortalWithFactor(app, company, HOME, asPanaderia);
});

const sheet = (id: string): Promise<Visit> => company.get(`${app.issuer}${HOME}/${id}`);
const act = async (id: string, accion: string): Promise<Visit> => press(company, await sheet(id), { accion });
const revise = async (id: string, changed: Readonly<Record<string, string>>): Promise<Visit> => {
  const { html, ...page } = await company.get(`${app.issuer}${HOME}/${id}/revision`);
  const { data } = await platformNow(app, id);
  return press(company, { ...page, html }, { ...valuesOf(data), ...changed });
};
const folioOf = async (id: string): Promise<string> => (await deps.platformRecords.find(id)).folios.revision ?? '';

/** What production serves of it. */
async function servedNow(id: string) {
  const { clients } = await portalClients.all();
  return portalMetadata(clients, { sandbox: false, taken: new Set() }).served.find(
    (one) => one.client_id === `p-${id}`,
  );
}

/** A client in production whose change waits for its review, with the folio. */
async function changing(
  changed: Readonly<Record<string, string>> = { proposito: purpose },
  data: Partial<PortalClientData> = {},
) {
  const { id } = await platformIn(app, 'produccion', data);
  await revise(id, changed);
  await act(id, 'enviar-cambio');
  return { id, folio: await folioOf(id) };
}

async function propose(folio: string, outcome: 'acogida' | 'rechazada' = 'acogida'): Promise<void> {
  await actOnCase(deps, { folio, member: first.id }, { action: 'assign' });
  await actOnCase(deps, { folio, member: first.id }, { action: 'propose', outcome, text: words });
}

const confirm = (folio: string) => actOnCase(deps, { folio, member: second.id }, { action: 'confirm' });

async function decide(folio: string, outcome: 'acogida' | 'rechazada' = 'acogida'): Promise<void> {
  await propose(folio, outcome);
  await confirm(folio);
}

test.serial('[threat 710] production goes on with the approved data until two people approve the change', async (t) => {
  const { id } = await platformIn(app, 'produccion');
  const address = 'https://cursos.losandes.example/vuelta';
  const done = await revise(id, { redirecciones: `${aula.redirectUris[0]}\n${address}`, proposito: purpose });
  t.is(done.status, 303, done.text);
  const { text } = await sheet(id);
  t.true(text.includes(aula.purpose) && text.includes(purpose), 'old and new beside each other');
  t.regex(text, /Usa PKCE, por el cambio en: Direcciones de vuelta/);
  t.is((await act(id, 'enviar-cambio')).status, 303);
  const folio = await folioOf(id);
  t.true((await sheet(id)).text.includes(folio));
  t.deepEqual((await servedNow(id))?.redirect_uris, aula.redirectUris);
  await propose(folio);
  const alone = { action: 'decide', outcome: 'acogida', text: words } as const;
  await isRefusedFor(t, 'two-people', () => actOnCase(deps, { folio, member: second.id }, alone));
  t.deepEqual((await servedNow(id))?.redirect_uris, aula.redirectUris);
  const at = deps.now();
  const marks = { pkce: { seen: at }, state: { seen: at }, nonce: { seen: at }, failed: at, recovered: at };
  await deps.platformRecords.change(id, () => ({ marks }));
  await confirm(folio);
  const client = await platformNow(app, id);
  t.is(client.state, 'produccion');
  t.is(client.revision, undefined);
  t.deepEqual((await servedNow(id))?.redirect_uris, [...aula.redirectUris, address]);
  t.is(client.reviewed?.purpose, purpose);
  const after = (await sheet(id)).text;
  t.regex(after, /se aprobó un cambio en: Direcciones de vuelta\. Por eso se comprueban otra vez/);
  t.regex(after, /La plataforma sigue en producción/);
  const mails = (await app.mailbox()).filter(({ subject }) => /Aprobamos el cambio/.test(subject));
  t.deepEqual(mails.map(({ to }) => to).toSorted(), ['ana@losandes.example', 'pedro@losandes.example']);
});

test.serial(
  '[threat 711] what is approved is what was submitted: other data under the same case are refused',
  async (t) => {
    const { id, folio } = await changing();
    await propose(folio);
    await portalClients.change(id, ({ revision }) => ({
      revision: revision && { ...revision, data: { ...revision.data, redirectUris: ['https://otra.example/vuelta'] } },
    }));
    await isRefusedFor(t, 'platform-changed', () => confirm(folio));
    t.deepEqual((await servedNow(id))?.redirect_uris, aula.redirectUris);
  },
);

test.serial(
  '[threat 712] two submissions at once, and an edit or a return at the same moment as the approval, have one winner',
  async (t) => {
    const { id } = await platformIn(app, 'produccion');
    await revise(id, { proposito: purpose });
    const editing = await company.get(`${app.issuer}${HOME}/${id}/revision`);
    const page = await sheet(id);
    const both = await Promise.all(['', ''].map(() => press(company, page, { accion: 'enviar-cambio' })));
    t.is(both.filter(({ status }) => status === 303).length, 1);
    t.true(both.some(({ text }) => CODES.already.test(text)));
    const folio = await folioOf(id);
    await propose(folio);
    const returning = await sheet(id);
    const [approved, edited, returned] = await Promise.allSettled([
      confirm(folio),
      press(company, editing, { ...valuesOf(aula), proposito: 'Vender datos' }),
      press(company, returning, { accion: 'retirar-cambio' }),
    ]);
    const { reviewed, revision } = await platformNow(app, id);
    if (approved.status === 'fulfilled') t.is(reviewed?.purpose, purpose);
    else t.is(reviewed?.purpose, aula.purpose);
    t.true(edited.status === 'fulfilled' && returned.status === 'fulfilled');
    t.is(approved.status === 'fulfilled', returned.status === 'fulfilled' && returned.value.status !== 303);
    t.not(reviewed?.purpose, 'Vender datos');
    t.not(revision?.state, 'en-revision');
  },
);

/** Rosa for the company, in a session of two factors. */
const rosaHere = async () => {
  const account = await panaderiaNow(app);
  return hereOf(account, await actFor(deps, account, parseRun(rosa.rut), visitor()));
};

/** An act of the organisation while the desk holds the case and is about to lock the client. */
async function duringDecision(id: string, folio: string, acts: (told: typeof deps) => Promise<void>) {
  const [held, asked] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const deciding = deps.cases.change(folio, async () => {
    held.resolve();
    await asked.promise;
    await portalClients.change(id, () => undefined);
    return undefined;
  });
  const change: typeof deps.cases.change = (...step) => {
    asked.resolve();
    return deps.cases.change(...step);
  };
  await held.promise;
  const acting = acts({ ...deps, cases: { ...deps.cases, change } }).finally(asked.resolve);
  await Promise.all([deciding, acting]);
}

test.serial(
  '[threat 771] an act of the organisation and one of the desk on the same case wait in one order',
  async (t) => {
    const here = await rosaHere();
    const sentBack = { comments: [{ field: 'purpose', text: 'Diga cuáles.' }], text: 'Corrija la finalidad.' } as const;
    const revised = await changing();
    await observePlatform(deps, { folio: revised.folio, member: first.id }, sentBack);
    const drafted = await underReview(app);
    await observePlatform(deps, { folio: drafted.folio, member: first.id }, sentBack);
    const runs = [
      [revised, submitRevision, withdrawRevision],
      [drafted, submitClient, withdrawClient],
    ] as const;
    for (const [{ id, folio }, ...steps] of runs)
      for (const step of steps)
        await t.notThrowsAsync(
          duringDecision(id, folio, (told) => step(told, here, id, visitor())),
          step.name,
        );
  },
);

test.serial(
  'sent back or rejected, the served data stay, and the change is corrected under the same folio',
  async (t) => {
    const { id, folio } = await changing();
    const comments = [{ field: 'purpose', text: 'Diga qué certificados son.' }];
    await observePlatform(deps, { folio, member: first.id }, { comments, text: 'Corrija la finalidad.' });
    t.is((await servedNow(id))?.client_name, aula.name);
    t.regex((await sheet(id)).text, /Finalidad ?: Diga qué certificados son/);
    await revise(id, { proposito: 'Emitir los certificados de los cursos' });
    t.is((await act(id, 'enviar-cambio')).status, 303);
    t.is(await folioOf(id), folio);
    await decide(folio, 'rechazada');
    const client = await platformNow(app, id);
    t.deepEqual([client.state, client.data.purpose], ['produccion', aula.purpose]);
    t.like(client.revision, { state: 'borrador', comments: [{ field: 'general', text: words }] });
  },
);

test.serial(
  'a change is taken back and thrown away, and its case ends; nothing that differs in nothing is kept',
  async (t) => {
    const { id, folio } = await changing();
    t.is((await act(id, 'retirar-cambio')).status, 303);
    t.is(await deps.cases.findByFolio(folio), undefined, 'the case is over');
    t.is((await platformNow(app, id)).revision?.state, 'borrador');
    await revise(id, {});
    t.regex((await act(id, 'enviar-cambio')).text, CODES.unchanged);
    t.is((await act(id, 'descartar-cambio')).status, 303);
    t.is((await platformNow(app, id)).revision, undefined);
    t.regex(String((await revise(id, {})).headers.get('location')), /sin-cambios/);
    t.is((await platformNow(app, id)).revision, undefined);
  },
);

/** Whether Rosa is asked for her consent; she agrees. The access token that her program gets. */
async function signIn(t: ExecutionContext, id: string, secret: string) {
  await app.rebuild();
  const client = await openClient(app, `p-${id}`, oidc.ClientSecretBasic(secret));
  const { checks, to } = await beginSignIn(client, { redirect_uri: String(aula.redirectUris[0]) });
  const browser = openBrowser();
  const page = await goThrough(browser, to, rosa);
  const asked = /pide conocer estos datos/.test(page.text);
  const end = asked ? await browser.follow(await browser.send(page, { accion: 'permitir' }), app.issuer) : page;
  t.regex(String(end.headers.get('location')), /[?&]code=/, end.text);
  return { asked, token: (await redeem(client, answerOf(end), checks)).access_token };
}

test.serial(
  '[threat 714, threat 772] people who agreed before are asked again once another purpose is approved, and not before',
  async (t) => {
    const { id } = await platformIn(app, 'produccion');
    const secret = (await portalClients.newSecret(id))?.secret ?? '';
    t.true((await signIn(t, id, secret)).asked);
    const { asked, token } = await signIn(t, id, secret);
    t.false(asked);
    await revise(id, { proposito: purpose });
    await act(id, 'enviar-cambio');
    t.is(await userInfoStatus(app, token), 200);
    await decide(await folioOf(id));
    await app.rebuild();
    t.is(await userInfoStatus(app, token), 401, 'what was given for the former purpose serves no more');
    t.is((await platformNow(app, id)).secrets.length, 1, 'its secret stays');
    t.true((await signIn(t, id, secret)).asked);
    t.false((await signIn(t, id, secret)).asked);
  },
);

test.serial('[threat 766] what a reviewer and a person read has no sign that no one sees', async (t) => {
  const { id } = await platformIn(app, 'produccion');
  const done = await revise(id, {
    proposito: `${aula.purpose.slice(0, 8)}\u200b\u202e${aula.purpose.slice(8)}`,
    razon_profile: 'Para el nombre en el certificado\u2066',
  });
  t.regex(String(done.headers.get('location')), /sin-cambios/, 'two texts that are read alike are one');
  await revise(id, { base_legal: 'Ley\u202e 19.518' });
  t.is((await platformNow(app, id)).revision?.data.legalBasis, 'Ley 19.518');
});

test.serial('[threat 768] a secret that was made for a change ends with it', async (t) => {
  const { id } = await platformIn(app, 'produccion', { authMethod: 'none' });
  const makes = async () => {
    await revise(id, { metodo: 'client_secret_basic' });
    await act(id, 'secreto');
    t.is((await platformNow(app, id)).secrets.length, 1);
  };
  await makes();
  await act(id, 'descartar-cambio');
  t.deepEqual((await platformNow(app, id)).secrets, []);
  await makes();
  await revise(id, { metodo: 'none', proposito: purpose });
  t.deepEqual((await platformNow(app, id)).secrets, []);
});

test.serial('a logo is changed by a change: the served one stays until its approval', async (t) => {
  const { id } = await platformIn(app, 'produccion');
  const form = await company.get(`${app.issuer}${HOME}/${id}/logo`);
  const sent = await company.sendFiles(form, {}, { logo: ['logo.png', await images.png(80, 80)] });
  t.is(sent.status, 303, sent.text);
  const { data, revision } = await platformNow(app, id);
  t.is(data.logo, undefined);
  t.truthy(revision?.data.logo);
  t.is((await company.get(`${app.issuer}${HOME}/${id}/revision/logo.png`)).headers.get('content-type'), 'image/png');
  t.is((await act(id, 'descartar-cambio')).status, 303);
  t.truthy((await deps.files.find(String(revision?.data.logo?.file)))?.endedAt);
});

// Last: it moves the clock, which ends every session.
test.serial(
  '[threat 713] while the client is suspended its change stays, and no one approves or moves it',
  async (t) => {
    const { id, folio } = await changing();
    const at = { client: id, member: second.id, visitor: visitor() };
    await propose(folio);
    const waiting = await sheet(id);
    await askSuspension(deps, at, { reason: 'uso-indebido', now: true });
    await isRefusedFor(t, 'platform-changed', () => confirm(folio));
    t.regex((await press(company, waiting, { accion: 'retirar-cambio' })).text, CODES.already);
    t.regex((await sheet(id)).text, /no avanza hasta que termine la suspensión/);
    t.is((await platformNow(app, id)).revision?.state, 'en-revision');
    app.advance(73 * 3_600_000);
    await endUnconfirmed(deps);
    await confirm(folio);
    t.is((await servedNow(id))?.legal_basis, `${purpose} (${aula.legalBasis})`);
  },
);
