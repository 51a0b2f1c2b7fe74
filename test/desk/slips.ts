import type { TestApp } from '../helpers/app.ts';
import { panaderia } from '../helpers/companies.ts';
import { goesToPlatform } from './acts.ts';
import { ana, camila, jorge, selfOf } from './cast.ts';
import { type Fields, Person } from './person.ts';
import { fieldsFor } from './register.ts';

/** Sends a form with slips, and sees each of them said at once. */
async function slips(
  person: Person,
  button: RegExp,
  fields: Fields,
  codes: Parameters<Person['meets']>[0][],
): Promise<void> {
  await person.presses(button, fields);
  for (const code of codes) person.meets(code, { profile: 'natural' });
}

const ON = /^Continuar$/;

/** Every field of the form of a person, wrong in each way and then right: the same page goes on. */
export async function registrationSlips(app: TestApp): Promise<Person> {
  const person = new Person(app, '198.51.100.201');
  const right = { telefono_particular: '', ...fieldsFor(person, selfOf(app, camila), camila) };
  const asks = app.deps.policy.asksQuestion;
  await person.opens('/registro/natural');
  const nothing = Object.fromEntries(Object.keys(right).map((name) => [name, '']));
  const questions = asks ? (['question-missing'] as const) : (['serial-missing'] as const);
  await slips(person, ON, { ...nothing, email: 'x', celular: '12', telefono_particular: 'abc', captcha: 'OTRAS' }, [
    'captcha-wrong',
    'rut-missing',
    'field-missing',
    'email-invalid',
    'mobile-invalid',
    'phone-invalid',
    'key-missing',
    ...questions,
  ]);
  await slips(
    person,
    ON,
    { ...right, rut: '44.000.003-1', serie: '??', clave: 'corta', clave2: 'corta', ...(asks ? { respuesta: '' } : {}) },
    ['rut-invalid', 'serial-invalid', 'key-length', ...(asks ? (['answer-missing'] as const) : [])],
  );
  await slips(person, ON, { ...right, rut: panaderia.rut }, ['rut-of-company']);
  const guessable = 'a'.repeat(asks ? 9 : 18);
  await slips(person, ON, { ...right, clave: guessable, clave2: guessable }, ['key-guessable']);
  await slips(person, ON, { ...right, clave2: 'Otra clave que no es', calle: 'A'.repeat(300) }, [
    'keys-differ',
    'field-too-long',
  ]);
  await slips(person, ON, { ...right, rut: '44.000.300-1' }, ['person-not-found']);
  await person.presses(ON, right);
  if (!person.says(/Ábralo y confirme su cuenta|ábralo y confirme su cuenta/))
    throw person.stuck('the form does not go on');
  return person;
}

/** A NIE that is missing, wrong or unknown, and then right. */
export async function migranteSlips(app: TestApp): Promise<Person> {
  const person = new Person(app, '198.51.100.202');
  const right = fieldsFor(person, selfOf(app, { ...jorge, profile: 'migrante' }), jorge);
  await person.opens('/registro/migrante');
  await slips(person, ON, { ...right, nie: '' }, ['nie-missing']);
  await slips(person, ON, { ...right, nie: '199.000.002-3' }, ['nie-invalid']);
  await slips(person, ON, { ...right, nie: '199.000.010-3' }, ['nie-not-found']);
  await person.presses(ON, right);
  if (!person.says(/confirme su cuenta/)) throw person.stuck('the form does not go on');
  return person;
}

/** A choice and a number that are missing in a recovery, and a key that is missing at the sign-in. */
export async function recoverySlips(app: TestApp): Promise<Person> {
  const person = new Person(app, '198.51.100.203');
  await person.opens('/recuperar/natural');
  await slips(person, /^Validar$/, { rut: '' }, ['rut-missing']);
  await person.presses(/^Validar$/, { rut: ana.number });
  await slips(person, /^Validar$/, { serie: '' }, ['serial-missing']);
  await person.presses(/^Validar$/, { serie: ana.serial });
  await slips(person, /^Validar$/, {}, ['choice-missing']);
  await person.presses(/^Validar$/, { correcto: 'si' });
  await person.presses(/^Recuperar Clave$/);
  await goesToPlatform(person, selfOf(app, ana));
  return person;
}
