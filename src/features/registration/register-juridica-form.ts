import { parseEmail } from '../../domain/email.ts';
import { assertRepeated, chooseKey } from '../../domain/key.ts';
import { parseMobile, parsePhone } from '../../domain/phone.ts';
import type { Policy } from '../../domain/policy.ts';
import { Refusal } from '../../domain/refusal.ts';
import { parseRun, parseRut } from '../../domain/rut.ts';
import { parseAnswer, parseQuestion } from '../../domain/secret-question.ts';
import { type Form, judgeAll, readAll, text } from '../../http/form.ts';
import { companyAddressReaders, toAddress } from '../../http/forms/address-fields.ts';
import { typedRut } from '../../http/forms/typed-rut.ts';
import { askedOf } from '../../http/words/asked-of.ts';
import { readSerial } from './register-natural-form.ts';
import type { JuridicaRegistration } from './use-cases/register-juridica.ts';

const ruts = ['rut_empresa', 'rut_representante'];
const kept = [
  ...ruts,
  'pregunta',
  'respuesta',
  'celular_representante',
  'email_representante',
  'email_representante_visto',
  'serie',
  'comuna',
  'calle',
  'numero',
  'block',
  'departamento',
  'email',
  'email_visto',
  'telefono',
];

/** Reads the form of the guide (jurídica, 9.4) under the policy; throws FieldRefusals with every field that is wrong. */
export function readJuridica(form: Form, policy: Policy): JuridicaRegistration {
  const read = readAll(juridicaReaders(form, policy));
  return {
    company: read.rut_empresa,
    question: read.pregunta && read.respuesta ? { id: read.pregunta, answer: read.respuesta } : undefined,
    representative: {
      run: read.rut_representante,
      mobile: read.celular_representante,
      email: read.email_representante,
      serial: read.serie,
    },
    address: toAddress(read),
    email: read.email,
    phone: read.telefono,
    key: read.clave,
  };
}

/** The part of the form that other checks can judge, as far as it was read. */
export function readJuridicaInPart(form: Form, policy: Policy) {
  const { rut_empresa, rut_representante, serie, clave } = judgeAll(juridicaReaders(form, policy)).read;
  return { company: rut_empresa, representative: { run: rut_representante, serial: serie }, key: clave };
}

/** Readers of the whole form, in the order of the page. */
export function juridicaReaders(form: Form, policy: Policy) {
  const of = (name: string) => text(form, name);
  return {
    rut_empresa: askedOf('company', () => parseRut(of('rut_empresa'))),
    pregunta: () => (policy.asksQuestion ? parseQuestion(of('pregunta')) : undefined),
    respuesta: () => (policy.asksQuestion ? parseAnswer(of('respuesta')) : undefined),
    rut_representante: askedOf('representative', () => parseRun(of('rut_representante'))),
    celular_representante: askedOf('representative', () => parseMobile(of('celular_representante'))),
    email_representante: () => (of('email_representante').trim() ? parseEmail(of('email_representante')) : undefined),
    serie: askedOf('representative', () => readSerial(of('serie'), policy)),
    ...companyAddressReaders(form),
    email: () => parseEmail(of('email')),
    telefono: () => parsePhone(of('telefono')) ?? missing(),
    clave: () =>
      chooseKey(of('clave'), policy, [of('rut_empresa'), of('rut_representante'), of('email'), of('telefono')]),
    clave2: () => assertRepeated(of('clave'), of('clave2')),
  };
}

function missing(): never {
  throw new Refusal('field-missing');
}

/** What the page shows again after an error. */
export function valuesOf(form: Form): Record<string, string> {
  return Object.fromEntries(
    kept.map((name) => [name, ruts.includes(name) ? typedRut(text(form, name)) : text(form, name)]),
  );
}
