/** Statements that may be expensive, by their place in the code, and why. */
export const excused: readonly { readonly place: RegExp; readonly why: string }[] = [
  {
    place: /^src\/adapters\/postgres\/accounts\/watched-companies\.ts/,
    why: 'a job asks every few seconds which clients of the portal are in use, at most fifty an organisation; the newest grant of each is found by index',
  },
  {
    place: /^src\/adapters\/postgres\/audit\/trust\.ts/,
    why: 'asked where a row of the trail has no HMAC and no act says until when that was so; the newest row answers, but between the migration and the first start behind it',
  },
  {
    place: /^src\/adapters\/postgres\/audit\/versions\.ts/,
    why: 'an operator asks the whole trail for the newest version of each account, beside a check that reads every row of it',
  },
  {
    place: /^src\/adapters\/postgres\/(portal\/portal-clients|machines\/machines)\.ts/,
    why: 'the provider is built from all clients of the portal and all machines, when a server starts and when one of them changes',
  },
  {
    place: /^src\/adapters\/postgres\/repair\/find-row\.ts/,
    why: 'an operator looks at one row by words of theirs, which may be no key at all, or at a whole table in batches by its key',
  },
  {
    place: /^src\/adapters\/postgres\/repair\/sign-old-rows\.ts/,
    why: 'once after an upgrade: the trail is asked which tables were signed, and each table is read in batches by its key',
  },
];
