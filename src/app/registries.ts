import { httpCivilRegistry } from '../adapters/registries/civil-registry.ts';
import { httpNieIssuer } from '../adapters/registries/nie-issuer.ts';
import { httpNieRegistry } from '../adapters/registries/nie-registry.ts';
import { httpOtecRegistry } from '../adapters/registries/otec-registry.ts';
import type { Probes } from '../adapters/registries/probe-services.ts';
import type { RegistrySettings } from '../adapters/registries/registry-call.ts';
import { registryProbe } from '../adapters/registries/registry-probe.ts';
import { httpTaxRegistry } from '../adapters/registries/tax-registry.ts';
import type { Config } from '../config/config.ts';
import type { Deps } from '../ports/deps.ts';
import type { Registry } from '../ports/unavailable.ts';

/**
 * What answers for a registry that has no address: nothing (production), functions within this process (tests), or the
 * simulator at this address, over HTTP like a real one (development and sandbox).
 */
export type StandIn = { readonly inProcess: Registries } | { readonly simulator: string } | undefined;

interface Choice extends Pick<RegistrySettings, 'now' | 'log'> {
  readonly config: Config;
  readonly standIn: StandIn;
}

/** The four registries, of which that of NIE also gives numbers. */
export type Registries = Pick<Deps, 'civilRegistry' | 'taxRegistry' | 'nieRegistry' | 'nieIssuer' | 'otecRegistry'>;

/** The four registries; throws if one of them has neither an address nor a stand-in. */
export function registriesOf({ config, standIn, now, log }: Choice): Registries {
  const inProcess = standIn && 'inProcess' in standIn ? standIn.inProcess : undefined;
  const pick = <T>(
    url: string | undefined,
    path: string,
    overHttp: (settings: RegistrySettings) => T,
    local: T | undefined,
  ) => {
    if (!url && local) return local;
    const address = addressOf(url, path, standIn);
    if (!address) throw new Error(`no address and no stand-in for the registry ${path}`);
    // What development or a sandbox learns, even from a registry of its own, is never marked as real.
    return overHttp({ address, simulado: config.fictional, now, log });
  };
  return {
    civilRegistry: pick(config.civilRegistryUrl, 'srcei', httpCivilRegistry, inProcess?.civilRegistry),
    taxRegistry: pick(config.taxRegistryUrl, 'sii', httpTaxRegistry, inProcess?.taxRegistry),
    nieRegistry: pick(config.nieRegistryUrl, 'nie', httpNieRegistry, inProcess?.nieRegistry),
    nieIssuer: pick(config.nieRegistryUrl, 'nie', httpNieIssuer, inProcess?.nieIssuer),
    otecRegistry: pick(config.otecRegistryUrl, 'otec', httpOtecRegistry, inProcess?.otecRegistry),
  };
}

/** Registries without an address, whose answers are simulated. */
export const simulatedRegistries = (config: Config): readonly Registry[] =>
  (
    [
      ['civil-registry', config.civilRegistryUrl],
      ['tax-registry', config.taxRegistryUrl],
      ['nie-registry', config.nieRegistryUrl],
      ['otec-registry', config.otecRegistryUrl],
    ] as const
  ).flatMap(([registry, url]) => (url ? [] : [registry]));

/** The health check of each registry; none for those within this process. */
export function registryProbes(config: Config, standIn: StandIn): Probes {
  const probe = (url: string | undefined, path: string, operation: string) => {
    const address = addressOf(url, path, standIn);
    return address && registryProbe(address, operation);
  };
  const probes = {
    'civil-registry': probe(config.civilRegistryUrl, 'srcei', 'personas/consulta'),
    'tax-registry': probe(config.taxRegistryUrl, 'sii', 'contribuyentes/consulta'),
    'nie-registry': probe(config.nieRegistryUrl, 'nie', 'personas/consulta'),
    'otec-registry': probe(config.otecRegistryUrl, 'otec', 'organismos/consulta'),
  };
  return Object.fromEntries(Object.entries(probes).filter(([, known]) => known));
}

const addressOf = (url: string | undefined, path: string, standIn: StandIn): string | undefined =>
  url ?? (standIn && 'simulator' in standIn ? `${standIn.simulator}/${path}` : undefined);
