import { parseStaffRoles, type StaffRole, staffRoles } from '../domain/staff.ts';
import { parseStaffName } from '../domain/staff-name.ts';
import { usageMistakes } from '../locales/es-CL/operator/command.ts';
import { asksForHelp, readArgs, readOptions, UsageError, unknownVerb } from './args.ts';

/** What was asked for on the command line. */
export type StaffAsked =
  | { readonly verb: 'help' }
  | { readonly verb: 'list' }
  | ({ readonly verb: 'add'; readonly file: string; readonly comuna: string; readonly office: string } & WithRoles)
  | ({ readonly verb: 'roles'; readonly id: string } & WithRoles)
  | { readonly verb: 'link' | 'accept' | 'suspend' | 'restore'; readonly id: string; readonly by: string };

interface WithRoles {
  readonly roles: readonly StaffRole[];
  readonly by: string;
}

const text = { type: 'string' } as const;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Reads the arguments of the command; throws UsageError. */
export function readStaffArgs(words: readonly string[]): StaffAsked {
  if (asksForHelp(words)) return { verb: 'help' };
  const [verb, ...rest] = words;
  if (verb === 'list') {
    readOptions(rest, {});
    return { verb };
  }
  if (verb === 'add') return addOf(rest);
  if (verb === 'roles') return rolesOf(rest);
  if (verb === 'link' || verb === 'accept' || verb === 'suspend' || verb === 'restore') {
    const { values, positionals } = readArgs(rest, { by: text });
    return { verb, id: idOf(positionals), by: nameOf('--by', values.by) };
  }
  throw unknownVerb(verb);
}

function addOf(words: readonly string[]): StaffAsked {
  const { values, positionals } = readArgs(words, { comuna: text, office: text, roles: text, by: text });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageError(usageMistakes['staff-file-missing']({}));
  if (values.comuna === undefined) throw new UsageError(usageMistakes['option-required']({ name: 'comuna' }));
  return {
    verb: 'add',
    file,
    comuna: values.comuna,
    office: nameOf('--office', values.office),
    roles: listOf(values.roles),
    by: nameOf('--by', values.by),
  };
}

function rolesOf(words: readonly string[]): StaffAsked {
  const { values, positionals } = readArgs(words, { roles: text, by: text });
  return { verb: 'roles', id: idOf(positionals), roles: listOf(values.roles), by: nameOf('--by', values.by) };
}

function idOf([id, ...more]: readonly string[]): string {
  if (id === undefined || more.length > 0 || !UUID.test(id)) throw new UsageError(usageMistakes['staff-id']({}));
  return id;
}

function nameOf(option: string, typed: string | undefined): string {
  const name = parseStaffName(typed ?? '');
  if (!name) throw new UsageError(usageMistakes['staff-name']({ option }));
  return name;
}

function listOf(typed: string | undefined): readonly StaffRole[] {
  const roles = parseStaffRoles((typed ?? '').split(',').map((word) => word.trim()));
  if (!roles) throw new UsageError(usageMistakes['staff-field']({ field: '--roles', reason: staffRoles.join(', ') }));
  return roles;
}
