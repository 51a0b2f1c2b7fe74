import type { Profile } from './account.ts';

/** Why a person may ask the desk for a case on a page, without a proof; each is a kind of case too. */
export const askReasons = ['cedula-vencida', 'correo-perdido'] as const;

export type AskReason = (typeof askReasons)[number];

/** Profiles that a reason can be about: a NIE has no card that could expire. */
export const profilesOf: Readonly<Record<AskReason, readonly Profile[]>> = {
  'cedula-vencida': ['natural', 'juridica'],
  'correo-perdido': ['natural', 'juridica', 'migrante', 'facilitador'],
};
