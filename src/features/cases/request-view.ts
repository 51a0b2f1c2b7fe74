import { fullName } from '../../domain/account.ts';
import type { CaseObstacle } from '../../domain/cases/case.ts';
import { DESK_MASK } from '../../domain/desk.ts';
import { maskEmail } from '../../domain/email.ts';
import { type RequestPart, requestParts } from '../../domain/facilitador/facilitador-request.ts';
import { typedDay } from '../../domain/facilitador/parse-birth-date.ts';
import type { FilePurpose } from '../../domain/files.ts';
import { formatRut } from '../../domain/rut.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { StoredFile } from '../../ports/files.ts';
import type { RequestOfCase } from './use-cases/request-of-case.ts';

/** The field of the form in which a part is sent back. */
export const partFields: Readonly<Record<RequestPart, string>> = {
  declaration: 'declaracion',
  documentFile: 'archivo',
  document: 'documento',
  name: 'nombre',
  sex: 'sexo',
  birthDate: 'nacimiento',
  country: 'pais',
  email: 'correo',
};

/** A request on the page of its case. */
export function requestRow(texts: Catalogue, found: RequestOfCase | undefined) {
  if (!found) return undefined;
  const { files, request, same } = found;
  const { parts, states } = texts.pages.facilitador;
  return {
    files: files.map((file) => ({
      part: partOf(texts, file.purpose),
      words: texts.files.received(file),
      state: texts.cases.copy.states[file.state],
    })),
    observed: request.observed.map(({ part, reason }) => ({ dt: parts[part], dd: reason })),
    returned: returnedRows(texts, found),
    same: same.map(({ folio, company, state }) => ({ folio, text: `${company.razonSocial}: ${states[state]}` })),
  };
}

/** What the invited person wrote, the last one first, each with why it had been approved. */
const returnedRows = ({ cases: { request }, formats }: Catalogue, { returned }: RequestOfCase) =>
  returned
    .toReversed()
    .map(({ at, reason, decision }) => [
      { dt: request.returned(formats.instant(at)), dd: reason },
      ...(decision ? [{ dt: request.grantedFor, dd: decision.reason }] : []),
    ]);

/** The name of the part that a file is. */
const partOf = ({ pages: { facilitador } }: Catalogue, purpose: FilePurpose): string =>
  facilitador.parts[purpose === 'declaracion' ? 'declaration' : 'documentFile'];

/** What the company typed, part by part, each with the field in which it is sent back. */
function partsView(texts: Catalogue, { request, files }: RequestOfCase) {
  const { parts, documentKinds, sexes, countries } = texts.pages.facilitador;
  const { document, name, sex, birthDate, country, email } = request.data;
  const fileOf = (purpose: FilePurpose) => {
    const file = files.find((one) => one.purpose === purpose);
    return file ? texts.files.received(file) : texts.cases.request.gone;
  };
  const values: Readonly<Record<RequestPart, string>> = {
    declaration: fileOf('declaracion'),
    documentFile: fileOf('documento-facilitador'),
    document: `${documentKinds[document.kind]}: ${document.number}`,
    name: fullName(name),
    sex: sexes[sex],
    birthDate: typedDay(birthDate),
    country: countries[country] ?? country,
    email: maskEmail(email, DESK_MASK),
  };
  return requestParts.map((part) => ({ field: partFields[part], name: parts[part], value: values[part] }));
}

/** The company that asks, as its reviewers read it. */
const companyRows = ({ cases }: Catalogue, { request: { company } }: RequestOfCase) => [
  { dt: cases.request.company, dd: company.razonSocial },
  { dt: cases.request.rut, dd: formatRut(company.rut) },
];

/** What the page of a request shows besides its pixels; `why` nothing may be sent back now. */
export function requestPageView(texts: Catalogue, found: RequestOfCase, { purpose }: StoredFile, why?: CaseObstacle) {
  return {
    part: partOf(texts, purpose),
    company: companyRows(texts, found),
    parts: partsView(texts, found),
    same: requestRow(texts, found)?.same ?? [],
    returned: returnedRows(texts, found),
    prevented: why && (why === 'wrong-state' ? texts.cases.request.notNow : texts.cases.obstacle(why)),
  };
}
