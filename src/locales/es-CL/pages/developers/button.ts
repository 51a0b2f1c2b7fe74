import type { ButtonPage } from '../../../shape/pages/developer-guides.ts';

/** The sign-in button: measures and rules. */
export const button: ButtonPage = {
  title: 'Botón de ingreso',
  sizes: [
    ['Alto', '48 píxeles o más'],
    ['Texto', '16 píxeles o más, en una o dos líneas'],
    ['Logo', '24 píxeles, a la izquierda del texto'],
    ['Espacio libre alrededor', '8 píxeles o más'],
    ['Contraste del texto', '4,5 a 1 o más'],
  ],
  rules: [
    'Escriba «Ingresar con Clave Sence», siempre con estas palabras.',
    'Use el botón para fondo claro o el botón para fondo oscuro, según su página.',
    'Que sea un enlace o un botón de HTML, para que funcione con teclado y con lector de pantalla.',
    'Si hay otras formas de ingreso, que tenga el mismo tamaño que ellas o uno mayor.',
    'Copie el código a su plataforma. La dirección #ingresar es la suya que comienza el ingreso.',
  ],
  never: [
    'No pida el RUT ni la Clave Sence en una página suya.',
    'No abra el ingreso dentro de un marco (iframe) ni de una vista incrustada de una app.',
    'No cambie los colores, el logo ni el texto, y no los reemplace por una imagen.',
    'No use el botón para algo que no sea ingresar, como registrarse en un curso.',
    'No enlace los archivos de este sitio: pueden cambiar.',
  ],
};
