import type { Texts } from '../../shape/texts.ts';

interface ChangesData {
  readonly announced: { readonly told: number; readonly before: number };
}

/** What was done. */
export const changesCommandTexts: Texts<ChangesData> = {
  announced: ({ told, before }) => `Correos por enviar: ${told}. Ya avisados antes: ${before}.`,
};
