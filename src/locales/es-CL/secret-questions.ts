import type { SecretQuestionTexts } from '../shape/secret-questions.ts';

/** The two questions that the guides show, and neutral ones of the same kind. */
export const secretQuestions: SecretQuestionTexts = {
  1: 'NOMBRE DE MI MASCOTA',
  2: 'MI PAÍS FAVORITO',
  3: 'MI COMIDA FAVORITA',
  4: 'NOMBRE DE MI PRIMER COLEGIO',
  5: 'MI PELÍCULA FAVORITA',
};
