import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { UsageError } from '../../src/cli/args.ts';
import { readReasons } from '../../src/cli/read-reasons.ts';

/** A file with this content. */
function fileOf(t: ExecutionContext, content: string | Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'reasons-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'texto.txt'), content);
  return join(folder, 'texto.txt');
}

const readFrom = (t: ExecutionContext, content: string | Uint8Array) => readReasons(fileOf(t, content));

test('reasons keep their paragraphs, whatever the editor wrote around and between them', async (t) => {
  const windows = '\ufeffUno,\r\n  con tilde: Nu\u0301n\u0303ez. \r\n\r\n\r\n\r\nDos.\r\n';
  t.is(await readFrom(t, windows), 'Uno,\ncon tilde: Núñez.\n\nDos.');
});

test('characters that no page shows, or that change the direction of text, are removed', async (t) => {
  t.is(await readFrom(t, 'No\u001b[31m proc\u202eede\u200b.\u0000'), 'No[31m procede.');
});

test('a text that is missing, empty, too long or not UTF-8 is refused with the reason', async (t) => {
  const wrong: readonly (readonly [content: string | Uint8Array, said: RegExp])[] = [
    [' \n\t\n', /^los fundamentos están vacíos/],
    ['ñ'.repeat(10_001), /^los fundamentos tienen más de 10000 caracteres/],
    [Uint8Array.of(0x4e, 0xfa, 0xf1), /no es texto en UTF-8/],
    ['x'.repeat(200_000), /es demasiado largo/],
  ];
  for (const [content, message] of wrong)
    await t.throwsAsync(readFrom(t, content), { instanceOf: UsageError, message });
  await t.throwsAsync(readReasons(join(tmpdir(), 'no-hay-tal-archivo.txt')), { message: /^no existe el archivo/ });
  await t.throwsAsync(readReasons(tmpdir()), { message: /^no existe el archivo/ });
  t.is(await readFrom(t, 'ñ'.repeat(10_000)), 'ñ'.repeat(10_000));
});
