import type { Decision } from '../../../domain/cases/case.ts';
import type { CaseOutcome } from '../../../domain/cases/kinds/kind-rules.ts';
import type { CaseKind } from '../../../domain/cases/kinds/kinds.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';
import { approveRequest, assertApprovable } from './approve-request.ts';
import { assertBody } from './body-of-case.ts';
import { assertChangeable, changeAccount } from './change-account.ts';
import { grantBody } from './decide-body.ts';
import { assertPlatform, grantPlatform, rejectPlatform } from './decide-platform.ts';
import { decideDisputed, rejectDisputed } from './decide-recreation.ts';
import { decideStopped, refuseStopped, stoppedOf } from './decide-stopped.ts';
import { assertCopy, grantCopy } from './grant-copy.ts';
import { assertProtectable, protectAccount } from './protect-account.ts';
import { answerTheRight } from './right-case.ts';

/** What a decision does to an account, in its transaction. Throws `case-refused` where the account cannot take it. */
type Effect = (deps: Deps, one: DeskCase, decision: Decision) => Promise<void>;

/** The answer itself is what is done. */
const nothingMore: Effect = async () => {};

/** What granting and rejecting a case of each kind does: of a right both are the answer, since a refused block ends. */
const effects: Readonly<Record<CaseKind, Readonly<Record<'granted' | 'rejected', Effect>>>> = {
  derecho: { granted: answerTheRight, rejected: answerTheRight },
  'documento-migrante': { granted: changeAccount, rejected: nothingMore },
  'copia-migrante': { granted: grantCopy, rejected: nothingMore },
  facilitador: { granted: approveRequest, rejected: nothingMore },
  'identidad-disputada': { granted: decideDisputed, rejected: rejectDisputed },
  'segunda-detencion': { granted: decideStopped, rejected: refuseStopped },
  'cedula-vencida': { granted: changeAccount, rejected: nothingMore },
  'correo-perdido': { granted: changeAccount, rejected: nothingMore },
  'factor-perdido': { granted: changeAccount, rejected: nothingMore },
  proteccion: { granted: protectAccount, rejected: nothingMore },
  reclamo: { granted: nothingMore, rejected: nothingMore },
  plataforma: { granted: grantPlatform, rejected: rejectPlatform },
  organismo: { granted: grantBody, rejected: nothingMore },
};

/** The effect of an outcome. */
export const effectOf = (kind: CaseKind, outcome: CaseOutcome): Effect =>
  effects[kind][outcome === 'rechazada' ? 'rejected' : 'granted'];

/**
 * The same before the second person sees it: a proposal that cannot be granted is refused at once. Returns the id of the
 * stopped request that it is about, if there is one.
 */
export async function assertEffect(deps: Deps, one: DeskCase, outcome: CaseOutcome): Promise<string | undefined> {
  const effect = effectOf(one.kind, outcome);
  if (effect === protectAccount) await assertProtectable(deps, one);
  if (effect === grantCopy) await assertCopy(deps, one);
  if (effect === grantPlatform) await assertPlatform(deps, one);
  if (effect === grantBody) await assertBody(deps, one);
  if (effect === approveRequest) await assertApprovable(deps, one);
  if ([changeAccount, decideDisputed, decideStopped].includes(effect)) await assertChangeable(deps, one);
  return (await stoppedOf(deps, one))?.id;
}
