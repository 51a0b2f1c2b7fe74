/** What a case of the kind `organismo` decides: a first person is named, or an access of one goes on. */
export type BodyMatter = { readonly step: 'nombrar' } | { readonly step: 'renovar'; readonly mandate: string };

/** The matter as a case stores it. */
export const bodyMatterText = (matter: BodyMatter): string =>
  matter.step === 'nombrar' ? matter.step : `${matter.step}:${matter.mandate}`;

/** Reads it again. */
export function readBodyMatter(text: string | undefined): BodyMatter {
  const [step, mandate] = (text ?? '').split(':');
  return step === 'renovar' && mandate ? { step, mandate } : { step: 'nombrar' };
}
