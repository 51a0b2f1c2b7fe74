import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { type JourneyOrigin, withoutNumber } from '../../../domain/journey-origin.ts';
import { pastedText } from '../../../domain/pasted-text.ts';
import type { Link, Links } from '../../../ports/accounts.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { hashed } from '../database/hashed.ts';
import { insertion } from '../database/write.ts';
import { boundRows } from '../row-mac/bound-rows.ts';
import { rowMacs } from '../row-mac/row-macs.ts';

interface Row {
  readonly token_hash: Buffer;
  readonly purpose: string;
  readonly account_id: string;
  readonly expires_at: Date;
  readonly about: string | null;
  readonly contact: Buffer | null;
  readonly browser: Buffer | null;
  readonly origin: Buffer | null;
  /** Not bound: the token is spent by one conditional UPDATE. */
  readonly used_at: Date | null;
}

/**
 * Links in messages; only the message contains the token itself, and the contact it went to and its origin are sealed
 * under its hash.
 */
export function postgresLinks({ run, soon, atomically }: Database, secrets: KeyMaterial, now: () => Date): Links {
  const macs = rowMacs(secrets);
  const rows = boundRows<Row>({ run }, macs, 'links');
  const place = (tokenHash: Buffer): string => `link:${tokenHash.toString('hex')}`;
  const originPlace = (tokenHash: Buffer): string => `link-origin:${tokenHash.toString('hex')}`;
  const sealedOrigin = (origin: JourneyOrigin, tokenHash: Buffer): Buffer =>
    secrets.seal(JSON.stringify(withoutNumber(origin)), originPlace(tokenHash));
  const originIn = ({ origin, token_hash }: Row): JourneyOrigin | undefined =>
    origin ? JSON.parse(secrets.open(origin, originPlace(token_hash))) : undefined;
  const toLink = (row: Row | undefined): Link | undefined =>
    row && {
      accountId: row.account_id,
      about: row.about ?? undefined,
      contact: row.contact ? secrets.open(row.contact, place(row.token_hash)) : undefined,
      origin: originIn(row),
    };
  return {
    async issue(purpose, account_id, expires_at, about, { contact, browser, origin } = {}) {
      const token = randomBytes(32).toString('base64url');
      const token_hash = hashed(token);
      const row: Row = {
        token_hash,
        purpose,
        account_id,
        expires_at,
        about: about ?? null,
        contact: contact === undefined ? null : secrets.seal(contact, place(token_hash)),
        browser: browser === undefined ? null : hashed(browser),
        origin: origin === undefined ? null : sealedOrigin(origin, token_hash),
        used_at: null,
      };
      await soon(insertion('Link.insert', 'links', macs.signed('links', row)));
      return token;
    },
    async askedIn(purpose, token, browser) {
      const mine = { browser: hashed(browser) };
      return (await rows.first((links) => alive(links, purpose, token, now()).where(mine))) !== undefined;
    },
    async pretend() {
      const values = [hashed(randomBytes(32).toString('base64url')), 'mailbox', now()];
      await soon({ name: 'Link.pretend', table: 'links', text: PRETEND, values });
    },
    async endBy(purpose, account_id, at) {
      await atomically(() =>
        rows.edit(
          (links) => links.where({ purpose, account_id }).where('expires_at', '>', at).orderBy('token_hash'),
          () => ({ expires_at: at }),
        ),
      );
    },
    async waits(purpose, account_id) {
      const waiting = { purpose, account_id, used_at: null };
      return (await rows.first((links) => links.where(waiting).where('expires_at', '>', now()))) !== undefined;
    },
    async peek(purpose, token) {
      return toLink(await rows.first((links) => alive(links, purpose, token, now())));
    },
    async spend(purpose, token) {
      const [row] = await run<Row[]>((sql) =>
        alive(sql('links'), purpose, token, now()).update({ used_at: now() }).returning('*'),
      );
      return toLink(rows.checked(row, { token_hash: hashedToken(token), purpose }));
    },
  };
}

/** Stands for the insertion of a link, and waits for as much. */
const PRETEND = 'update links set used_at = $3 where token_hash = $1 and purpose = $2';

/** A token that was copied out of a message may contain invisible characters or blanks. */
const hashedToken = (token: string): Buffer => hashed(pastedText(token).replaceAll(' ', ''));

const alive = (links: Knex.QueryBuilder, purpose: string, token: string, at: Date): Knex.QueryBuilder =>
  links.where({ token_hash: hashedToken(token), purpose, used_at: null }).where('expires_at', '>', at);
