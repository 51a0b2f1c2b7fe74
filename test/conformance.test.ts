import test from 'ava';
import { cellsOf, namedIn, read, stands, titlesOf, unknownCommands } from './helpers/named-proofs.ts';

interface Row {
  readonly requirement: string;
  readonly named: readonly string[];
}

/** The standards that the document has to have a chapter for. */
const STANDARDS = [
  'OpenID Connect Core 1.0',
  'OpenID Connect Discovery 1.0',
  'OAuth 2.0 Form Post Response Mode',
  'OpenID Connect RP-Initiated Logout 1.0',
  'OpenID Connect Back-Channel Logout 1.0',
  'OpenID Connect Dynamic Client Registration 1.0',
  'RFC 9700',
  'RFC 9126',
  'RFC 9449',
  'RFC 9207',
  'RFC 9068',
  'FAPI 2.0 Security Profile',
];

const document = read('docs/conformance.md');

/** Rows whose last cell names proofs; a requirement that is not met has a text there. */
const rows: readonly Row[] = document.split('\n').flatMap((line) => {
  const [, requirement = '', , , proof = ''] = cellsOf(line);
  return proof.includes('`test/') || proof.includes('`npm run') ? [{ requirement, named: namedIn(proof) }] : [];
});

test('every standard has a chapter, and most requirements a proof', (t) => {
  for (const name of STANDARDS) t.regex(document, new RegExp(`^## ${name.replaceAll('.', '\\.')}`, 'm'), name);
  t.true(rows.length > 90, String(rows.length));
});

for (const [place, { requirement, named }] of rows.entries()) {
  test(`row ${place + 1} is proved by existing tests: ${requirement}`, (t) => {
    for (const [file, title] of titlesOf(named)) t.true(stands(file, title), `${file}: ${title}`);
    t.deepEqual(unknownCommands(named), []);
  });
}
