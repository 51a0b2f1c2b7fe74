/** What a document of Word says: a title, and paragraphs in their order. */
export interface WordContent {
  readonly title: string;
  readonly paragraphs: readonly string[];
}

/** Makes a document (.docx) without macros, links or anything that loads. */
export type MakeWordDocument = (content: WordContent) => Promise<Uint8Array>;
