/** How data are used, in the parts that the law asks for (Ley 21.719, art. 5); their names are those of the JSON file. */
export type AboutData = 'responsable' | 'finalidad' | 'origen' | 'destinatarios' | 'decisiones';

/** The words of a copy of one's own data. */
export interface DataCopyTexts {
  readonly title: string;
  readonly about: Readonly<Record<AboutData, string>>;
  readonly yes: string;
  readonly no: string;
}
