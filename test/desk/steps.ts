import { parseMobile } from '../../src/domain/phone.ts';
import { type At, goesToPlatform, typesKey, usesWhatCame, waitsOut } from './acts.ts';
import { attests, type Desk, decides } from './at-desk.ts';
import type { Fields, Person } from './person.ts';
import { reads, type Self } from './self.ts';

/** Contacts that no account has on file yet. */
interface NewContacts {
  readonly mail: string;
  /** Eight digits; a company has none. */
  readonly mobile?: string;
}

/** At the sign-in of a platform with a key that is wrong. */
export async function wrongKey(person: Person, self: Self): Promise<At> {
  const at = await goesToPlatform(person, self);
  await typesKey(person, self, 'No es mi clave');
  person.meets(person.app.deps.policy.name === 'guia' ? 'key-wrong' : 'credentials-wrong');
  return at;
}

/** From a refused sign-in to the page of a recovery that comes after the number. */
export async function beginsRecovery(person: Person, self: Self): Promise<void> {
  await person.follows(/recupere su clave/i);
  if (!person.has(/^Validar$/, 'rut')) await person.follows(profiles[self.profile] ?? /./);
  await person.presses(/^Validar$/, { rut: self.number });
}

const profiles: Readonly<Record<string, RegExp>> = {
  natural: /Persona Natural/,
  juridica: /Persona Jurídica/,
  migrante: /Migrante/,
};

/** «Continuar por correo»: the link of the mailbox on file leads to the same recovery, after the letters. */
export async function continuesByMail(person: Person, self: Self): Promise<void> {
  await person.presses(/^Continuar por correo$/);
  await person.opens(await reads(person, self, /(http\S+\/recuperar\/correo\/\S+)/));
  await person.presses(/^Continuar$/);
}

/** «Sí» to the address that the page hides in part, and what is sent there. */
export async function yesToAddress(person: Person, self: Self): Promise<void> {
  await person.presses(/^Validar$/, { correcto: 'si' });
  await person.presses(/^Recuperar Clave$/);
  await usesWhatCame(person, self);
}

/** «No» to it: other contacts, which wait, and what is sent there when they are due. */
export async function otherContacts(person: Person, self: Self, { mail, mobile }: NewContacts): Promise<void> {
  await person.presses(/^Validar$/, { correcto: 'no' });
  await person.presses(/^Validar$/, { email: mail, ...(mobile ? { celular: mobile } : {}) });
  await person.presses(/^Recuperar Clave$/);
  self.reads = [mail, ...(mobile ? [parseMobile(mobile)] : [])];
  await confirmsNew(person, self);
  await waitsOut(person);
  await usesWhatCame(person, self);
}

/** The link by which a new e-mail confirms itself. */
async function confirmsNew(person: Person, self: Self): Promise<void> {
  await person.opens(await reads(person, self, /(http\S+\/confirmar-contacto\/\S+)/));
  await person.presses(/./);
}

/** A folio of «/atencion», where the page leads to it with these words. */
export async function takesFolio(person: Person, self: Self, ask: string): Promise<string> {
  await person.follows(new RegExp(ask));
  await person.presses(/^Pedir un folio/, { rut: self.number });
  return person.asksFor(ask);
}

/** The document at a counter, two members, the hold, and what is sent then. */
export async function throughDesk(
  person: Person,
  self: Self,
  desk: Desk,
  { name, fields, contacts }: Parameters<typeof attests>[1] & { readonly contacts?: NewContacts },
): Promise<void> {
  const profile: Fields = {
    perfil: self.profile,
    numero: self.number,
    ...(self.representative ? { representante: self.representative } : {}),
  };
  const asked: Fields = contacts
    ? { correo: contacts.mail, ...(contacts.mobile ? { celular: contacts.mobile } : {}) }
    : { clave_nueva: 'si' };
  await decides(desk, await attests(desk, { name, fields: { ...profile, ...asked, ...fields } }));
  if (contacts) {
    self.reads = [contacts.mail, ...(contacts.mobile ? [parseMobile(contacts.mobile)] : [])];
    await confirmsNew(person, self);
  }
  await waitsOut(person);
  await usesWhatCame(person, self);
}

/** The same, and the card. */
export async function showsCard(person: Person, self: Self, serial: string): Promise<void> {
  await wrongKey(person, self);
  await beginsRecovery(person, self);
  await person.presses(/^Validar$/, { serie: serial });
}
