/** What one code means, for each of the three who read it. */
export interface ErrorWords {
  readonly title: string;
  /** Qué pasó y qué puede hacer. */
  readonly person: string;
  /** Qué recibe su sistema y qué hacer. */
  readonly developer: string;
  /** Para la mesa de ayuda. */
  readonly desk: string;
}

/** A mistake of the platform: whoever signs in can do nothing about it. */
export const notYours = {
  person: 'No es un error suyo. Avise a la plataforma de la que venía.',
  desk: 'Es una falla de la plataforma. Derive a su contacto técnico con el código de atención.',
};
