import type { MakeWordDocument } from '../../ports/word-documents.ts';

/** Half points, as Word counts the size of letters. */
const SIZE = 24;
/** Twentieths of a point below a paragraph. */
const AFTER = 240;

/** Some 20 ms and 15 MB: loaded when the first document is made, not at the start. */
const library = () => import('docx');

/** Documents of Word by the library `docx`. */
export const makeWordDocument: MakeWordDocument = async ({ title, paragraphs }) => {
  const { Document, HeadingLevel, Packer, Paragraph, TextRun } = await library();
  const heading = new Paragraph({ text: title, heading: HeadingLevel.HEADING_1, spacing: { after: AFTER } });
  const rest = paragraphs.map(
    (text) => new Paragraph({ children: [new TextRun({ text, size: SIZE })], spacing: { after: AFTER } }),
  );
  const document = new Document({ creator: 'SENCE', title, sections: [{ children: [heading, ...rest] }] });
  return Packer.toBuffer(document);
};
