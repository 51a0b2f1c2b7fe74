import type { ExecutionContext } from 'ava';
import type { ObservedPart } from '../../src/domain/facilitador/facilitador-request.ts';
import { observeRequest } from '../../src/features/cases/use-cases/observe-request.ts';
import type { TestApp } from './app.ts';
import { type Browser, openBrowser, type Visit } from './browser.ts';
import { panaderia } from './companies.ts';
import { openReview } from './facilitador-review.ts';

/** Where the company reads its requests. */
export const REQUESTS = '/cuenta/facilitadores/solicitudes';

/** A browser in which Rosa is signed in for the company, and the page of its requests. */
export async function enterAsCompany({
  issuer,
}: TestApp): Promise<{ readonly browser: Browser; readonly page: Visit }> {
  const browser = openBrowser();
  const form = await browser.follow(await browser.get(issuer + REQUESTS), issuer);
  const typed = { perfil: 'juridica', rut: panaderia.rut, rut_representante: '44.000.001-0', clave: panaderia.key };
  return { browser, page: await browser.follow(await browser.send(form, typed), issuer) };
}

/** A request of which a member sent these parts back, and the company's browser on the page where it is corrected. */
export async function openObserved(t: ExecutionContext, parts: readonly ObservedPart[]) {
  const opened = await openReview(t);
  const { app, agent, request } = opened;
  const text = parts.map(({ reason }) => reason).join(' ');
  const sendBack = () => observeRequest(app.deps, agent, { parts, text });
  await sendBack();
  const { browser } = await enterAsCompany(app);
  const path = `${app.issuer}${REQUESTS}/${request.folio}/corregir`;
  const correct = () => browser.get(path);
  return { ...opened, browser, path, correct, sendBack };
}
