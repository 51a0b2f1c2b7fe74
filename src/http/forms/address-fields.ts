import { type Address, optionalText, requiredText } from '../../domain/address.ts';
import { parseComuna, parseComunaOf, parseRegion } from '../../domain/comunas.ts';
import { type Form, type Read, text } from '../form.ts';
import { askedOf } from '../words/asked-of.ts';

/** Names of the fields of an address: what a form gives back. */
export const addressFields = ['calle', 'numero', 'block', 'departamento', 'region', 'comuna'] as const;

/** Readers of a person's address, in the order of the page: Región and Comuna are two selects. */
export function addressReaders(form: Form) {
  return { ...streetReaders(form), ...placeReaders(form) };
}

/** The same for a company, whose page has one select for both and asks it before the street. */
export function companyAddressReaders(form: Form) {
  return { comuna: askedOf('company', () => parseComuna(text(form, 'comuna'))), ...streetReaders(form) };
}

function streetReaders(form: Form) {
  const of = (name: string) => text(form, name);
  return {
    calle: () => requiredText(of('calle'), 100),
    numero: () => requiredText(of('numero'), 20),
    block: () => optionalText(of('block'), 20),
    departamento: () => optionalText(of('departamento'), 20),
  };
}

/** A comuna implies its region; without a region there is no list of comunas, so that only the region is reported. */
function placeReaders(form: Form) {
  const [region, comuna] = [text(form, 'region'), text(form, 'comuna')];
  return {
    region: () => parseRegion(region, comuna),
    comuna: () => (region ? parseComunaOf(region, comuna, text(form, 'comunas_de')) : comuna),
  };
}

/** What was read of an address. */
export function toAddress({
  calle,
  numero,
  block,
  departamento,
  comuna,
}: Omit<Read<ReturnType<typeof addressReaders>>, 'region'>): Address {
  return { street: calle, number: numero, block, flat: departamento, comuna };
}
