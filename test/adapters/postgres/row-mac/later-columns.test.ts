/** A bound column that a table got after its rows were signed (C1): those verify, and no other hand writes it. */
import { createHmac } from 'node:crypto';
import test from 'ava';
import { typical } from '../../../../scripts/row-macs/rows.ts';
import { boundTables } from '../../../../src/adapters/postgres/row-mac/bound-tables.ts';
import { canonicalRow } from '../../../../src/adapters/postgres/row-mac/canonical-row.ts';
import { rowMacs } from '../../../../src/adapters/postgres/row-mac/row-macs.ts';
import { deriveSecrets } from '../../../../src/adapters/secrets.ts';
import { SECRETS_KEY } from '../../../helpers/server-process.ts';

const { columns, later } = boundTables.accounts;
const secrets = deriveSecrets([SECRETS_KEY]);
const macs = rowMacs(secrets);
const [today] = secrets.rowKeys;

/** Signed by a version that did not have the later columns. */
function signedBefore(row: object): object {
  const before = columns.filter((column) => !(later as readonly string[]).includes(column));
  const text = canonicalRow('accounts', before, row as never);
  const mac = createHmac('sha256', today?.key ?? '').update(text);
  return { ...row, mac: Buffer.concat([Buffer.from(today?.id ?? '', 'hex'), mac.digest()]) };
}

test('[A11] a row that was signed before the column was verifies as it is', (t) => {
  t.true(macs.fits('accounts', signedBefore(typical.accounts)));
});

test('[A11] the column is written into no row of before, and emptied in none that has it', (t) => {
  for (const column of later) {
    t.false(macs.fits('accounts', { ...signedBefore(typical.accounts), [column]: true }), column);
    const signed = macs.signed('accounts', { ...typical.accounts, [column]: true });
    t.true(macs.fits('accounts', signed));
    t.false(macs.fits('accounts', { ...signed, [column]: null }), column);
  }
});

test('[A11] a row that was read without the column is not judged', (t) => {
  const { key_short: _left, ...part } = signedBefore(typical.accounts) as Record<string, unknown>;
  t.throws(() => macs.fits('accounts', part), { message: /key_short is bound and was not given/ });
});
