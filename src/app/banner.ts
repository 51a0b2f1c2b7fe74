import type { Config } from '../config/config.ts';
import { bannerTexts } from '../locales/es-CL/operator/banner.ts';

/** Shows the operator who started the server its address, what runs beside it, and which rules apply. */
export function banner({ issuer, sandbox, policy, holdHours }: Config, beside: readonly string[]): string {
  const lines = [
    bannerTexts.address(issuer),
    ...beside,
    ...(sandbox ? [bannerTexts.sandbox] : []),
    bannerTexts.policy(policy),
    ...(holdHours === 0 ? [bannerTexts.noHold] : []),
  ];
  return ['', ...lines.map((line) => `  ${line}`), ''].join('\n');
}
