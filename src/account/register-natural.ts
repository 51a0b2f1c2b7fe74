import { type Account, CONFIRMATION_HOURS, type PersonName } from '../domain/account.ts';
import type { Address } from '../domain/address.ts';
import type { CedulaSerial } from '../domain/cedula.ts';
import type { Email } from '../domain/email.ts';
import { PlainKey } from '../domain/key.ts';
import { guessable } from '../domain/key-block-list.ts';
import type { Phone } from '../domain/phone.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Rut } from '../domain/rut.ts';
import { budgets } from '../domain/throttle.ts';
import type { Visitor } from '../ports/audit.ts';
import type { World } from '../ports/world.ts';
import { checkCedula } from './check-cedula.ts';
import { hourOf } from './hour.ts';

/** The form of the guide (natural, chapter 2), read. */
export interface NaturalRegistration {
  readonly run: Rut;
  readonly question?: { readonly id: number; readonly answer: string } | undefined;
  readonly serial?: CedulaSerial | undefined;
  readonly address: Address;
  readonly email: Email;
  readonly mobile?: Phone | undefined;
  readonly homePhone?: Phone | undefined;
  readonly workPhone?: Phone | undefined;
  readonly key: PlainKey;
}

/**
 * Registers a person: the account waits for its e-mail to be confirmed and reserves nothing until then. Gives the id
 * of the message that was sent. An identifier that has an account is refused by name (C11b) within the network's
 * budget; past it, and in `segura`, the page is the same as for anybody and only the owner is told.
 */
export async function registerNatural(world: World, asked: NaturalRegistration, visitor: Visitor): Promise<string> {
  const begun = await world.throttles.take(budgets.registrationByNetwork, visitor.network);
  if (!begun.allowed) throw new Refusal('too-many-tries', { until: begun.until });

  const name = await nameOf(world, asked.run);
  if (guessable(asked.key.reveal(), [name.given, name.paternal, name.maternal])) throw new Refusal('key-guessable');
  if (asked.serial) await checkCedula(world, asked.run, asked.serial, visitor);

  // Hashed before anybody looks whether the account exists: both answers cost the same.
  const keyHash = await world.hasher.hash(asked.key);
  const question = asked.question && {
    id: asked.question.id,
    answerHash: await world.hasher.hash(new PlainKey(asked.question.answer)),
  };
  const holder = await world.accounts.findByIdentifier('natural', asked.run);
  if (holder && holder.state !== 'pendiente_correo') return refuseTwin(world, holder, visitor);

  return world.atomically(() => add(world, { ...asked, name, keyHash, question }, visitor));
}

/** Names come from the Registro Civil; the dead and the unknown get one answer. */
async function nameOf({ civilRegistry }: World, run: Rut): Promise<PersonName> {
  const person = await civilRegistry.findPerson(run);
  if (!person || person.deceased) throw new Refusal('person-not-found');
  return person.name;
}

async function refuseTwin(world: World, holder: Account, visitor: Visitor): Promise<string> {
  const budget = await world.throttles.take(budgets.unknownByNetwork, visitor.network);
  await world.audit.record({
    act: 'registration.refused',
    accountId: holder.id,
    visitor,
    details: { code: 'already-registered' },
  });
  if (world.policy.tellsRegistered && budget.allowed) throw new Refusal('already-registered');
  const notice = { kind: 'registration-attempted', at: hourOf(world.now()), device: visitor.device } as const;
  return world.notifier.send(notice, { channel: 'mail', to: holder.personal.email }, holder.id);
}

interface Prepared extends Omit<NaturalRegistration, 'question'> {
  readonly name: PersonName;
  readonly keyHash: string;
  readonly question: Account['question'];
}

async function add(
  world: World,
  { run, serial, keyHash, question, name, email, address, ...phones }: Prepared,
  visitor: Visitor,
): Promise<string> {
  const { mobile, homePhone, workPhone } = phones;
  const account = await world.accounts.add({
    profile: 'natural',
    kind: 'RUN',
    identifier: run,
    identidad: serial ? 'documento' : 'declarada',
    keyHash,
    question,
    personal: { name, email, mobile, homePhone, workPhone, address },
    simulado: world.civilRegistry.simulado,
  });
  const expires = new Date(world.now().getTime() + CONFIRMATION_HOURS * 3_600_000);
  const token = await world.links.issue('confirm-email', account.id, expires);
  await world.audit.record({ act: 'registration.begun', accountId: account.id, subject: account.subject, visitor });
  const notice = {
    kind: 'confirm-email',
    link: `${world.issuer}/confirmar/${token}`,
    hours: CONFIRMATION_HOURS,
  } as const;
  return world.notifier.send(notice, { channel: 'mail', to: email }, account.id);
}
