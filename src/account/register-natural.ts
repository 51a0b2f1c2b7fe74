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
import type { NewAccount } from '../ports/accounts.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Notice } from '../ports/notifier.ts';
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
  const found = await world.accounts.findByIdentifier('natural', asked.run);
  const holder = found?.state === 'pendiente_correo' ? undefined : found;
  await assertMayGoOn(world, holder, visitor);

  return world.atomically(async () => {
    const account = await world.accounts.add(accountOf(world, { ...asked, name, keyHash, question }));
    return tell(world, account, holder, visitor);
  });
}

/** Names come from the Registro Civil; the dead and the unknown get one answer. */
async function nameOf({ civilRegistry }: World, run: Rut): Promise<PersonName> {
  const person = await civilRegistry.findPerson(run);
  if (!person || person.deceased) throw new Refusal('person-not-found');
  return person.name;
}

/** C11b: says that the identifier has an account, while the policy and the network's budget let it. */
async function assertMayGoOn(
  { throttles, policy, audit }: World,
  holder: Account | undefined,
  visitor: Visitor,
): Promise<void> {
  // Both cases write the same rows; for a free identifier they count on a row that nobody reads.
  const { allowed } = await throttles.take(
    budgets.unknownByNetwork,
    holder ? visitor.network : `free:${visitor.network}`,
  );
  if (!holder || !policy.tellsRegistered || !allowed) return;
  await audit.record({
    act: 'registration.refused',
    accountId: holder.id,
    visitor,
    details: { code: 'already-registered' },
  });
  throw new Refusal('already-registered');
}

interface Prepared extends Omit<NaturalRegistration, 'question'> {
  readonly name: PersonName;
  readonly keyHash: string;
  readonly question: Account['question'];
}

function accountOf(
  { civilRegistry }: World,
  { run, serial, keyHash, question, name, email, address, ...phones }: Prepared,
): NewAccount {
  const { mobile, homePhone, workPhone } = phones;
  return {
    profile: 'natural',
    kind: 'RUN',
    identifier: run,
    identidad: serial ? 'documento' : 'declarada',
    keyHash,
    question,
    personal: { name, email, mobile, homePhone, workPhone, address },
    simulado: civilRegistry.simulado,
  };
}

/**
 * Sends the link to whoever registered; where somebody holds the identifier, tells that holder instead, and the link
 * goes nowhere. The rows are the same either way, so that no clock tells the one from the other.
 */
async function tell(world: World, account: Account, holder: Account | undefined, visitor: Visitor): Promise<string> {
  const expires = new Date(world.now().getTime() + CONFIRMATION_HOURS * 3_600_000);
  const token = await world.links.issue('confirm-email', account.id, expires);
  const told = holder ?? account;
  const act = holder ? 'registration.refused' : 'registration.begun';
  await world.audit.record({ act, accountId: told.id, subject: account.subject, visitor });
  const notice: Notice = holder
    ? { kind: 'registration-attempted', at: hourOf(world.now()), device: visitor.device }
    : { kind: 'confirm-email', link: `${world.issuer}/confirmar/${token}`, hours: CONFIRMATION_HOURS };
  return world.notifier.send(notice, { channel: 'mail', to: told.personal.email }, told.id);
}
