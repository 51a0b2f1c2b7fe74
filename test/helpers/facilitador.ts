import type { ExecutionContext } from 'ava';
import { actFor } from '../../src/account/representation.ts';
import type { FacilitadorRequest } from '../../src/domain/facilitador/facilitador-request.ts';
import { parseRun } from '../../src/domain/rut.ts';
import { CAPTCHA_ANSWER, type TestApp } from './app.ts';
import type { Browser, Visit } from './browser.ts';
import { panaderia } from './companies.ts';
import { openWithCompany } from './company-factor.ts';
import { facilitador, typedFacilitador } from './facilitador-data.ts';
import { jpeg } from './files/images.ts';
import { onePage } from './files/pdfs.ts';
import { receive } from './files/receive.ts';
import { owner } from './recovery.ts';

/** An app with the company, and what its representative Rosa asks. */
export async function openWithRequester(t: ExecutionContext) {
  const { app, account } = await openWithCompany(t);
  const run = parseRun('44.000.001-0');
  const { subject } = await actFor(app.deps, account, run, owner);
  const ask = async (email?: string): Promise<FacilitadorRequest> => {
    const ofCompany = { owner: { accountId: account.id } };
    const declaration = await receive(app, onePage(), { ...ofCompany, purpose: 'declaracion' });
    const document = await receive(app, await jpeg(), { ...ofCompany, purpose: 'documento-facilitador' });
    return app.deps.facilitadorRequests.open({
      company: { accountId: account.id, rut: account.identifier as typeof run, razonSocial: 'Panadería Los Andes SpA' },
      askedBy: { subject, run },
      data: facilitador(email),
      files: { declaration: declaration.id, document: document.id },
    });
  };
  return { app, account, ask };
}

/** The browser of the company's representative, on the page of the sworn statement. */
export async function beginRequest(app: TestApp, browser: Browser, change: Record<string, string> = {}) {
  const form = await browser.get(`${app.issuer}/facilitador`);
  const fields = {
    rut: panaderia.rut,
    rut_representante: '44.000.001-0',
    clave: panaderia.key,
    captcha: CAPTCHA_ANSWER,
  };
  return browser.follow(await browser.send(form, { ...fields, ...change }), app.issuer);
}

/** Fills in every page, to the one that shows all. */
export async function fillRequest(app: TestApp, browser: Browser, declaration: Visit, email?: string): Promise<Visit> {
  const on = async (visit: Promise<Visit>): Promise<Visit> => browser.follow(await visit, app.issuer);
  const document = await on(browser.sendFiles(declaration, {}, { declaracion: ['declaracion.pdf', onePage()] }));
  const files = { documento: ['pasaporte.jpg', await jpeg()] as const };
  const person = await on(browser.sendFiles(document, typedFacilitador.documento, files));
  const question = await on(browser.send(person, { ...typedFacilitador.persona, ...(email ? { email } : {}) }));
  return on(browser.send(question, typedFacilitador.pregunta));
}
