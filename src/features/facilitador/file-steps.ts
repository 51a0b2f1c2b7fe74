import { FieldRefusals, Refusal } from '../../domain/refusal.ts';
import type { Answer, FlowStep, SentFile, Shown } from '../../http/flows/flow.ts';
import { judgeAll, type Read, type Readers } from '../../http/form.ts';
import { browserOf, textsOf, visitorOf } from '../../http/page.ts';
import type { StoredDraft } from '../../ports/facilitador-drafts.ts';
import { documentReaders, toDocument, valuesOfDocument } from './form.ts';
import { documentOptions } from './options.ts';
import { acceptDeclaration, acceptDocument, type DraftFileField, keepDraftFile } from './use-cases/fill-draft.ts';

/** The fields of files, and what of the draft they fill in. */
const fileFields = { declaracion: 'declaration', documento: 'documentFile' } as const;
type FileField = keyof typeof fileFields;

const filesOf = (name: FileField) => ({
  fields: [name],
  take: ({ deps, ctx, journey }: Shown<StoredDraft>, file: SentFile) =>
    keepDraftFile(
      deps,
      { id: journey.id, browser: browserOf(ctx) },
      { ...file, field: fileFields[name] satisfies DraftFileField },
      visitorOf(ctx),
    ),
});

/** The file that the draft holds, as the field shows it: nothing of it is sent again. */
async function heldIn({ deps, ctx, journey }: Shown<StoredDraft>, name: FileField) {
  const held = journey[fileFields[name]];
  const file = held && (await deps.files.find(held.id));
  return { archivos: file ? { [name]: { words: textsOf(ctx).files.received(file) } } : {} };
}

/** «Adjuntar Declaración Jurada». */
export const declarationStep: FlowStep<StoredDraft> = {
  files: filesOf('declaracion'),
  show: async (shown) => ({
    ...(await heldIn(shown, 'declaracion')),
    template: `${shown.ctx.path}/declaracion.docx`,
  }),
  async act(answer) {
    readBeside(answer, 'declaracion', {});
    await acceptDeclaration(answer.deps, answer.of);
  },
};

/** «Datos del Facilitador»: the document, by which the person is known. */
export const documentStep: FlowStep<StoredDraft> = {
  files: filesOf('documento'),
  show: async (shown) => ({
    ...(await heldIn(shown, 'documento')),
    kinds: documentOptions(textsOf(shown.ctx)),
    values: valuesOfDocument(shown.journey.document),
  }),
  async act(answer) {
    const read = readBeside(answer, 'documento', documentReaders(answer.form));
    await acceptDocument(answer.deps, answer.of, toDocument(read));
  },
};

/** Judges fields and file together; a file that was taken before counts. Throws FieldRefusals with all that is wrong. */
function readBeside<R extends Readers>(
  { journey, refused: files }: Answer<StoredDraft>,
  name: FileField,
  readers: R,
): Read<R> {
  const { read, refused } = judgeAll(readers);
  const file = files.get(name) ?? (journey[fileFields[name]] ? undefined : new Refusal('file-missing'));
  if (refused.size > 0 || file)
    throw new FieldRefusals(new Map([...refused, ...(file ? [[name, file] as const] : [])]));
  return read as Read<R>;
}
