import type { CallResult } from '../../../domain/cases/call-back.ts';
import type { CaseEvent } from '../../../domain/cases/case-event.ts';
import type { HandOverReason, ReadReason } from '../../../domain/cases/case-words.ts';
import { entryOf } from '../../../domain/entry-of.ts';
import type { AuditRow } from '../../../ports/audit.ts';

/** What was done, in the Actividad of the person; `about` is what the case is about. */
type Step =
  | Exclude<CaseEvent['type'], 'call'>
  | `call-${CallResult}`
  | 'to-call'
  | 'call-back'
  | 'two-claims'
  | 'open'
  | 'let-go';

const steps: Readonly<Record<Step, (about: string) => string>> = {
  // A call of before there was a step for it.
  'call-back': (about) => `le llamó antes de resolver el caso sobre ${about}`,
  'two-claims': (about) => `anotó otro pedido, en un caso aparte, sobre ${about}`,
  'to-call': (about) => `confirmó cómo resolver el caso sobre ${about}; falta llamarle`,
  'call-confirmo': (about) => `le llamó y resolvió, junto con otras, el caso sobre ${about}`,
  'call-no-confirmo': (about) => `le llamó y devolvió a revisión el caso sobre ${about}`,
  'call-no-contesto': (about) => `le llamó sin respuesta por el caso sobre ${about}`,
  open: (about) => `Pidió que veamos en persona ${about}`,
  assign: (about) => `tomó el caso sobre ${about}`,
  'hand-over': (about) => `pasó a otra persona de la mesa el caso sobre ${about}`,
  'let-go': (about) => `dejó para otra persona de la mesa el caso sobre ${about}`,
  ask: (about) => `le pidió algo para el caso sobre ${about}`,
  compare: (about) => `comparó la zona de lectura de ${about}`,
  attest: (about) => `vio su documento para el caso sobre ${about}`,
  extend: (about) => `amplió el plazo del caso sobre ${about}`,
  propose: (about) => `propuso cómo resolver el caso sobre ${about}`,
  'send-back': (about) => `devolvió la propuesta del caso sobre ${about}`,
  confirm: (about) => `resolvió, junto con otra, el caso sobre ${about}`,
  decide: (about) => `resolvió el caso sobre ${about}`,
  correct: (about) => `corrigió un error de la decisión sobre ${about}`,
  answer: (about) => `Respondió en el caso sobre ${about}`,
  withdraw: (about) => `Desistió del caso sobre ${about}`,
  appeal: (about) => `Pidió que otra persona revise la decisión sobre ${about}`,
  return: (about) => `La persona invitada avisó de un error, y se revisa otra vez ${about}`,
  expire: (about) => `Venció el caso sobre ${about}`,
  close: (about) => `Terminó el caso sobre ${about}`,
  review: (about) => `comenzó a revisar el caso sobre ${about}`,
  lengthen: (about) => `amplió el plazo del caso sobre ${about}`,
  settle: (about) => `resolvió el caso sobre ${about}`,
  conclude: (about) => `cerró el caso sobre ${about}`,
};

/** Who acted on a case: a member by role and office, or an operator. */
export const caseActor = ({ by, roles, office }: AuditRow['details']): string =>
  by === 'staff'
    ? `Mesa de ayuda, ${String(roles).replaceAll(' ', ' y ')}, oficina ${office},`
    : 'Una persona de SENCE';

const handOverWhy: Readonly<Record<HandOverReason, string>> = {
  ausencia: ', porque no estará',
  carga: ', para repartir el trabajo',
  materia: ', porque otra conoce mejor el asunto',
  cercania: ', porque le conoce a usted',
};

/** The text of a step: by the person themself, by the one that a company invites, or by the staff. */
export function caseStepText(details: AuditRow['details'], about: string): string {
  const done = entryOf(steps, String(details.step))?.(about) ?? `cambió el caso sobre ${about}`;
  const text = done + (entryOf(handOverWhy, String(details.reason)) ?? '');
  return details.by === 'person' || details.by === 'invited' ? text : `${caseActor(details)} ${text}`;
}

const reasons: Readonly<Record<ReadReason, string>> = {
  resolver: ', para resolverla',
  consulta: ', porque preguntaron por ella',
  revisar: ', para revisar cómo se atendió',
};

/** Why a case was read, where a member chose it. */
export const readWhy = ({ reason }: AuditRow['details']): string => entryOf(reasons, String(reason)) ?? '';
