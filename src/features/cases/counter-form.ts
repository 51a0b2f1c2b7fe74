import { hasNie } from '../../domain/account.ts';
import { counterField } from '../../domain/cases/counter-fields.ts';
import { parseEmail } from '../../domain/email.ts';
import { parseNie } from '../../domain/nie.ts';
import { compactText } from '../../domain/pasted-text.ts';
import { parseMobile } from '../../domain/phone.ts';
import { parseRun, parseRut } from '../../domain/rut.ts';
import { type Form, readAll, text } from '../../http/form.ts';
import { askedOf } from '../../http/words/asked-of.ts';
import type { CounterTyped } from './use-cases/attest-at-counter.ts';

/** Names of the fields: what the form gives back. */
export const counterNames = [
  ...[
    'folio',
    'correo_cuenta',
    'tipo',
    'perfil',
    'numero',
    'representante',
    'documento',
    'documento_numero',
    'vencimiento',
  ],
  ...['nombres', 'paterno', 'materno', 'renovacion', 'renovacion_fecha', 'correo', 'celular', 'clave_nueva'],
] as const;

const FOLIO = /^(CS)([0-9A-Z]{4})([0-9A-Z]{4})$/;

/** Reads what the counter typed, and reports every field that is wrong. */
export function readCounter(form: Form): CounterTyped {
  const of = (name: string) => text(form, name);
  const optional = <T>(name: string, read: (typed: string) => T) =>
    of(name).trim() === '' ? undefined : read(of(name));
  const read = readAll({
    tipo: () => counterField.kind(of('tipo')),
    perfil: () => counterField.profile(of('perfil')),
    numero: numberOf(of('perfil'), of('numero')),
    representante: askedOf('representative', () => optional('representante', parseRun)),
    correo_cuenta: () => optional('correo_cuenta', parseEmail),
    documento: () => counterField.document(of('documento')),
    documento_numero: () => counterField.number(of('documento_numero')),
    vencimiento: () => counterField.optionalDay(of('vencimiento')),
    nombres: () => counterField.name(of('nombres')),
    paterno: () => counterField.name(of('paterno')),
    materno: () => counterField.optionalName(of('materno')),
    renovacion: () => optional('renovacion', counterField.number),
    renovacion_fecha: () => (of('renovacion').trim() === '' ? undefined : counterField.day(of('renovacion_fecha'))),
    correo: () => (of('celular').trim() === '' ? optional('correo', parseEmail) : parseEmail(of('correo'))),
    celular: askedOf('other', () => optional('celular', parseMobile)),
  });
  const { renovacion, renovacion_fecha: date, correo: email, celular: mobile, materno: maternal } = read;
  return {
    folio: folioOf(of('folio')),
    accountMail: read.correo_cuenta,
    kind: read.tipo,
    profile: read.perfil,
    identifier: read.numero,
    representative: read.perfil === 'juridica' ? read.representante : undefined,
    document: read.documento,
    number: read.documento_numero,
    expires: read.vencimiento,
    name: { given: read.nombres, paternal: read.paterno, maternal },
    renewal: renovacion && date ? { number: renovacion, date } : undefined,
    contacts: email ? { email, mobile } : undefined,
    key: of('clave_nueva') === 'si',
  };
}

/** The reader of the number, whose refusals say whose it is. */
function numberOf(profile: string, typed: string) {
  if (profile === 'juridica') return askedOf('company', () => parseRut(typed));
  return askedOf('other', () => (hasNie(profile) ? parseNie(typed) : parseRun(typed)));
}

/** A folio as the trail writes it; a text that is none finds no case. */
function folioOf(typed: string): string | undefined {
  const compact = compactText(typed);
  const [, kind, first, second] = FOLIO.exec(compact) ?? [];
  return kind ? `${kind}-${first}-${second}` : compact || undefined;
}
