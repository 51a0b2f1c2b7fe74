/**
 * Whose sign-in it is, in one word: `account`, or `account~actor` where a person acts for a company. Both are UUIDs;
 * everything else is derived from them (rules, Subjects). Of a facilitador the second is the subject of the company on
 * whose mandate the sign-in rests.
 */
export function principalId(accountId: string, actorSubject?: string): string {
  return actorSubject === undefined ? accountId : `${accountId}~${actorSubject}`;
}

/** The parts of a principal id. */
export function parsePrincipalId(id: string): {
  readonly accountId: string;
  readonly actorSubject: string | undefined;
} {
  const [accountId = '', actorSubject] = id.split('~');
  return { accountId, actorSubject };
}
