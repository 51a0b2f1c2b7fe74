import { memberName } from '../../../account/end-membership.ts';
import { notifyContact } from '../../../account/notify-account.ts';
import { answerableFor } from '../../../account/public-bodies.ts';
import { doneBy, type Here } from '../../../account/who-is-in.ts';
import { actorName } from '../../../domain/account.ts';
import { instantOf } from '../../../domain/instant.ts';
import { type Machine, type MachineCredential, machineClientId, type ScopeChange } from '../../../domain/machine.ts';
import { nameInMail } from '../../../domain/name-in-mail.ts';
import type { Act, Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { MachineNews } from '../../../ports/notice.ts';

/** Who does something with a machine, and from where. */
export interface Doer {
  readonly here: Here;
  readonly visitor: Visitor;
}

/** What was done with a machine: the act, what the organisation is told, and with which credential. */
interface Deed {
  readonly act: Act & `machine.${string}`;
  readonly news: MachineNews;
  readonly credential?: Pick<MachineCredential, 'number' | 'label' | 'kind' | 'until'> | undefined;
  readonly scopes?: Pick<ScopeChange, 'added' | 'taken'> | undefined;
}

type Needs = Pick<Deps, 'accounts' | 'audit' | 'mandates' | 'notifier' | 'now' | 'issuer'>;

/** Records an act in the trail of who did it and of the organisation, and tells the organisation by mail. */
export async function recordDeed(
  deps: Needs,
  { here, visitor }: Doer,
  machine: Machine,
  { act, news, credential, scopes }: Deed,
): Promise<void> {
  const { details: by, ...who } = doneBy(here);
  const answer = await answerableFor(deps, machine.organisation.rut);
  const about = credential ? { number: credential.number, kind: credential.kind } : {};
  const details = { ...by, ...about, ...wordsOf(scopes) };
  const entry = { act, clientId: machineClientId(machine.id), visitor, details };
  await deps.audit.record({ ...entry, ...who });
  for (const { id, subject } of answer.filter((one) => one.id !== who.accountId))
    await deps.audit.record({ ...entry, accountId: id, subject });
  const name = here.actor ? actorName(here.actor) : memberName(here.account);
  await tellOrganisation(deps, machine, { news, who: name, credential, scopes });
}

/** Tells the mailbox of an organisation, or of its first persons, what happened; the mail has no secret, and leads to the sheet. */
export async function tellOrganisation(
  deps: Omit<Needs, 'audit'>,
  { id, name, organisation }: Machine,
  { news, who, credential, scopes }: Pick<Deed, 'news' | 'credential' | 'scopes'> & { readonly who?: string },
): Promise<void> {
  const link = `${deps.issuer}/desarrolladores/maquinas${news === 'removed' ? '' : `/${id}`}`;
  const until = credential && instantOf(credential.until);
  const notice = {
    kind: 'machine-news',
    news,
    at: instantOf(deps.now()),
    machine: nameInMail(name),
    who,
    credential: credential && nameInMail(credential.label),
    ...wordsOf(scopes),
    link,
    until,
  } as const;
  for (const one of await answerableFor(deps, organisation.rut))
    if (one.state === 'activa') await notifyContact(deps, one, notice, { channel: 'mail', to: one.personal.email });
}

/** What was added and taken away, each in one text; nothing where nothing was. */
const wordsOf = ({ added, taken }: Partial<Pick<ScopeChange, 'added' | 'taken'>> = {}) => ({
  ...(added?.length ? { added: added.join(', ') } : {}),
  ...(taken?.length ? { taken: taken.join(', ') } : {}),
});
