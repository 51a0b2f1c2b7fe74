import { z } from 'zod';
import { clients } from './settings/clients.ts';
import { database } from './settings/database.ts';
import { development } from './settings/development.ts';
import { messaging } from './settings/messaging.ts';
import { networks } from './settings/networks.ts';
import { hasWaitOrAcceptsRisk, pendingChangeSettings, waitLeftOut } from './settings/pending-changes.ts';
import { registries } from './settings/registries.ts';
import { foreignRpId, isRpIdOfIssuer, security } from './settings/security.ts';
import { server } from './settings/server.ts';
import { defaultOf, infoOf, type SettingInfo } from './settings/setting.ts';
import { hasStaffClient, issuerLacksClient, staffIssuerSettings } from './settings/staff-issuer.ts';

/**
 * Every setting of the environment, by its property in `Config`. Mistakes are reported, and the README lists the
 * settings, in this order.
 */
const everything = z.object({
  ...server,
  ...database,
  ...security,
  ...clients,
  ...messaging,
  ...registries,
  ...networks,
  ...staffIssuerSettings,
  ...pendingChangeSettings,
  ...development,
});

/** What is accepted: every setting by its own shape, and combinations of settings. */
export const accepted = everything
  .refine(hasWaitOrAcceptsRisk, waitLeftOut)
  .refine(isRpIdOfIssuer, foreignRpId)
  .refine(hasStaffClient, issuerLacksClient);

/** The two addresses of the database alone. */
export const databaseUrls = everything.pick({ databaseUrl: true, migrationsDatabaseUrl: true });

/** The keys alone, for what needs no database. */
export const secretsKeysAlone = everything.pick({ secretsKeys: true });

/** What was read, with defaults for what is left out. */
export type Settings = z.output<typeof everything>;

/** A setting as the schema has it. */
export interface Setting extends SettingInfo {
  /** Its property in `Settings`. */
  readonly property: string;
  /** Its default, in the form of the environment; undefined if there is none. */
  readonly default: string | undefined;
}

/** Every setting, in the order of the schema. */
export const settings: readonly Setting[] = Object.entries(everything.shape).map(([property, shape]) => ({
  ...infoOf(shape),
  property,
  default: defaultOf(shape),
}));
