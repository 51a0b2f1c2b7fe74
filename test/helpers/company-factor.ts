import type { ExecutionContext } from 'ava';
import { actFor } from '../../src/account/representation.ts';
import type { Account } from '../../src/domain/account.ts';
import { requireSerial } from '../../src/domain/cedula.ts';
import { parseRun } from '../../src/domain/rut.ts';
import { openTestApp, type TestApp } from './app.ts';
import type { Beginning } from './beginnings.ts';
import type { Browser, Visit } from './browser.ts';
import { beginSignIn, clientFileFor, openClient } from './client-app.ts';
import { ofPanaderia, openCompany, panaderia } from './companies.ts';
import { owner, proveLongAgo } from './recovery.ts';
import { enrolled } from './second-factor.ts';

const provedCompany: Beginning<TestApp> = {
  name: 'Panadería Los Andes, proved long ago',
  async make(app) {
    await openCompany(app, { serial: '512345678' });
    await proveLongAgo(app, ofPanaderia.profile, ofPanaderia.identifier);
  },
};

/** An app in which Panadería Los Andes has an account that was proved long ago. */
export async function openWithCompany(t: ExecutionContext): Promise<{ app: TestApp; account: Account }> {
  const clients = [clientFileFor('capacita', { scope: 'openid empresa' })];
  const app = await openTestApp({ clients, begins: provedCompany });
  t.teardown(app.stop);
  const account = await app.deps.accounts.findByIdentifier(ofPanaderia.profile, ofPanaderia.identifier);
  if (!account) throw new Error('the company has no account');
  return { app, account };
}

/** A representative adds an app of their own: its secret, and their subject. */
export async function enrolRepresentative(app: TestApp, account: Account, run: string, serial: string) {
  const actor = await actFor(app.deps, account, parseRun(run), owner);
  await app.advance(2 * 60_000);
  const { secret } = await enrolled(app, { account, actor, serial: requireSerial(serial) });
  return { secret, subject: actor.subject };
}

/** Begins a sign-in of the company and types its key for a representative. */
export async function enterCompany(app: TestApp, browser: Browser, run: string): Promise<Visit> {
  const { to } = await beginSignIn(await openClient(app, 'capacita'), { scope: 'openid empresa' });
  const form = await browser.follow(await browser.get(to.href), to.origin);
  const fields = { perfil: 'juridica', rut: panaderia.rut, rut_representante: run, clave: panaderia.key };
  return browser.follow(await browser.send(form, fields), app.issuer);
}
