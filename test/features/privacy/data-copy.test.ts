import { readFileSync } from 'node:fs';
import test from 'ava';
import { parseInstant } from '../../../src/domain/instant.ts';
import { wordsOfAct } from '../../../src/features/my-account/act-words.ts';
import { dataCopyWriter } from '../../../src/features/privacy/data-copy.ts';
import { catalogueOf } from '../../../src/locales/locale.ts';
import type { PersonalSection } from '../../../src/ports/personal-records.ts';
import { outsideBrackets, pseudoLocale } from '../../helpers/pseudo-locale.ts';

/** Converts the instants of a JSON file into dates. */
const revived = (_: string, value: unknown) => (typeof value === 'string' ? (parseInstant(value) ?? value) : value);

interface CopyOfBefore {
  readonly made: string;
  readonly sections: readonly PersonalSection[];
  readonly json: object;
  readonly page: object;
}

/** A copy of a fictional person by the version whose tables had Spanish names in the adapter, and its rows as codes. */
const text = readFileSync(new URL('copy-of-before.json', import.meta.url), 'utf8');
const before: CopyOfBefore = JSON.parse(text);
const { sections }: Pick<CopyOfBefore, 'sections'> = JSON.parse(text, revived);
const made = new Date(before.made);

const spanish = catalogueOf('es-CL');
const pages: Readonly<Record<string, unknown>>[] = [];
const render = (_: string, locals: Readonly<Record<string, unknown>>) => `page ${pages.push(locals)}`;

test('the JSON file is byte for byte that of the version before', (t) => {
  const { json } = dataCopyWriter({
    texts: spanish,
    render,
    sayAct: (row, client) => wordsOfAct(spanish, row, client),
  })(sections, made);
  t.is(json, `${JSON.stringify(before.json, null, 2)}\n`);
});

test('the page to read has the text of the version before', (t) => {
  dataCopyWriter({ texts: spanish, render, sayAct: (row, client) => wordsOfAct(spanish, row, client) })(sections, made);
  t.deepEqual(JSON.parse(JSON.stringify(pages.at(-1))), before.page);
});

test('headings and names come from the catalogue alone', (t) => {
  dataCopyWriter({ texts: pseudoLocale(spanish), render, sayAct: (row, client) => wordsOfAct(spanish, row, client) })(
    sections,
    made,
  );
  const { title, sections: shown } = pages.at(-1) as { title: string; sections: { title: string; rows: Row[][] }[] };
  type Row = { readonly dt: string; readonly dd: string };
  const names = shown.flatMap((section) => [section.title, ...section.rows.flat().map(({ dt }) => dt)]);
  t.true(names.length > 100);
  for (const name of [title, ...names]) t.is(outsideBrackets(name), '');
});

test('no two columns have one name, for a row would lose one of them', (t) => {
  const names = Object.values(spanish.dataCopy.columns);
  t.is(new Set(names).size, names.length);
});
