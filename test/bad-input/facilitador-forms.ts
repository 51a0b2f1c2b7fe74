import { nextFacilitadorStep } from '../../src/domain/facilitador/draft.ts';
import type { StoredDraft } from '../../src/ports/facilitador-drafts.ts';
import { facilitador, typedFacilitador } from '../helpers/facilitador-data.ts';
import { REPRESENTATIVE } from './begin-forms.ts';
import { actorOf, type Cast } from './cast.ts';
import { tomorrow } from './link-forms.ts';
import { captchaFormAt, formAt, type OpenForm } from './open-form.ts';
import { KEY, type Scene } from './scene.ts';

type Known = Partial<StoredDraft>;
type Fields = Readonly<Record<string, string>>;

const NAME = 'facilitador';
const PATH = '/facilitador/juridica';
const file = { id: '00000000-0000-4000-8000-000000000001', name: 'a.jpg' };
const { document, ...person } = facilitador();
const proved: Known = { proved: true, factor: 'none', question: 'asked' };
const declared: Known = { ...proved, declaration: file };
const known: Known = { ...declared, documentFile: file, document };

/** Where a request may stand, and what its page asks; files are sent in forms of another kind. */
const stands: readonly (readonly [known: Known, fields: Fields])[] = [
  [{ mailOnly: true }, {}],
  [
    { mailOnly: true, byMail: true },
    { clave: KEY, rut_representante: REPRESENTATIVE },
  ],
  [{ ...proved, factor: 'asked' }, { codigo: '123456' }],
  [proved, {}],
  [declared, typedFacilitador.documento],
  [known, typedFacilitador.persona],
  [{ ...known, person }, typedFacilitador.pregunta],
  [{ ...known, person, question: 'discarded' }, { accion: 'cambiar-person' }],
  [{ ...known, person, question: 'discarded' }, {}],
  [{ done: true, outcome: { folio: 'FE-2222-2222', at: '2026-01-02T03:04:05.000Z' } }, {}],
];

/** Every page of the request for a facilitador, each of a draft of its own. */
export async function facilitadorForms(scene: Scene, cast: Cast, browser: string): Promise<readonly OpenForm[]> {
  const first = { rut: '54.000.001-8', rut_representante: REPRESENTATIVE, clave: KEY, accion: 'continuar' };
  const forms = [
    await captchaFormAt(scene, browser, NAME, PATH, first),
    formAt(scene, browser, NAME, PATH, { ...first, clave: '', accion: 'correo' }),
  ];
  for (const [of, fields] of stands) forms.push(await stepForm(scene, cast, browser, of, fields));
  const id = await beginAt(scene, cast, browser, { mailOnly: true });
  const token = await scene.deps.links.issue('mailbox', cast.panaderia.id, tomorrow(), id);
  return [...forms, formAt(scene, browser, NAME, '/facilitador/correo', { token })];
}

async function stepForm(scene: Scene, cast: Cast, browser: string, of: Known, fields: Fields): Promise<OpenForm> {
  const id = await beginAt(scene, cast, browser, of);
  const draft = await scene.deps.facilitadorDrafts.find(id, browser);
  const paso = draft ? nextFacilitadorStep(draft) : '';
  return formAt(scene, browser, NAME, `${PATH}/${id}`, { paso, accion: 'continuar', ...fields });
}

/** A draft of which so much is known. */
async function beginAt(scene: Scene, { panaderia }: Cast, browser: string, known: Known): Promise<string> {
  const { id: accountId, identifier, keyChangedAt } = panaderia;
  const representative = (await actorOf(scene, panaderia))?.run;
  const proof = known.proved ? { keyChangedAt: keyChangedAt.toISOString(), representative } : {};
  const start = { proved: false, question: 'none', mailOnly: false, byMail: false, done: false } as const;
  return scene.deps.facilitadorDrafts.begin(
    { profile: 'juridica', identifier, accountId, ...start, ...proof, ...known },
    browser,
  );
}
