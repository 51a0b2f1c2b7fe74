import { FieldRefusals, Refusal, type RefusalCode, type RefusalDetails } from '../../domain/refusal.ts';
import { fieldsWrong, oneWrong, silenceWrong } from '../../http/forms/show-again.ts';
import type { Service } from '../../ports/unavailable.ts';
import { texts } from './texts.ts';

type Values = Readonly<Record<string, string>>;
/** A refusal by its code alone, or with the details that its words need. */
type Said = RefusalCode | readonly [RefusalCode, RefusalDetails];

const refusalOf = (said: Said): Refusal => (typeof said === 'string' ? new Refusal(said) : new Refusal(...said));

/** A form that comes back with several fields wrong, in the words of the catalogue. */
export function withFaults(faults: Readonly<Record<string, Said>>, values: Values) {
  const byField = new Map(Object.entries(faults).map(([field, said]) => [field, refusalOf(said)]));
  return { values, ...fieldsWrong(texts, new FieldRefusals(byField)) };
}

/** A form that was refused as a whole, which is shown at one field. */
export function refusedAt(field: string, said: Said, values: Values) {
  return { values, ...oneWrong(texts, refusalOf(said), field, field) };
}

/** A form that could not be judged: an external service is unavailable. */
export function silentAt(first: string, service: Service, values: Values) {
  return { values, ...silenceWrong(texts, service, first) };
}
