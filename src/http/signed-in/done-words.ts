/** What somebody did a moment ago, by the word in the address (`?listo=clave`), and what the page says of it. */
const doneWords = {
  clave: 'Su clave cambió y cerramos sus otras sesiones.',
  pregunta: 'Su pregunta secreta cambió.',
  contacto: 'Recibimos su solicitud. Le enviamos un aviso a sus contactos de ahora.',
  domicilio: 'Guardamos sus datos.',
  celular: 'Confirmamos su celular.',
  identidad:
    'Comprobamos su identidad. Escriba otra vez en Mis datos y en Seguridad lo que usa para recuperar su clave.',
  copia: 'Estamos preparando la copia de sus datos. Le avisaremos por correo.',
  solicitud: 'Detuvimos la solicitud.',
  sesion: 'Cerramos la sesión y avisamos a las plataformas.',
  sesiones: 'Cerramos las demás sesiones y avisamos a las plataformas.',
  plataforma: 'Desconectamos la plataforma y le avisamos.',
} as const;

export type Done = keyof typeof doneWords;

/** Says what was done; nothing for a word that is none. */
export const wordsOfDone = (word: unknown): string | undefined =>
  typeof word === 'string' && Object.hasOwn(doneWords, word) ? doneWords[word as Done] : undefined;

/** The address of a page that says what was done. */
export const donePath = (path: string, done: Done): string => `${path}?listo=${done}`;
