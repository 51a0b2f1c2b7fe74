import { parseSerial, requireSerial } from '../../domain/cedula.ts';
import { parseEmail } from '../../domain/email.ts';
import { assertRepeated, chooseKey } from '../../domain/key.ts';
import { parseMobile, parsePhone } from '../../domain/phone.ts';
import type { Policy } from '../../domain/policy.ts';
import { parseRun } from '../../domain/rut.ts';
import { parseAnswer, parseQuestion } from '../../domain/secret-question.ts';
import { type Form, judgeAll, type Read, readAll, text } from '../../http/form.ts';
import { addressFields, addressReaders, toAddress } from '../../http/forms/address-fields.ts';
import { typedRut } from '../../http/forms/typed-rut.ts';
import type { NaturalInPart, NaturalRegistration, PersonRegistration } from './use-cases/register-natural.ts';

/** What a form may show again to the user who typed it: everything but keys and the captcha. */
const kept = [
  'pregunta',
  'respuesta',
  ...addressFields,
  'email',
  'email_visto',
  'celular',
  'sin_celular',
  'telefono_particular',
  'telefono_trabajo',
];

/** Reads the form of the guide (natural, 9.3) under the policy; throws FieldRefusals with every field that is wrong. */
export function readNatural(form: Form, policy: Policy): NaturalRegistration {
  const read = readAll(naturalReaders(form, policy));
  return { run: read.rut, serial: read.serie, ...toPerson(read) };
}

/** The part of the form that other checks can judge, as far as it was read. */
export function readNaturalInPart(form: Form, policy: Policy): NaturalInPart {
  const { rut, serie, clave } = judgeAll(naturalReaders(form, policy)).read;
  return { run: rut, serial: serie, key: clave };
}

/** Readers of the whole form, in the order of the page. */
export function naturalReaders(form: Form, policy: Policy) {
  return {
    rut: () => parseRun(text(form, 'rut')),
    serie: () => readSerial(text(form, 'serie'), policy),
    ...personReaders(form, policy, 'rut'),
  };
}

/** What the page shows again after an error. */
export function valuesOf(form: Form): Record<string, string> {
  return { rut: typedRut(text(form, 'rut')), serie: text(form, 'serie'), ...personValues(form) };
}

/** The same for the fields that every person fills in. */
export function personValues(form: Form): Record<string, string> {
  return Object.fromEntries(kept.map((name) => [name, text(form, name)]));
}

/** Readers of the fields that every person fills in, in the order of the page. The key must not be made of `identifier`. */
export function personReaders(form: Form, policy: Policy, identifier: string) {
  const of = (name: string) => text(form, name);
  return {
    pregunta: () => (policy.asksQuestion ? parseQuestion(of('pregunta')) : undefined),
    respuesta: () => (policy.asksQuestion ? parseAnswer(of('respuesta')) : undefined),
    ...addressReaders(form),
    email: () => parseEmail(of('email')),
    telefono_particular: () => parsePhone(of('telefono_particular')),
    telefono_trabajo: () => parsePhone(of('telefono_trabajo')),
    celular: () => (of('sin_celular') ? undefined : parseMobile(of('celular'))),
    clave: () => chooseKey(of('clave'), policy, [of(identifier), of('email'), of('celular')]),
    clave2: () => assertRepeated(of('clave'), of('clave2')),
  };
}

/** What was read of a person, in the form of the use case. */
export function toPerson(read: Read<ReturnType<typeof personReaders>>): PersonRegistration {
  return {
    question: read.pregunta && read.respuesta ? { id: read.pregunta, answer: read.respuesta } : undefined,
    address: toAddress(read),
    email: read.email,
    mobile: read.celular,
    homePhone: read.telefono_particular,
    workPhone: read.telefono_trabajo,
    key: read.clave,
  };
}

/** The number of the card, which the policy may require. */
export function readSerial(typed: string, { serialAtRegistration }: Policy) {
  return serialAtRegistration === 'required' ? requireSerial(typed) : parseSerial(typed);
}
