import { sandboxAccounts } from '../people/sandbox-people.ts';
import { peoplePage } from '../sandbox/people-page.ts';
import { asPublished, type PublishedPerson } from '../sandbox/published-people.ts';
import type { GalleryPage } from './gallery-page.ts';
import { texts } from './texts.ts';

const sub = 'OdsZvpAnNAXHTiV9JQ5fjB3weXCrchf0HbhPzjOz40E';
const until = new Date('2026-11-21T18:48:00Z');

/** Every published person; one of them may be switched. */
const published = (switched?: string): readonly PublishedPerson[] =>
  sandboxAccounts.map((one) => ({
    ...asPublished(one, one.id === switched ? { to: 'detenida', until } : undefined),
    sub,
  }));

const shown = { csrfToken: 'ficha-de-ejemplo', outcome: undefined };

/** The page of the fictional people, as a sandbox shows it. */
export const sandboxPages: readonly GalleryPage[] = [
  {
    name: 'personas-ficticias',
    view: 'dev/people',
    locals: { ...peoplePage(texts, published(), shown), sandbox: true },
  },
  {
    name: 'personas-ficticias-cambiada',
    view: 'dev/people',
    locals: {
      ...peoplePage(texts, published('ana'), { ...shown, outcome: 'ocupada' }),
      sandbox: true,
      csrfToken: undefined,
    },
  },
];
