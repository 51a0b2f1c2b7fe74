import type { FactorWays } from '../../account/factor-ways.ts';
import type { SignInPages } from '../../locales/shape/pages/sign-in.ts';

/** What the page of the factor says at its top: what the holder has, after the key or at the wish of a client. */
export function factorLead(texts: SignInPages, { app, printed, passkey }: FactorWays, keyIsRight: boolean): string {
  const has = passkey ? (app || printed ? 'either' : 'passkey') : 'code';
  return texts.factorLeads[has][keyIsRight ? 'afterKey' : 'asked'];
}
