import { openCounterChange } from '../../src/account/open-counter-change.ts';
import type { Account } from '../../src/domain/account.ts';
import type { CounterEffect } from '../../src/domain/cases/counter-effect.ts';
import { parseEmail } from '../../src/domain/email.ts';
import { parseMobile } from '../../src/domain/phone.ts';
import type { Visitor } from '../../src/ports/audit.ts';
import type { TestApp } from './app.ts';
import { tokenIn } from './recovery.ts';
import { visitorFrom } from './registration.ts';
import { openStaff } from './staff.ts';

/** The network of the agency. */
export const office: Visitor = visitorFrom('203.0.113.200');
/** The contacts that a person gives at the counter. */
export const given = { email: 'camila.nueva@correo.example', mobile: '+56940000333' } as const;
export const givenContacts = { email: parseEmail(given.email), mobile: parseMobile(given.mobile) };

/** Ids of two members who decide, of two offices. */
export async function twoMembers(app: TestApp): Promise<readonly [string, string]> {
  const one = await openStaff(app, { roles: ['agente'] });
  const two = await openStaff(app, { roles: ['revisor'], office: 'Oficina de Valparaíso' });
  return [one.member.id, two.member.id];
}

/** Begins the waiting period of a decision as its second person does; returns the members and the token of its page. */
export async function decideFor(app: TestApp, account: Account, effect: CounterEffect) {
  const decidedBy = await twoMembers(app);
  const counter = { caseId: crypto.randomUUID(), caseKind: 'correo-perdido', decidedBy, effect } as const;
  const request = await app.deps.atomically(async () => {
    const locked = await app.deps.accounts.lock(account.id);
    return openCounterChange(app.deps, locked ?? account, counter, office);
  });
  return { decidedBy, request };
}

/** The token that confirms the new e-mail. */
export const confirmationIn = (app: TestApp): Promise<string> => tokenIn(app, given.email, 'confirmar-contacto');
