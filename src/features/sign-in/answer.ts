import { type AuthErrorCode, isAuthErrorCode } from '../../domain/authorization-errors.ts';
import { Refusal, type RefusalCode } from '../../domain/refusal.ts';
import { type Form, text } from '../../http/form.ts';
import type { Deps } from '../../ports/deps.ts';
import { Unavailable } from '../../ports/unavailable.ts';
import type { Interaction } from './interaction.ts';

const PURPOSE = 'sign-in-answer';

/** Why the page refused, for the form that leads back: sealed, and valid for this sign-in only. */
export function sealAnswer({ tokens }: Pick<Deps, 'tokens'>, uid: string, code: AuthErrorCode | undefined) {
  return code && tokens.pack(PURPOSE, { uid, code });
}

/** The error for the client of a user who goes back: what the page had refused, or else what it asked for. */
export function answerOf({ tokens }: Pick<Deps, 'tokens'>, interaction: Interaction, form: Form): AuthErrorCode {
  const sealed = text(form, 'motivo');
  const { uid, code } = ((sealed && tokens.unpack(PURPOSE, sealed)) || {}) as Readonly<Record<string, unknown>>;
  if (uid === interaction.uid && isAuthErrorCode(code)) return code;
  if (interaction.somebodyElse) return 'otra-persona';
  return byPrompt[interaction.prompt] ?? 'cancelado';
}

/** What a page asked for that the client needs. */
const byPrompt: Readonly<Record<string, AuthErrorCode>> = {
  identidad: 'identidad-insuficiente',
  factor: 'nivel-insuficiente',
};

const byRefusal: Readonly<Partial<Record<RefusalCode, AuthErrorCode>>> = {
  'too-many-tries': 'pausa',
  'account-paused': 'pausa',
  'recovery-needed': 'pausa',
  'account-frozen': 'cuenta-congelada',
  'account-blocked': 'cuenta-congelada',
  'not-representative': 'representacion-terminada',
  'no-representative': 'representacion-terminada',
  'company-not-found': 'representacion-terminada',
  'mandate-over': 'invitacion-terminada',
};

/**
 * The error of a refusal for the client; undefined for what concerns only the user and the server, as a wrong key does.
 */
export function toAuthError(fault: unknown): AuthErrorCode | undefined {
  if (fault instanceof Unavailable) return 'registro-sin-respuesta';
  return fault instanceof Refusal ? byRefusal[fault.code] : undefined;
}
