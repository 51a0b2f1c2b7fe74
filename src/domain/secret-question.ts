import { Refusal } from './refusal.ts';

/** Numbers of the secret questions, as accounts store them; the catalogue of a language has their text. */
export const secretQuestions = [1, 2, 3, 4, 5] as const;

export type SecretQuestionId = (typeof secretQuestions)[number];

/** The question with a number; undefined where there is none. */
export const questionWith = (id: number | undefined): SecretQuestionId | undefined =>
  secretQuestions.find((known) => known === id);

/** Reads the number of a secret question. Throws `question-missing`. */
export function parseQuestion(text: string): SecretQuestionId {
  const found = secretQuestions.find((id) => String(id) === text);
  if (!found) throw new Refusal('question-missing');
  return found;
}

/** An answer as it is compared: no accents, lower case, one space between words; 1 to 100 characters. */
export function parseAnswer(text: string): string {
  const answer = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
  if (answer === '') throw new Refusal('answer-missing');
  if (answer.length > 100) throw new Refusal('field-too-long', { max: 100 });
  return answer;
}
