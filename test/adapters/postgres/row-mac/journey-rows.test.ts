/** Each bound column of each table of this group, and rows that the product did not write. */
import test from 'ava';
import { boundTables } from '../../../../src/adapters/postgres/row-mac/bound-tables.ts';
import { journeyTables } from '../../../../src/adapters/postgres/row-mac/journey-tables.ts';
import { rowMacs } from '../../../../src/adapters/postgres/row-mac/row-macs.ts';
import { deriveSecrets } from '../../../../src/adapters/secrets.ts';
import { SECRETS_KEYS } from '../../../helpers/seeds.ts';

const macs = rowMacs(deriveSecrets(SECRETS_KEYS));
const another = rowMacs(deriveSecrets(['another deployment, whose dump was restored into this database']));

type Name = keyof typeof journeyTables;

/** A row whose columns all differ; types are what the driver returns for the first characters of a name. */
function rowFor(table: Name, seed: number): Record<string, unknown> {
  return Object.fromEntries(
    boundTables[table].columns.map((column, place) => [column, valueFor(column, seed + place)]),
  );
}

function valueFor(column: string, seed: number): unknown {
  if (column.endsWith('_at') || column === 'at') return new Date(1_790_000_000_000 + seed);
  if (/hash$|hmac$|browser|content|contact$|origin|name|answer|recipe/.test(column)) return Buffer.from([seed]);
  return `value ${seed}`;
}

for (const table of Object.keys(journeyTables) as Name[]) {
  test(`[A11] ${table}: a row with a column of another row, an empty one or another MAC does not verify`, (t) => {
    const mine = macs.signed(table, rowFor(table, 1));
    const theirs = macs.signed(table, rowFor(table, 101));
    t.true(macs.fits(table, mine));
    for (const column of boundTables[table].columns) {
      t.false(macs.fits(table, { ...mine, [column]: theirs[column as keyof typeof theirs] }), `${column} copied`);
      t.false(macs.fits(table, { ...mine, [column]: null }), `${column} emptied`);
    }
    t.false(macs.fits(table, { ...mine, mac: theirs.mac }), 'the MAC of another row');
    t.false(macs.fits(table, { ...mine, mac: null }), 'no MAC');
    t.false(macs.fits(table, another.signed(table, rowFor(table, 1))), 'the key of another deployment');
  });
}
