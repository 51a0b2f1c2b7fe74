import type { ChangeablePage } from '../../../domain/facilitador/draft.ts';
import type { FacilitadorDocument, FacilitadorPerson } from '../../../domain/facilitador/facilitador-data.ts';
import type { FilePurpose } from '../../../domain/files.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import { assertMailboxOfFacilitador } from './company-contacts.ts';
import { accountOfDraft, type DraftOf, draftSteps } from './draft-flow.ts';

/** The two files of a request. */
export type DraftFileField = 'declaration' | 'documentFile';

const purposes: Readonly<Record<DraftFileField, FilePurpose>> = {
  declaration: 'declaracion',
  documentFile: 'documento-facilitador',
};

/** A file as it arrives. */
interface SentContent {
  readonly field: DraftFileField;
  readonly name: string;
  readonly content: AsyncIterable<Uint8Array>;
}

/**
 * Receives a file of the company and keeps it in the draft, whatever is wrong beside it; the one before is released.
 * Throws what `Files.receive` throws.
 */
export async function keepDraftFile(
  deps: Deps,
  of: DraftOf,
  { field, name, content }: SentContent,
  visitor: Visitor,
): Promise<void> {
  const step = field === 'declaration' ? 'declaration' : 'document';
  const { id: accountId } = await accountOfDraft(deps, await draftSteps(deps).at(of, step));
  const file = { purpose: purposes[field], owner: { accountId }, name, visitor };
  const stored = await deps.files.receive(content, file);
  let replaced = stored.id;
  try {
    await draftSteps(deps).advance(of, step, (latest) => {
      replaced = latest[field]?.id ?? '';
      // The page stays the current one until its form is accepted.
      return { ...latest, [field]: { id: stored.id, name: stored.name }, changes: step };
    });
  } finally {
    if (replaced !== '') await deps.files.release(replaced);
  }
}

/** Ends the page of the sworn statement, whose file was kept. */
export async function acceptDeclaration(deps: Deps, of: DraftOf): Promise<void> {
  await draftSteps(deps).advance(of, 'declaration', (latest) => ({ ...latest, changes: undefined }));
}

/** Ends the page of the document, whose file was kept. */
export async function acceptDocument(deps: Deps, of: DraftOf, document: FacilitadorDocument): Promise<void> {
  await draftSteps(deps).advance(of, 'document', (latest) => ({ ...latest, document, changes: undefined }));
}

/** Ends the page of the person. Throws `facilitador-email-company`. */
export async function acceptPerson(deps: Deps, of: DraftOf, person: FacilitadorPerson): Promise<void> {
  const account = await accountOfDraft(deps, await draftSteps(deps).at(of, 'person'));
  assertMailboxOfFacilitador(account, person.email);
  await draftSteps(deps).advance(of, 'person', (latest) => ({ ...latest, person, changes: undefined }));
}

/** Ends the page of the secret question: what was typed was read, and is kept nowhere (rules, Facilitador). */
export async function discardQuestion(deps: Deps, of: DraftOf): Promise<void> {
  await draftSteps(deps).advance(of, 'question', (latest) => ({ ...latest, question: 'discarded' }));
}

/** Goes back to a page that was answered, from the last one. */
export async function changePage(deps: Deps, of: DraftOf, changes: ChangeablePage): Promise<void> {
  await draftSteps(deps).advance(of, 'review', (latest) => ({ ...latest, changes }));
}
