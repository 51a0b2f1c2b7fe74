import {
  apisOf,
  credentialMonths,
  type MachineApi,
  type OrganisationApi,
  openApis,
  type TickedScopes,
} from '../../../domain/machine.ts';
import { type Form, text } from '../../../http/form.ts';
import type { MachineFaultCode } from '../../../locales/shape/pages/machines.ts';
import type { AskedCredential } from './credentials.ts';

/** What is wrong with the fields of a form, by their ids. */
export type Faults = Readonly<Record<string, MachineFaultCode>>;

const MOST_TEXT = 60;

/** A scope of an API as the form offers it. */
export interface OfferedScope {
  readonly id: string;
  readonly value: string;
  readonly scope: string;
}

/** The scopes of each API, each with the name of its field. */
export function offeredScopes(apis: readonly OrganisationApi[]) {
  let place = 0;
  return apis.map(({ identifier, name, scopes }) => ({
    identifier,
    name,
    scopes: scopes.map((scope): OfferedScope => {
      place += 1;
      return { id: `permiso_${place}`, value: `${identifier} ${scope}`, scope };
    }),
  }));
}

/** What is ticked: by its value, because the names of fields move where a file of an API changes meanwhile. */
const tickedScopes = (form: Form): readonly string[] => [
  ...new Set(
    [...form].filter(([name, value]) => /^permiso_\d+$/.test(name) && isName(value)).map(([, value]) => value),
  ),
];

const isName = (value: string): boolean => /^\S+ \S+$/.test(value);

/** Reads the form with the scopes of a machine. */
export const readScopes = (form: Form): TickedScopes => ({
  shown: text(form, 'vistos').match(/\S+ \S+/g) ?? [],
  ticked: tickedScopes(form),
});

/** Reads the form of a new machine. */
export function readMachine(
  form: Form,
  apis: readonly OrganisationApi[],
): { readonly name: string; readonly apis: readonly MachineApi[]; readonly faults: Faults } {
  const name = text(form, 'nombre').trim();
  const ticked = tickedScopes(form);
  const chosen = openApis(apisOf(ticked), apis);
  const faults = { ...faultOf('nombre', name), ...(chosen.length === 0 ? { permiso_1: 'no-scope' as const } : {}) };
  return { name, apis: chosen, faults };
}

/** Reads the label and the months of a new credential; the ids of its fields begin with `prefix`. */
export function readCredential(
  form: Form,
  prefix: 'secreto' | 'llave',
): { readonly asked: AskedCredential; readonly faults: Faults } {
  const label = text(form, `${prefix}_nombre`).trim();
  const months = Number(text(form, `${prefix}_meses`));
  const known = credentialMonths.some((one) => one === months);
  const wrong = known ? {} : { [`${prefix}_meses`]: 'months' as const };
  return { asked: { label, months }, faults: { ...faultOf(`${prefix}_nombre`, label), ...wrong } };
}

function faultOf(field: string, typed: string): Faults {
  if (typed === '') return { [field]: 'missing' };
  return typed.length > MOST_TEXT ? { [field]: 'long' } : {};
}
