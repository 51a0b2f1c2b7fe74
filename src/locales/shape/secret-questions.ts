import type { SecretQuestionId } from '../../domain/secret-question.ts';

/** The text of each secret question. */
export type SecretQuestionTexts = Readonly<Record<SecretQuestionId, string>>;
