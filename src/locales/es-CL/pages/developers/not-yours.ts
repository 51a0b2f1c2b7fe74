/** An error of the client, about which the person who signs in can do nothing. */
export const notYours = {
  person: 'No es un error suyo. Avise a la plataforma de la que venía.',
  desk: 'Es una falla de la plataforma. Derive a su contacto técnico con el código de atención.',
};
