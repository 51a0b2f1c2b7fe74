import { brokenBody, otherType, tooBig } from './body-mistakes.ts';
import type { Chance } from './chance.ts';
import {
  castRuts,
  nastyEmails,
  nastyEscapes,
  nastyNames,
  nastyNumbers,
  nastyRuts,
  nastyTexts,
  nastyWork,
} from './nasty.ts';
import { postForm } from './post-form.ts';
import type { Mistake } from './web-mistakes.ts';

/** The worst value for a field of this name, and sometimes one that is bad for any. */
function valueFor(chance: Chance, name: string): string {
  if (chance.number(4) === 0) return chance.pick(nastyTexts);
  if (/^(rut|nie)/.test(name)) return chance.pick([...nastyRuts, ...castRuts]);
  if (name.startsWith('email')) return chance.pick(nastyEmails);
  if (name === 'trabajo') return chance.pick(nastyWork);
  return chance.pick(/^(serie|celular|telefono|codigo|numero|comuna|pregunta)/.test(name) ? nastyNumbers : nastyTexts);
}

/** A field of the form; hardly ever its token, which would hide every other mistake. */
function fieldOf(chance: Chance, names: readonly string[]): string {
  const others = names.filter((name) => name !== 'ficha');
  return chance.pick(others.length === 0 || chance.number(20) === 0 ? names : others);
}

const oneField: Mistake = (chance, visitor) => {
  const form = chance.pick(visitor.forms);
  const name = fieldOf(chance, Object.keys(form.fields));
  const fields = { ...form.fields, [name]: valueFor(chance, name) };
  return postForm('field', visitor, form, new URLSearchParams(fields).toString());
};

const someFields: Mistake = (chance, visitor) => {
  const form = chance.pick(visitor.forms);
  const fields = Object.entries(form.fields).flatMap(([name, value]): [string, string][] => {
    const luck = name === 'ficha' ? 0 : chance.number(5);
    return luck < 3 ? [[name, value]] : luck === 3 ? [[name, valueFor(chance, name)]] : [];
  });
  return postForm('fields', visitor, form, new URLSearchParams(fields).toString());
};

const oddNames: Mistake = (chance, visitor) => {
  const form = chance.pick(visitor.forms);
  const odd = { [chance.pick(nastyNames)]: chance.pick(nastyTexts), [chance.pick(nastyNames)]: 'x' };
  const pairs = [...Object.entries(form.fields), ...Object.entries(odd)];
  return postForm('name', visitor, form, new URLSearchParams(pairs).toString());
};

const twice: Mistake = (chance, visitor) => {
  const form = chance.pick(visitor.forms);
  const name = chance.pick(Object.keys(form.fields));
  return postForm('twice', visitor, form, `${new URLSearchParams(form.fields)}&${name}=otra&${name}[]=otra`);
};

/** A valid form, sent to nearly its address: the token in it belongs to no request. */
const oddAddress: Mistake = (chance, visitor) => {
  const form = chance.pick(visitor.forms);
  const above = form.path.slice(0, form.path.lastIndexOf('/'));
  const unknown = '00000000-0000-4000-8000-000000000000';
  const path = `${chance.pick([above, form.path])}/${chance.pick([...nastyEscapes, unknown, unknown])}`;
  return postForm('address', visitor, { ...form, path }, new URLSearchParams(form.fields).toString());
};

/** Mistakes in the forms that users send: most of them in what is written in a field. */
export const formMistakes: readonly Mistake[] = [
  ...[oneField, oneField, oneField, oneField, oneField, oneField, oneField, oneField],
  ...[someFields, someFields, someFields, someFields, oddNames, oddNames, twice, oddAddress, oddAddress],
  ...[tooBig, brokenBody, otherType],
];
