import type { Decision } from '../../../domain/cases/case.ts';
import type { CaseOutcome } from '../../../domain/cases/kinds/kind-rules.ts';
import type { CaseKind } from '../../../domain/cases/kinds/kinds.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';

/** What a decision does to an account, in its transaction. */
type Effect = (deps: Deps, one: DeskCase, decision: Decision) => Promise<void>;

/** The answer itself is what is done. */
const nothingMore: Effect = async () => {};

/**
 * What granting a case of each kind does; `undefined` where that is not built. Such a kind is not granted, and a kind whose
 * rejection has an effect too (a refused block ends) is not decided here at all.
 */
const effects: Readonly<Record<CaseKind, Partial<Record<'granted' | 'rejected', Effect>>>> = {
  derecho: {},
  'documento-migrante': { rejected: nothingMore },
  'identidad-disputada': { rejected: nothingMore },
  'segunda-detencion': { rejected: nothingMore },
  'cedula-vencida': { rejected: nothingMore },
  'correo-perdido': { rejected: nothingMore },
  'factor-perdido': { rejected: nothingMore },
  proteccion: { rejected: nothingMore },
  reclamo: { granted: nothingMore, rejected: nothingMore },
};

/** The effect of an outcome; throws `case-refused` where it is not built: no page says that it happened. */
export function effectOf(kind: CaseKind, outcome: CaseOutcome): Effect {
  const effect = effects[kind][outcome === 'rechazada' ? 'rejected' : 'granted'];
  if (!effect) throw new Refusal('case-refused', { why: 'no-effect' });
  return effect;
}
