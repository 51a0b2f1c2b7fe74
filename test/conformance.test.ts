import test from 'ava';
import { cellsOf, idIn, missingProof, proofIn, read } from './helpers/named-proofs.ts';

/** The standards that the document has to have a chapter for. */
const STANDARDS = [
  'OpenID Connect Core 1.0',
  'OpenID Connect Discovery 1.0',
  'OAuth 2.0 Form Post Response Mode',
  'OpenID Connect RP-Initiated Logout 1.0',
  'OpenID Connect Back-Channel Logout 1.0',
  'OpenID Connect Dynamic Client Registration 1.0',
  'OAuth Client ID Metadata Document',
  'RFC 9700',
  'RFC 9126',
  'RFC 9449',
  'RFC 9207',
  'RFC 9068',
  'FAPI 2.0 Security Profile',
];

const document = read('docs/conformance.md');

/** Last cells that name a proof; a requirement that is not met says so there in words. */
const proofs = document
  .split('\n')
  .map((line) => cellsOf(line)[4] ?? '')
  .filter((proof) => proof.includes('`test/') || proof.includes('`npm run'));

test('every standard has a chapter, and most requirements a proof', (t) => {
  for (const name of STANDARDS) t.regex(document, new RegExp(`^## ${name.replaceAll('.', '\\.')}`, 'm'), name);
  t.true(proofs.length > 90, String(proofs.length));
  t.is(new Set(proofs.map(idIn)).size, proofs.length, 'each row has an id of its own');
});

test('every requirement is proved by tests that carry its id', (t) => {
  for (const proof of proofs) t.deepEqual(missingProof(idIn(proof), proofIn(proof)), [], proof);
});
