import type { Config } from '../config/config.ts';
import { bannerTexts } from '../locales/es-CL/operator/banner.ts';

type BannerNeeds = Pick<Config, 'issuer' | 'sandbox' | 'policy' | 'holdHours' | 'production' | 'staffNetworks'>;

/** Shows the operator who started the server its address, what runs beside it, and which rules apply. */
export function banner(
  { issuer, sandbox, policy, holdHours, production, staffNetworks }: BannerNeeds,
  beside: readonly string[],
): string {
  const lines = [
    bannerTexts.address(issuer),
    ...beside,
    ...(sandbox ? [bannerTexts.sandbox] : []),
    bannerTexts.policy(policy),
    ...(holdHours === 0 ? [bannerTexts.noHold] : []),
    ...(production && staffNetworks.length === 0 ? [bannerTexts.deskFromEverywhere] : []),
  ];
  return ['', ...lines.map((line) => `  ${line}`), ''].join('\n');
}
