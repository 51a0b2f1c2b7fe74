import test from 'ava';
import { sampleCase } from '../../../src/dev/gallery/case-samples.ts';
import { galleryPages } from '../../../src/dev/gallery/pages.ts';
import { render } from '../../../src/http/views.ts';
import { ownCaseState } from '../../../src/http/words/case-state.ts';
import { catalogueOf, defaultLocale } from '../../../src/locales/locale.ts';

const texts = catalogueOf(defaultLocale);
const waiting = sampleCase('documento-migrante', 'CS-7F3K-92QX', { state: 'espera-persona' });

test('the person reads what is waited for, and not that «a person» is', (t) => {
  t.is(ownCaseState(texts, waiting), 'Espera que muestre su documento');
  t.is(ownCaseState(texts, { ...waiting, attestations: [{ by: '2', at: new Date(0) }] }), 'Espera su respuesta');
  t.is(ownCaseState(texts, { ...waiting, state: 'en-revision' }), 'En revisión');
});

test('no page of a citizen has the word of the desk for a case that waits', (t) => {
  for (const { name, view, locals } of galleryPages)
    if (!/^(desk|staff|cases\/(case|queue|open)|dev)\b/.test(view) && !name.startsWith('mesa-'))
      t.notRegex(render(view, { title: name, ...locals }), /Espera a la persona/, name);
});
