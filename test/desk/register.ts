import { goesOn, goesToPlatform, typesKey, waitsOut } from './acts.ts';
import type { Fields, Person } from './person.ts';
import { reads, type Self } from './self.ts';

/** What a form of registration is filled in with, besides the number. */
export function fieldsFor(
  { app }: Person,
  self: Self,
  { email, mobile, serial }: { readonly email: string; readonly mobile: string; readonly serial?: string },
): Fields {
  const question: Fields = app.deps.policy.asksQuestion ? { pregunta: '1', respuesta: 'Boby' } : {};
  return {
    ...question,
    ...(serial ? { serie: serial } : {}),
    [self.profile === 'migrante' ? 'nie' : 'rut']: self.number,
    calle: 'Los Aromos',
    numero: '12',
    comuna: '13101',
    email,
    celular: mobile,
    clave: self.key,
    clave2: self.key,
  };
}

/** From the form to the confirmed account and the platform; every link is that of the page or of the mail. */
export async function registers(person: Person, self: Self, fields: Fields): Promise<void> {
  await person.presses(/^(Continuar|Registrar.*)$/, fields);
  await confirmsAccount(person, self);
}

/** The link of the mail, in another browser too, and the first sign-in. */
async function confirmsAccount(person: Person, self: Self): Promise<void> {
  await person.opens(await reads(person, self, /(http\S+\/(?:confirmar|clave-antigua)\/\S+)/));
  const asksKey = person.has(/^Confirmar mi cuenta/, 'clave');
  const chooses = person.has(/^Guardar y confirmar/, 'clave2');
  if (chooses) await person.presses(/^Guardar y confirmar/, { clave: self.key, clave2: self.key });
  else await person.presses(/^Confirmar mi cuenta/, asksKey ? { clave: self.key } : {});
  // A number of the old system waits, and the key of the form counts then.
  if (person.says(/Su cuenta quedará lista el/)) await waitsOut(person);
  else if (!person.says(/Su cuenta está confirmada/)) throw person.stuck('the account is not confirmed');
  const at = await goesToPlatform(person, self);
  await typesKey(person, self);
  await goesOn(person, self, at);
}
