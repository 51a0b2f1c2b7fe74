import type { Config } from '../config/config.ts';
import { bannerTexts } from '../locales/es-CL/operator/banner.ts';

/** Tells the operator who started the server its address, what runs beside it, and which rules hold. */
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
