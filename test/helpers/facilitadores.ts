import { randomUUID } from 'node:crypto';
import type { Account } from '../../src/domain/account.ts';
import { parseEmail } from '../../src/domain/email.ts';
import { Secret } from '../../src/domain/key.ts';
import { yearAfter } from '../../src/domain/mandate.ts';
import { parseMobile } from '../../src/domain/phone.ts';
import { parseRun, parseRut } from '../../src/domain/rut.ts';
import type { Mandate, Organisation } from '../../src/ports/mandates.ts';
import type { TestApp } from './app.ts';
import type { Browser, Visit } from './browser.ts';
import { asksForKey } from './client-app.ts';
import { jorge } from './migrantes.ts';

/** Jorge as a facilitador, whom companies invited; the NIE is that of the migrante. */
export const facilitador = {
  nie: jorge.nie,
  key: 'Quiltro-88',
  email: 'jorge@facilita.example',
  answer: 'boby',
} as const;

export const losAndes: Organisation = { rut: parseRut('54.000.001-8'), razonSocial: 'Panadería Los Andes SpA' };
export const cordillera: Organisation = { rut: parseRut('54.000.109-K'), razonSocial: 'Capacitación Cordillera SpA' };

/** The representative who asks for Capacitación Cordillera. */
export const asksForCordillera = { subject: randomUUID(), run: parseRun('44.000.003-7') } as const;

/** Opens the account of a facilitador, as an invitation does, without a mandate. */
export async function openFacilitador(app: TestApp): Promise<Account> {
  const { accounts, hasher, atomically } = app.deps;
  const id = randomUUID();
  const keyHash = await hasher.hash(new Secret(facilitador.key), { purpose: 'key', id });
  const answerHash = await hasher.hash(new Secret(facilitador.answer), { purpose: 'answer', id });
  await atomically(async () => {
    await accounts.add({
      id,
      profile: 'facilitador',
      kind: 'NIE',
      identifier: facilitador.nie,
      identidad: 'revisada',
      keyHash,
      question: { id: 1, answerHash },
      personal: {
        name: { given: 'Jorge Luis', paternal: 'Quispe', maternal: 'Mamani' },
        email: parseEmail(facilitador.email),
        mobile: parseMobile('40000009'),
        address: { street: 'Pasaje Los Aromos', number: '123', comuna: '13101' },
      },
      simulado: true,
    });
    await accounts.activate(id);
  });
  return facilitadorNow(app);
}

/** The account as it is now. */
export async function facilitadorNow(app: TestApp): Promise<Account> {
  const found = await app.deps.accounts.findByIdentifier('facilitador', facilitador.nie);
  if (!found) throw new Error('no facilitador');
  return found;
}

/** Lets a facilitador in for a company, for a year from now. */
export async function invite(app: TestApp, account: Account, organisation: Organisation = losAndes): Promise<Mandate> {
  const from = app.deps.now();
  const term = { from, until: yearAfter(from) };
  const one = { accountId: account.id, organisation, scope: 'facilitador', source: 'FE-2026-0001', ...term } as const;
  return app.deps.mandates.grant(one);
}

/**
 * Opens an address and, where the key is asked, gives the NIE and key of the facilitador; ends at the page that
 * follows.
 */
export async function goAsFacilitador(browser: Browser, to: URL): Promise<Visit> {
  const page = await browser.follow(await browser.get(to.href), to.origin);
  if (!asksForKey(page)) return page;
  const form = await browser.get(`${page.url}?perfil=facilitador`);
  const typed = { perfil: 'facilitador', rut: facilitador.nie, clave: facilitador.key, accion: 'ingresar' };
  return browser.follow(await browser.send(form, typed), to.origin);
}
