import { Refusal } from './refusal.ts';

/** The catalogue of secret questions: the two that the guides show, and neutral ones of the same kind. */
export const secretQuestions = [
  { id: 1, text: 'NOMBRE DE MI MASCOTA' },
  { id: 2, text: 'MI PAÍS FAVORITO' },
  { id: 3, text: 'MI COMIDA FAVORITA' },
  { id: 4, text: 'NOMBRE DE MI PRIMER COLEGIO' },
  { id: 5, text: 'MI PELÍCULA FAVORITA' },
] as const;

/** Reads the number of a question of the catalogue. */
export function parseQuestion(text: string): number {
  const found = secretQuestions.find((question) => String(question.id) === text);
  if (!found) throw new Refusal('question-missing');
  return found.id;
}

/** An answer as it is compared: no accents, no capitals, one space between words; 1 to 100 characters. */
export function parseAnswer(text: string): string {
  const answer = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
  if (answer === '') throw new Refusal('answer-missing');
  if (answer.length > 100) throw new Refusal('field-too-long', { max: 100 });
  return answer;
}
