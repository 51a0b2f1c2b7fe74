/** Words of a kind of case. */
export interface CaseKindTexts {
  /** Its name, for staff and person. */
  readonly name: string;
  /** What it is about, in a sentence to its person: «una solicitud sobre …». */
  readonly about: string;
}
