import { isWaiting } from '../domain/acceptance.ts';
import { fullName } from '../domain/account.ts';
import { maskIdentifier } from '../domain/masked-identifier.ts';
import { Refusal } from '../domain/refusal.ts';
import { STAFF_LINK_MINUTES } from '../domain/staff.ts';
import { staffName, staffPerson } from '../domain/staff-person.ts';
import { acceptMember } from '../features/staff/use-cases/accept-member.ts';
import { invite, makeLink, restore, setRoles, suspend } from '../features/staff/use-cases/change-team.ts';
import type { ChangedBy, TeamDeps } from '../features/staff/use-cases/team-change.ts';
import { usageMistakes } from '../locales/es-CL/operator/command.ts';
import { staffCommandTexts, staffFields, staffList } from '../locales/es-CL/operator/staff.ts';
import { esCL } from '../locales/es-CL.ts';
import type { StaffMember } from '../ports/staff.ts';
import { CommandRefused, UsageError } from './args.ts';
import type { StaffAsked } from './staff-args.ts';
import { aligned, printable } from './terminal.ts';

type Asked = Exclude<StaffAsked, { verb: 'help' }>;

/** Runs the command and returns what the operator reads; `file` is the text that `add` names. Throws CommandRefused. */
export async function answerStaff(deps: TeamDeps, asked: Asked, file: string): Promise<string> {
  if (asked.verb === 'list') return listOf(await deps.staff.list());
  const by: ChangedBy = { name: asked.by, details: { by: asked.by } };
  try {
    return await change(deps, by, asked, file);
  } catch (error) {
    if (error instanceof Refusal) throw new CommandRefused(wordsOf(error));
    throw error;
  }
}

async function change(
  deps: TeamDeps,
  by: ChangedBy,
  asked: Exclude<Asked, { verb: 'list' }>,
  file: string,
): Promise<string> {
  const minutes = STAFF_LINK_MINUTES;
  if (asked.verb === 'add') {
    const { member, link } = await invite(deps, by, { ...readFile(file), ...placeOf(asked) });
    return staffCommandTexts.added({ name: nameOf(member), link, minutes });
  }
  if (asked.verb === 'link') {
    const { member, link } = await makeLink(deps, by, { id: asked.id });
    return staffCommandTexts.link({ name: nameOf(member), link, minutes });
  }
  if (asked.verb === 'roles') {
    const { member } = await setRoles(deps, by, { id: asked.id }, asked.roles);
    return staffCommandTexts.roles({ name: nameOf(member), roles: member.roles, waits: isWaiting(member) });
  }
  if (asked.verb === 'accept') {
    const { member } = await acceptMember(deps, by, { id: asked.id, reason: '' });
    return staffCommandTexts.accepted({ name: nameOf(member) });
  }
  const { member } = await (asked.verb === 'suspend'
    ? suspend(deps, by, asked.id)
    : restore(deps, by, { id: asked.id }));
  return staffCommandTexts[asked.verb === 'suspend' ? 'suspended' : 'restored']({ name: nameOf(member) });
}

const nameOf = ({ name }: StaffMember): string => printable(fullName(name));
const wordsOf = ({ code, details }: Refusal): string => esCL.refusals[code]({ of: 'other', ...details }).text;

const placeOf = ({ comuna, office, roles }: Extract<Asked, { verb: 'add' }>) => ({
  commune: read('--comuna', () => staffPerson.commune(comuna)),
  office,
  roles,
});

/** The five lines of the file; throws UsageError with the line that is wrong. */
function readFile(file: string): Pick<StaffMember, 'run' | 'name' | 'email'> {
  const [run = '', given = '', paternal = '', maternal = '', email = ''] = file.split(/\r?\n/);
  const [ofRun, ofGiven, ofPaternal, ofMaternal, ofEmail] = staffFields;
  return {
    run: read(ofRun, () => staffPerson.run(run)),
    name: staffName(
      read(ofGiven, () => staffPerson.name(given)),
      read(ofPaternal, () => staffPerson.name(paternal)),
      read(ofMaternal, () => staffPerson.optionalName(maternal)),
    ),
    email: read(ofEmail, () => staffPerson.email(email.trim())),
  };
}

function read<T>(field: string, reader: () => T): T {
  try {
    return reader();
  } catch (error) {
    if (error instanceof Refusal) throw new UsageError(usageMistakes['staff-field']({ field, reason: wordsOf(error) }));
    throw error;
  }
}

function listOf({ members, unverified }: Awaited<ReturnType<TeamDeps['staff']['list']>>): string {
  const notes = unverified > 0 ? [staffCommandTexts.unverified({ count: unverified })] : [];
  if (members.length === 0) return [staffList.none, ...notes].join('\n');
  const rows = members.map((one) => [
    one.id,
    nameOf(one),
    maskIdentifier(one.run),
    isWaiting(one) ? staffList.waiting(one.state) : one.state,
    one.roles.join(','),
    printable(one.office),
  ]);
  return [...aligned([staffList.headings, ...rows]), ...notes].join('\n');
}
