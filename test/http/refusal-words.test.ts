import { readFile } from 'node:fs/promises';
import test from 'ava';
import { Refusal } from '../../src/domain/refusal.ts';
import { refusalText } from '../../src/http/words/refusal-text.ts';
import { caseRefusals } from '../../src/locales/es-CL/cases/refusals.ts';
import { backupSheetRefusals } from '../../src/locales/es-CL/refusals/backup-sheet.ts';
import { sheetRefusals } from '../../src/locales/es-CL/refusals/desk.ts';
import { deskCallRefusals } from '../../src/locales/es-CL/refusals/desk-calls.ts';
import { facilitadorRefusals } from '../../src/locales/es-CL/refusals/facilitador.ts';
import { fieldRefusals } from '../../src/locales/es-CL/refusals/fields.ts';
import { fileRefusals } from '../../src/locales/es-CL/refusals/files.ts';
import { journeyRefusals } from '../../src/locales/es-CL/refusals/journeys.ts';
import { registryRefusals } from '../../src/locales/es-CL/refusals/registries.ts';
import { rightRefusals } from '../../src/locales/es-CL/refusals/rights.ts';
import { secondFactorRefusals } from '../../src/locales/es-CL/refusals/second-factor.ts';
import { signInRefusals } from '../../src/locales/es-CL/refusals/sign-in.ts';
import { deskRefusals } from '../../src/locales/es-CL/staff/refusals.ts';
import { catalogueOf, defaultLocale } from '../../src/locales/locale.ts';

const twice = (all: readonly string[]): string[] => all.filter((one, place) => all.indexOf(one) !== place);

test('[A4] each refusal code is listed once among the codes and has its words in one place', async (t) => {
  const source = await readFile(new URL('../../src/domain/refusal.ts', import.meta.url), 'utf8');
  const codes = [...source.matchAll(/^ {2}\| '([a-z-]+)'/gm)].map(([, code = '']) => code);
  t.true(codes.includes('work-needed'));
  t.deepEqual(twice(codes), []);
  const tables = [
    fieldRefusals,
    registryRefusals,
    signInRefusals,
    journeyRefusals,
    rightRefusals,
    secondFactorRefusals,
    backupSheetRefusals,
    deskRefusals,
    caseRefusals,
    sheetRefusals,
    deskCallRefusals,
    fileRefusals,
    facilitadorRefusals,
  ];
  const worded = tables.flatMap((words) => Object.keys(words));
  t.deepEqual(twice(worded), []);
  t.deepEqual(worded.sort(), codes.sort(), 'every code has words, and no words are without a code');
});

test('[A4] the message of a try that costs work says what helps: write the key again, press again, or wait', (t) => {
  const until = new Date('2026-11-28T16:20:00-03:00');
  const said = (details: ConstructorParameters<typeof Refusal>[1]) =>
    refusalText(catalogueOf(defaultLocale), new Refusal('work-needed', details)).text;
  t.regex(said({}), /Escriba su clave de nuevo y espere unos segundos/);
  t.regex(said({ of: 'card', until }), /Presione el botón otra vez y espere.*podrá volver a probar.*16\.20/);
  const waits = said({ of: 'connection', until });
  t.regex(waits, /Podrá volver a probar.*16\.20/);
  t.notRegex(waits, /espere unos segundos/);
});

test('an expired journey is reported in the words of its flow, and leads to its first page', (t) => {
  const said = (flow: string) => refusalText(catalogueOf(defaultLocale), new Refusal('flow-expired', { flow }));
  t.regex(said('recovery').text, /^El tiempo para recuperar su clave terminó, o la comenzó en otro navegador\./);
  t.regex(said('key-change').text, /^El tiempo para cambiar su clave terminó, o lo comenzó en otro navegador\./);
  t.regex(
    said('data-update').text,
    /^El tiempo para actualizar sus datos terminó, o su cuenta cambió mientras tanto\./,
  );
  const ways = ['recovery', 'key-change', 'data-update', 'facilitador-draft'].map(
    (flow) => said(flow).solution?.[0]?.href,
  );
  t.deepEqual(ways, ['/recuperar', '/cambiar', '/actualizar', '/facilitador']);
});
