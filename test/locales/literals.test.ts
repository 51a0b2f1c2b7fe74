import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import test from 'ava';

const src = fileURLToPath(new URL('../../src/', import.meta.url));

/** Folders whose Spanish is data of a locale, or of development alone. */
const atHome = ['locales/', 'dev/'];

/**
 * Where Spanish stands outside of the catalogue, and why: a file or a folder. The list only shrinks: an entry without Spanish
 * fails, and a new one is a text that belongs in `src/locales`.
 */
const outside: Readonly<Record<string, string>> = {
  'account/trail-names.ts': 'names of fields, which rows of the audit trail keep as they were written',
  'cli/rights-args.ts': 'the name of an argument, as the usage has it',
  'domain/comunas.ts': 'proper names of places',
  'features/data-update/use-cases/update-steps.ts':
    'the name of a field, which rows of the audit trail keep as it was written',
  'http/visitor.ts': 'the name of a device, which rows keep as it was written',
  'oidc/clients/sandbox.ts': 'a value of the file of a client, as SENCE writes it in the others',
  'oidc/clients/names.ts': 'no text: names and signs with which the name of a client is compared',
};

const FUNCTION_WORDS = 'de|del|la|el|los|las|su|sus|que|una|un|con|para|por|este|esta|desde|ya|en|o|y';
const spanish = new RegExp(`[áéíóúñÁÉÍÓÚÑ¿¡«»]|(?<=[a-z}] )(?:${FUNCTION_WORDS})(?= [a-z$])`);

/** The text between quotes of each string of a file, without comments; a title is Spanish whatever it says. */
function literalsOf(file: string): readonly string[] {
  const code = readFileSync(src + file, 'utf8')
    .replace(/^\s*(\/\/|\*|\/\*).*$/gm, '')
    .replace(/\/\*\*.*?\*\//g, '')
    .replace(/(?<=[,;{(] )\/\/ .*$/gm, '');
  const titles = [...code.matchAll(/\btitle: (['"`][A-ZÁÉÍÓÚ¿][^'"`]*)/g)].map(([, title = '']) => `¿${title}`);
  const quoted = [...code.matchAll(/'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g)].map(
    ([, single, double, template]) => single ?? double ?? template ?? '',
  );
  return [...titles, ...quoted];
}

const found = new Map(
  readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !atHome.some((folder) => name.startsWith(folder)))
    .map((name) => [name, literalsOf(name).filter((text) => spanish.test(text))] as const)
    .filter(([, texts]) => texts.length > 0),
);

const holds = (entry: string, file: string): boolean =>
  file === entry || (entry.endsWith('/') && file.startsWith(entry));

test('no text in Spanish is in code outside of the catalogue, except for what the list names with a reason', (t) => {
  const strays = [...found].filter(([file]) => !Object.keys(outside).some((entry) => holds(entry, file)));
  t.deepEqual(
    strays.map(([file, texts]) => `${file}: ${texts[0]}`),
    [],
  );
});

test('the list of Spanish outside of the catalogue only shrinks', (t) => {
  const idle = Object.keys(outside).filter((entry) => ![...found.keys()].some((file) => holds(entry, file)));
  t.deepEqual(idle, [], 'these have no Spanish any more: take them off the list');
});
