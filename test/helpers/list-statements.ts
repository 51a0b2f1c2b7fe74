import { hearStatements } from './count-statements.ts';

/** A statement that was sent, and whether its end is a commit that waits for the disk. */
export interface Sent {
  /**
   * "begin", "Session.find" of a prepared one of that name, "Grant.upsert + Session.upsert" of one with several writes, or
   * verb and table: "insert throttles".
   */
  readonly label: string;
  readonly commits: boolean;
}

const WRITES = /\b(insert into|update|delete from)\s+"?(\w+)/;

/**
 * Every statement that an act sends, in order, with begin and commit; nothing else of this process may run meanwhile.
 * Reads alone commit nothing, and neither does a write whose commit does not wait for the disk.
 */
export async function listStatements(act: () => Promise<unknown>): Promise<readonly Sent[]> {
  const sent: Sent[] = [];
  const open = new Map<unknown, { wrote: boolean }>();
  await hearStatements(act, ({ text, name }, client) =>
    sent.push({ label: labelOf(text, name), commits: commits(open, client, text) }),
  );
  return sent;
}

function commits(open: Map<unknown, { wrote: boolean }>, client: unknown, text: string): boolean {
  if (text === 'begin') open.set(client, { wrote: false });
  const held = open.get(client);
  if (text === 'commit' || text === 'rollback') {
    open.delete(client);
    return text === 'commit' && held?.wrote === true;
  }
  const writes = WRITES.test(text) || /\bfor update\b/.test(text);
  if (!held) return writes && !text.includes("'synchronous_commit', 'off'");
  held.wrote ||= writes;
  return false;
}

function labelOf(statement: string, name: string | undefined): string {
  // Several writes as one statement (database/write.ts).
  const [, title] = /^\/\* (.+?) \*\//.exec(statement) ?? [];
  if (title) return title;
  if (name?.includes('.')) return name;
  const text = statement.trim();
  const writes = text.startsWith('select') ? undefined : WRITES.exec(text);
  if (writes) return `${writes[1]?.split(' ')[0]} ${writes[2]}`;
  const [, called] = /^select (\w+)\(/.exec(text) ?? [];
  if (called) return `select ${called}`;
  const [, table] = /^select "?(\w+)"?\./.exec(text) ?? /\bfrom\s+"?(\w+)/.exec(text) ?? [];
  const [, named = table] = new RegExp(`"(\\w+)" as "${table}"`).exec(text) ?? [];
  return named ? `select ${named}` : text;
}
