import test from 'ava';
import { shownLogo } from '../../../src/http/words/shown-logo.ts';
import { catalogueOf, defaultLocale } from '../../../src/locales/locale.ts';

const texts = catalogueOf(defaultLocale);
const logo = { file: '2f0c9a52-5d0e-4c0b-9b5e-0d5f2c6f7a11', sha256: 'a'.repeat(64) };
const shown = (...states: ('pendiente' | 'limpio' | 'rechazado')[]) =>
  shownLogo(texts, new Map(states.map((state) => [logo.file, state])), { name: 'after', logo, src: '/logo.png' });

test('a logo that no scanner let pass has no picture that would be broken, and says why', (t) => {
  t.deepEqual(shown('limpio'), { name: 'Logo con el cambio', src: '/logo.png' });
  t.like(shown('pendiente'), { instead: 'El antivirus revisa el archivo. Se verá en unos minutos.' });
  t.like(shown('rechazado'), { instead: 'El archivo se rechazó o ya no existe: no se muestra.' });
  t.deepEqual(shown(), shown('rechazado'), 'one that was erased');
});
