/** `npm run row-macs`: what signing and checking a row costs, for tables that every request reads; no database is asked. */
import { type RowMacs, rowMacs } from '../../src/adapters/postgres/row-mac/row-macs.ts';
import { deriveSecrets } from '../../src/adapters/secrets.ts';
import { typical } from './rows.ts';

const WARM_MS = 300;
const MEASURED_MS = 700;
/** A request checks some six rows: beyond this they would be seen in its time (microseconds). */
const MOST_MICROS = 200;

type Table = keyof typeof typical;

/** Microseconds of the processor that one call takes, whatever else the machine does. */
function microsOf(act: () => unknown): number {
  for (const end = performance.now() + WARM_MS; performance.now() < end; ) act();
  const [begun, before] = [performance.now(), process.cpuUsage()];
  let calls = 0;
  for (; performance.now() - begun < MEASURED_MS; calls += 100) for (let call = 0; call < 100; call += 1) act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / calls;
}

function measure(macs: RowMacs, table: Table): number {
  const row = typical[table];
  const kept = macs.signed(table, row);
  const [sign, check] = [microsOf(() => macs.signed(table, row)), microsOf(() => macs.checked(table, kept))];
  const size = JSON.stringify(row).length;
  const words = [table.padEnd(18), String(size).padStart(6), sign.toFixed(1).padStart(8), check.toFixed(1).padStart(8)];
  process.stdout.write(`${words.join('  ')}\n`);
  return Math.max(sign, check);
}

const macs = rowMacs(deriveSecrets(['a key of this measurement, which opens nothing anywhere']));
process.stdout.write(
  `${'table'.padEnd(18)}  ${'bytes'.padStart(6)}  ${'sign µs'.padStart(8)}  ${'check µs'.padStart(8)}\n`,
);
const slowest = Math.max(...(Object.keys(typical) as Table[]).map((table) => measure(macs, table)));
if (slowest > MOST_MICROS) {
  process.exitCode = 1;
  process.stderr.write(`a row takes ${slowest.toFixed(0)} µs: more than ${MOST_MICROS}\n`);
}
