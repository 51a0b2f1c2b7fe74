import type { RightGround } from '../../../domain/right-grounds.ts';

/** What each ground of a refusal says to the person. */
export const groundTexts: Readonly<Record<RightGround, string>> = {
  'identidad-no-acreditada': 'No pudimos comprobar que quien hizo la solicitud es el titular de los datos.',
  'datos-de-otra-persona': 'Los datos son de otra persona: solo ella puede pedirlo.',
  'reserva-legal': 'Una ley ordena mantener esos datos en reserva.',
  'datos-exactos': 'Los datos son exactos, están completos y al día.',
  'corrige-otro-registro': 'Los datos vienen de otro registro público, y se corrigen ahí.',
  'funcion-legal': 'SENCE necesita esos datos para una función que la ley le encarga.',
  'obligacion-de-conservar': 'Una norma obliga a conservar esos datos por un plazo que no ha terminado.',
  'defensa-de-reclamaciones': 'Los datos se necesitan en una reclamación o un juicio.',
  'no-hay-tal-uso': 'SENCE no hace con sus datos el uso al que usted se opone.',
  'sin-solicitud-pendiente': 'No hay otra solicitud suya por resolver que el bloqueo proteja.',
  'funcion-fiscalizadora': 'Acogerla impediría una fiscalización o investigación que la ley encarga a SENCE.',
};

/** "Ley 21.719, arts. 7 y 20"; no line ends before the number. */
export const lawOf = (articles: readonly string[]): string =>
  `Ley 21.719, ${articles.length === 1 ? 'art.' : 'arts.'}\u00a0${articles.join(' y ')}`;
