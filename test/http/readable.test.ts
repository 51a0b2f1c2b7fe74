import test from 'ava';
import { galleryPages } from '../../src/dev/gallery/pages.ts';
import { render } from '../../src/http/views.ts';
import { inflesz, sentencesOf, wordsIn } from '../helpers/readability.ts';

/** How the guides' own long sentences begin; they are quoted word for word. */
const OF_THE_GUIDE =
  /^(Debe ingresar en primera instancia|La Clave Sence \(CS\) es|Si al ingresar su Rut|Para obtener su CS|También deberá indicar|Asegúrese de tener|Sistema de registro para|La Clave Sence es propia|Cuando el registro corresponde|Para actualizar sus datos de contacto vaya|Por motivos de seguridad para)/;
/** The longest name of a client, in the place of a sentence's one word. */
const LONG_NAME =
  'Organismo Técnico de Capacitación y Certificación de Competencias Laborales del Extremo Austral Limitada';

const pages = galleryPages
  .filter(({ view }) => view !== 'dev/gallery' && !view.startsWith('messages/'))
  .map(({ name, view, locals }) => ({
    name,
    sentences: sentencesOf(render(view, locals).replaceAll(LONG_NAME, 'Capacita')),
  }));
const own = pages.map(({ name, sentences }) => ({
  name,
  sentences: sentences.filter((sentence) => !OF_THE_GUIDE.test(sentence) && !sentence.includes('·')),
}));

test('[ux 32] no sentence of ours has more than twenty words', (t) => {
  const long = own.flatMap(({ name, sentences }) =>
    sentences
      .filter((sentence) => wordsIn(sentence).length > 20)
      .map((sentence) => `${name}: ${wordsIn(sentence).length}: ${sentence}`),
  );
  t.deepEqual([...new Set(long)], []);
});

test('what we write is easy to read (INFLESZ at least 60)', (t) => {
  const all = [...new Set(own.flatMap(({ sentences }) => sentences))];
  t.true(all.length > 800, String(all.length));
  t.log(`${all.length} sentences, INFLESZ ${inflesz(all).toFixed(1)}`);
  t.true(inflesz(all) >= 60);
});

test('the measure distinguishes easy from hard', (t) => {
  t.true(inflesz(['Abra el correo que le enviamos.', 'Presione el enlace.']) > 75);
  const hard =
    'La interoperabilidad interinstitucional presupone la homologación procedimental de los requerimientos documentales correspondientes.';
  t.true(inflesz([hard]) < 20);
});
