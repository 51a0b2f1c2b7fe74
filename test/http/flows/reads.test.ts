import test from 'ava';
import { CAPTCHA_ANSWER } from '../../helpers/app.ts';
import { openBrowser, type Visit } from '../../helpers/browser.ts';
import { statementsIn } from '../../helpers/count-statements.ts';
import { camila, openWithCamila } from '../../helpers/recovery.ts';

type Fields = Readonly<Record<string, string>>;

/** What is typed on the pages of each flow, from the first one to the end. */
const flows: readonly (readonly [first: string, table: string, steps: readonly Fields[]])[] = [
  [
    '/recuperar/natural',
    'recoveries',
    [{ rut: camila.rut }, { olvido: '1' }, { serie: camila.serial }, { correcto: 'si' }, { captcha: CAPTCHA_ANSWER }],
  ],
  ['/recuperar/natural', 'recoveries', [{ rut: camila.rut }, { respuesta: 'Boby' }, { captcha: CAPTCHA_ANSWER }]],
  [
    '/actualizar/natural',
    'data_updates',
    [
      { rut: camila.rut, clave: camila.key },
      { pregunta: '1', respuesta: 'Boby' },
      { numero: '13', captcha: CAPTCHA_ANSWER },
    ],
  ],
  [
    '/cambiar/natural',
    'key_changes',
    [
      { rut: camila.rut, clave: camila.key },
      { clave: 'Copihue-88', clave2: 'Copihue-88', captcha: CAPTCHA_ANSWER },
    ],
  ],
];

test.serial(
  'the POST of a step reads its journey once without a lock, and once under the lock that changes it',
  async (t) => {
    const app = await openWithCamila(t);
    for (const [first, table, steps] of flows) {
      const by = openBrowser();
      let page = await by.get(`${app.issuer}${first}`);
      for (const [place, fields] of steps.entries()) {
        const answer: Visit[] = [];
        const statements = await statementsIn(async () => {
          answer.push(await by.send(page, { ...filled(page), ...fields }));
        });
        t.is(answer[0]?.status, 303, `${first}: step ${place}`);
        const own = statements.filter((text) => text.includes(`from "${table}"`));
        const locks = own.filter((text) => text.includes('for update'));
        const expected = place === 0 ? [0, 0] : [1, 1];
        t.deepEqual([own.length - locks.length, locks.length], expected, `${first}: step ${place}`);
        page = await by.follow(answer[0] as Visit, app.issuer);
      }
    }
  },
);

/** The fields as the page has them filled in. */
function filled(page: Visit): Record<string, string> {
  const of = (tag: string, name: string): string => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
  const inputs = (page.html.match(/<input[^>]*>/g) ?? []).filter((tag) => !/type="(hidden|checkbox|radio)"/.test(tag));
  const comuna = /<option value="(\d{5})" selected/.exec(page.html)?.[1];
  const values = Object.fromEntries(inputs.map((tag) => [of(tag, 'name'), of(tag, 'value')]));
  return comuna ? { ...values, comuna } : values;
}
