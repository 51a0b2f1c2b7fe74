import type { Account } from '../account.ts';
import type { FacilitadorRequest } from '../facilitador/facilitador-request.ts';
import type { Day } from '../working-days.ts';
import { type CopyObstacle, type DocumentCopy, type FileNow, whyNotMrz } from './document-copy.ts';

/** Why a request for a facilitador cannot be approved. */
export type RequestObstacle = CopyObstacle | 'request-missing' | 'mrz-other' | 'company-declared';

/** A request as it is now, with its files and the digest of both. */
export interface RequestNow {
  readonly request: Pick<FacilitadorRequest, 'digest'> | undefined;
  readonly files: readonly (FileNow | undefined)[];
  readonly digest: string | undefined;
  readonly company: Pick<Account, 'profile' | 'state' | 'contest' | 'identidad'> | undefined;
}

/** Why it cannot be approved, and nothing where it can: what two people looked at is what is there. */
export function whyNotApproved(
  copy: DocumentCopy | undefined,
  { request, files, digest, company }: RequestNow,
  today: Day,
): RequestObstacle | undefined {
  if (!request) return 'request-missing';
  const why = whyNotCompany(company);
  if (why) return why;
  if (!copy) return 'copy-missing';
  if (files.some((file) => !file || file.endedAt)) return 'copy-changed';
  if (request.digest !== copy.sha256 || digest !== copy.sha256) return 'copy-changed';
  if (files.some((file) => file?.state !== 'limpio')) return 'copy-pending';
  return whyNotMrz(copy.mrz, today) ?? whyOther(copy.mrz);
}

function whyNotCompany(company: RequestNow['company']): RequestObstacle | undefined {
  if (!company) return 'account-missing';
  if (company.state === 'cerrada') return 'account-closed';
  if (company.state !== 'activa') return 'account-suspended';
  if (company.profile !== 'juridica') return 'profile';
  if (company.contest) return 'account-contested';
  return company.identidad === 'documento' ? undefined : 'company-declared';
}

/**
 * The document that was read is not that of the data; a name may be written in another way, and is for two people to
 * judge.
 */
const whyOther = (mrz: DocumentCopy['mrz']): RequestObstacle | undefined =>
  mrz?.number === false || mrz?.born === false ? 'mrz-other' : undefined;
