import test from 'ava';
import { clamavScanner } from '../../../src/adapters/clamav/scan-file.ts';
import { Unavailable } from '../../../src/ports/unavailable.ts';
import { startClamd } from '../../helpers/files/clamd.ts';
import { eicar } from '../../helpers/files/images.ts';

test('a clean file is clean, and a virus is named', async (t) => {
  const clamd = await startClamd();
  t.teardown(clamd.stop);
  const scan = clamavScanner(clamd.address);
  t.is(await scan(Buffer.alloc(1_048_576, 7)), undefined);
  t.is(await scan(Buffer.concat([Buffer.alloc(100_000, 7), Buffer.from(eicar)])), 'Eicar-Test-Signature');
});

for (const manner of ['silent', 'garbage', 'late', 'large'] as const)
  test(`[threat 366] a scanner that is ${manner} says nothing about a file`, async (t) => {
    const clamd = await startClamd(manner);
    t.teardown(clamd.stop);
    const scan = clamavScanner(clamd.address, 500);
    await t.throwsAsync(scan(Buffer.alloc(200_000)), { instanceOf: Unavailable });
  });

test('[threat 366] nor does one that is not there', async (t) => {
  const clamd = await startClamd();
  clamd.stop();
  const gone = clamavScanner('tcp://127.0.0.1:9', 500);
  await t.throwsAsync(gone(Buffer.alloc(10)), { instanceOf: Unavailable });
});
