import { deriveSecrets } from '../../src/adapters/secrets.ts';
import type { Ground } from '../helpers/proof/ground.ts';
import { SECRETS_KEY } from '../helpers/server-process.ts';

/** The person whose rows a page may write; `run` is the RUN of the card that it checks. */
export interface Who {
  readonly profile: 'natural' | 'juridica' | 'migrante';
  readonly identifier: string;
  readonly run?: string;
}

/** Rows about one identifier, and tries of one card that are spent. */
export interface Stored {
  readonly accounts: number;
  /** Accounts whose identity counts as proved by a document. */
  readonly documents: number;
  readonly messages: number;
  readonly tries: number;
}

const COUNT = `
  select count(*)::int as accounts, (count(*) filter (where identidad = 'documento'))::int as documents,
    (select count(*)::int from outbox where account_id in (select id from accounts where profile = $1 and identifier = $2)) as messages
  from accounts where profile = $1 and identifier = $2`;
const COUNT_ALL = `
  select count(*)::int as accounts, (count(*) filter (where identidad = 'documento'))::int as documents,
    (select count(*)::int from outbox) as messages
  from accounts`;

/** The rows about a person now. */
export async function storedOf({ query }: Ground, { profile, identifier, run }: Who): Promise<Stored> {
  const [row] = await query<Omit<Stored, 'tries'>>(COUNT, [profile, identifier]);
  if (!row) throw new Error('a count without a row');
  return { ...row, tries: run ? await triesOf({ query }, run) : 0 };
}

async function triesOf({ query }: Pick<Ground, 'query'>, run: string): Promise<number> {
  const key = deriveSecrets([SECRETS_KEY]).hmac('throttle', 'cedula-run', run);
  const [row] = await query<{ used: number }>('select used from throttles where key = $1', [key]);
  return row?.used ?? 0;
}

/** The rows about all people, in one line by which two moments can be compared. */
export async function storedAtAll({ query }: Ground): Promise<string> {
  const [row] = await query<Omit<Stored, 'tries'>>(COUNT_ALL);
  return `${row?.accounts} accounts (${row?.documents} proved), ${row?.messages} messages`;
}

/** What was added between two moments. */
export const added = (after: Stored, before: Stored): Stored => ({
  accounts: after.accounts - before.accounts,
  documents: after.documents - before.documents,
  messages: after.messages - before.messages,
  tries: after.tries - before.tries,
});

/** "1 account (1 proved), 2 messages, 0 tries"; "nothing". */
export function inWords({ accounts, documents, messages, tries }: Stored): string {
  const words = [
    accounts !== 0 && `${accounts} account`,
    documents !== 0 && `${documents} documento`,
    messages !== 0 && `${messages} message${messages === 1 ? '' : 's'}`,
    tries !== 0 && `${tries} card try`,
  ];
  return words.filter(Boolean).join(', ') || 'nothing';
}
