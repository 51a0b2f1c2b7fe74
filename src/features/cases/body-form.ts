import { counterField } from '../../domain/cases/counter-fields.ts';
import { parseEmail } from '../../domain/email.ts';
import { membershipMonths } from '../../domain/member-role.ts';
import { namingActs } from '../../domain/public-body.ts';
import { Refusal } from '../../domain/refusal.ts';
import { isCompanyNumber, parseRut } from '../../domain/rut.ts';
import { dayOf } from '../../domain/working-days.ts';
import { type Form, readAll, text } from '../../http/form.ts';
import { askedOf } from '../../http/words/asked-of.ts';
import type { Catalogue } from '../../locales/locale.ts';

/** Fields of the document that names a first person. */
export const actFields = ['acto', 'acto_numero', 'acto_fecha', 'firmante', 'meses'] as const;

/** The same, with the public body and its mailbox. */
export const bodyFields = ['numero', 'nombre', ...actFields, 'correo'] as const;

/** Reads the form of a new first person, and reports every field that is wrong. */
export function readNaming(form: Form, now: Date) {
  const read = readAll({
    numero: askedOf('company', () => bodyNumber(text(form, 'numero'))),
    nombre: () => counterField.name(text(form, 'nombre')),
    correo: () => parseEmail(text(form, 'correo')),
    ...actReaders(form, now),
  });
  const { numero: rut, nombre: razonSocial, correo: email, meses: months } = read;
  return { rut, razonSocial, email, months, act: actOf(read) };
}

/** Reads the form of a renewal. */
export function readRenewal(form: Form, now: Date) {
  const read = readAll(actReaders(form, now));
  return { months: read.meses, act: actOf(read) };
}

const actReaders = (form: Form, now: Date) => ({
  acto: () => chosen(namingActs, text(form, 'acto')),
  acto_numero: () => counterField.number(text(form, 'acto_numero')),
  acto_fecha: () => dayUntil(text(form, 'acto_fecha'), now),
  firmante: () => counterField.name(text(form, 'firmante')),
  meses: () => monthsIn(text(form, 'meses')),
});

const actOf = ({
  acto: kind,
  acto_numero: number,
  acto_fecha: day,
  firmante: signer,
}: {
  readonly acto: (typeof namingActs)[number];
  readonly acto_numero: string;
  readonly acto_fecha: ReturnType<typeof dayOf>;
  readonly firmante: string;
}) => ({ kind, number, day, signer });

/** A public body has a number of the range of entities. */
function bodyNumber(typed: string) {
  const rut = parseRut(typed);
  if (!isCompanyNumber(rut)) throw new Refusal('rut-invalid');
  return rut;
}

/** A document of tomorrow names no one. */
function dayUntil(typed: string, now: Date) {
  const day = counterField.day(typed);
  if (day > dayOf(now)) throw new Refusal('day-invalid');
  return day;
}

function chosen<T extends string>(list: readonly T[], typed: string): T {
  const found = list.find((one) => one === typed);
  if (!found) throw new Refusal('field-missing');
  return found;
}

function monthsIn(typed: string): number {
  const months = membershipMonths.find((one) => String(one) === typed);
  if (months === undefined) throw new Refusal('member-months-missing');
  return months;
}

/** What can be chosen on these pages. */
export const bodyChoices = ({ bodies, pages }: Catalogue) => ({
  acts: namingActs.map((value) => ({ value, text: bodies.acts[value] })),
  terms: membershipMonths.map((one) => ({ value: String(one), text: pages.myAccount.months(one) })),
});
