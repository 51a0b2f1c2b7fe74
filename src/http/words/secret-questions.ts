import { questionWith, type SecretQuestionId, secretQuestions } from '../../domain/secret-question.ts';
import type { Catalogue } from '../../locales/locale.ts';

type Texts = Pick<Catalogue, 'secretQuestions'>;

/** The secret questions in their order, as a select shows them. */
export const questionsOf = (texts: Texts): readonly { readonly id: SecretQuestionId; readonly text: string }[] =>
  secretQuestions.map((id) => ({ id, text: texts.secretQuestions[id] }));

/** The text of the question of an account; undefined if it has none. */
export function questionText(texts: Texts, id: number | undefined): string | undefined {
  const known = questionWith(id);
  return known && texts.secretQuestions[known];
}
