/** What the page of a case says where little or nothing is left to do. */
import test from 'ava';
import { galleryPages } from '../../../src/dev/gallery/pages.ts';
import { render } from '../../../src/http/views.ts';

/** The page of the gallery as its reader sees it, without the marks. */
const textOf = (name: string): string => {
  const page = galleryPages.find((one) => one.name === name);
  return page ? render(page.view, { title: name, ...page.locals }).replace(/<[^>]+>/g, ' ') : '';
};

test('a case that ended says so, and one that waits points at its term', (t) => {
  t.regex(textOf('mesa-caso-bloqueo-de-otro-rol'), /Nada más: el caso terminó\./);
  t.notRegex(textOf('mesa-caso-bloqueo-de-otro-rol'), /el plazo, arriba/);
  t.regex(textOf('mesa-caso-espera'), /Nada por ahora: el plazo, arriba, dice qué falta\./);
});

test('where only the block can be ended, the page says that and not that nothing can be done', (t) => {
  t.regex(textOf('mesa-caso-bloqueo-vigente'), /Puede terminar el bloqueo, arriba\./);
  t.notRegex(textOf('mesa-caso-bloqueo-vigente'), /Nada (más|por ahora)/);
});

test('the button that ends the case is the first one of its form', (t) => {
  const text = textOf('mesa-caso-trabajo');
  const place = (button: string): number => text.lastIndexOf(` ${button} `);
  t.true(place('Proponer') > 0 && place('Proponer') < place('Pedir antecedentes'));
});
