import type { ErrorCode } from '../../domain/authorization-errors.ts';
import { authErrorWords } from './auth-error-words.ts';
import type { ErrorWords } from './error-words.ts';
import { requestErrorWords } from './request-error-words.ts';
import { tokenErrorWords } from './token-error-words.ts';

/** Every code that a platform may hear, explained. One without words does not compile. */
export const errorCatalogue: Readonly<Record<ErrorCode, ErrorWords>> = {
  ...authErrorWords,
  ...requestErrorWords,
  ...tokenErrorWords,
};

const listed = (words: Readonly<Record<string, ErrorWords>>) =>
  Object.entries(words).map(([code, said]) => ({ code, ...said }));

/** The same as the page has it, in three parts. */
export const errorParts = [
  { id: 'ingreso', title: 'El ingreso no se completó', errors: listed(authErrorWords) },
  { id: 'pedido', title: 'El pedido de la plataforma', errors: listed(requestErrorWords) },
  { id: 'tokens', title: 'Credenciales y tokens', errors: listed(tokenErrorWords) },
];
