import { callChoices } from '../../src/account/call-contacts.ts';
import type { CallContact } from '../../src/domain/caller-check.ts';
import type { Rut } from '../../src/domain/rut.ts';
import { askCaller, type CallAgent } from '../../src/features/caller/use-cases/ask-caller.ts';
import type { DeskCall } from '../../src/ports/desk-calls.ts';
import type { TestApp } from './app.ts';
import { accountNow, camila, elsewhere, tokenIn } from './recovery.ts';

function agent(id: string, run: string, office: string): CallAgent {
  return { id, run: run as Rut, roles: ['agente'], office };
}

/** Two agents of the desk. */
export const rosa = agent('7d3c1a52-0a55-4c1e-9b7e-5f1f0a9c0001', '44000009-6', 'Temuco');
export const hugo = agent('7d3c1a52-0a55-4c1e-9b7e-5f1f0a9c0002', '44000010-K', 'Iquique');

/** The network of the desk. */
export const atDesk = elsewhere(40);

/** An agent has a link sent to a contact of Camila's; gives the check and the token of the link. */
export async function asked(
  app: TestApp,
  by: CallAgent = rosa,
  contact: CallContact = 'email',
): Promise<{ readonly call: DeskCall; readonly token: string }> {
  const account = await accountNow(app);
  await askCaller(app.deps, by, { accountId: account.id, contact }, atDesk);
  const call = await app.deps.deskCalls.latest(account.id, by.id);
  const to = callChoices(account).find((one) => one.contact === contact)?.to.to ?? camila.email;
  if (!call) throw new Error('no check was stored');
  return { call, token: await tokenIn(app, to, 'llamada') };
}

/** A number of the page that the agent did not say. */
export const otherThan = ({ numbers: { said, offered } }: DeskCall): string =>
  offered.find((number) => number !== said) ?? '';
