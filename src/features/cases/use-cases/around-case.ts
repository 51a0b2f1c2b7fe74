import { type Account, hasNie } from '../../../domain/account.ts';
import type { Case } from '../../../domain/cases/case.ts';
import { type Around, type CaseStaff, type DecidingAct, whyNotDecide } from '../../../domain/cases/may-decide.ts';
import { contactsOfCompany } from '../../../domain/facilitador/company-contacts.ts';
import { isCompanyMailbox } from '../../../domain/facilitador/foreign-mailbox.ts';
import type { Rut } from '../../../domain/rut.ts';
import type { DeskCase } from '../../../ports/cases.ts';
import type { Deps } from '../../../ports/deps.ts';
import { concernedByBody } from './body-of-case.ts';
import { accountOf } from './case-deps.ts';
import { isDrawnElsewhere } from './drawn-elsewhere.ts';
import { ownMailboxes } from './own-mailboxes.ts';
import { concernedByPlatform } from './platform-of-case.ts';

type Needs = Pick<
  Deps,
  'accounts' | 'audit' | 'companies' | 'facilitadorRequests' | 'mandates' | 'now' | 'portalClients' | 'staff'
>;

/** What a decision of a case depends on besides it, as it is now, for the member who acts. */
export async function aroundCase(deps: Needs, one: DeskCase, acting: CaseStaff | undefined): Promise<Around> {
  const { concerned, contacts } = await concernedBy(deps, one);
  const { proposal, callBack, assignee } = one;
  const proposer = proposal && (await deps.staff.find(proposal.by));
  const confirmer = callBack && (await deps.staff.find(callBack.by));
  const holder = assignee ? await deps.staff.find(assignee) : undefined;
  const otherOffices = await othersMay(deps, one, { concerned, contacts });
  const drawnElsewhere = one.state === 'por-confirmar' && (await isDrawnElsewhere(deps, one));
  const insiders = await insidersOf(deps, contacts, [acting, proposer, confirmer, holder]);
  return { concerned, contacts, insiders, otherOffices, proposer, confirmer, holder, drawnElsewhere };
}

/** RUNs of those members whose own account, as a person, has a mailbox of the company. */
async function insidersOf(
  { accounts }: Needs,
  contacts: Around['contacts'] = [],
  members: readonly (CaseStaff | undefined)[],
): Promise<readonly Rut[]> {
  if (contacts.length === 0) return [];
  const runs = [...new Set(members.flatMap((member) => (member ? [member.run] : [])))];
  const own = await Promise.all(runs.map((run) => accounts.findByIdentifier('natural', run)));
  return runs.filter((_, place) => {
    const account = own[place];
    return account !== undefined && isCompanyMailbox(account.personal.email, contacts);
  });
}

type Concerned = Pick<Around, 'concerned' | 'contacts'>;

/** Of a request for a facilitador also who asked, by now a representative or not, and the mailboxes of the company. */
async function concernedBy(deps: Needs, one: DeskCase): Promise<Concerned> {
  if (one.kind === 'plataforma') return concernedByPlatform(deps, one);
  if (one.kind === 'organismo') return concernedByBody(deps, one);
  const account = await accountOf(deps, one);
  const concerned = await runsOf(deps, one, account);
  if (one.kind !== 'facilitador') return { concerned };
  const request = await deps.facilitadorRequests.find(one.id);
  const asked = request ? [request.askedBy.run, request.company.rut] : [];
  const own = await ownMailboxes(deps, account ? contactsOfCompany(account) : []);
  return { concerned: [...concerned, ...asked, ...own.concerned], contacts: own.contacts };
}

/** RUNs of the persons whose case it is: a company's are those of its representatives, as the SII answered last. */
async function runsOf(deps: Needs, one: DeskCase, account: Account | undefined): Promise<readonly Rut[]> {
  const { profile, identifier } = account ?? one.about ?? {};
  if (!identifier || hasNie(profile)) return [];
  if (profile !== 'juridica') return [identifier as Rut];
  const company = await deps.companies.recall(identifier as Rut, new Date(0));
  return [...(company?.representantes ?? []).map(({ run }) => run), ...representativeOf(account)];
}

const representativeOf = (account: Account | undefined): readonly Rut[] => {
  const run = account?.personal.company?.representative.run;
  return run ? [run] : [];
};

/** Whether a member of an office that took no part may confirm the proposal, or call its person back. */
async function othersMay({ staff }: Needs, one: Case, whose: Concerned): Promise<boolean> {
  const { proposal, callBack, state } = one;
  if (!proposal) return false;
  const calls = state === 'por-llamar';
  const act: DecidingAct = calls ? 'call' : 'confirm';
  const took = calls ? [proposal.office, callBack?.office] : [proposal.office];
  const { members } = await staff.list();
  return members.some(
    (member) =>
      !took.includes(member.office) && whyNotDecide(one, act, member, { ...whose, otherOffices: false }) === undefined,
  );
}
