import type { Config } from '../config/config.ts';
import { policies } from '../domain/policy.ts';

/** Tells who started the server where it is, what runs beside it, and which rules hold. */
export function banner({ issuer, sandbox, policy, holdHours }: Config, beside: readonly string[]): string {
  const { name, summary } = policies[policy];
  const lines = [
    `Clave Sence          ${issuer}`,
    ...beside,
    ...(sandbox
      ? [
          'Sandbox              yes: fictional people, platforms register by themselves; nothing of it is valid elsewhere',
        ]
      : []),
    `Policy               ${name}: ${summary}`,
    ...(holdHours === 0 ? ['Contact hold         none: ACCEPT_CONTACT_TAKEOVER_RISK=yes'] : []),
  ];
  return ['', ...lines.map((line) => `  ${line}`), ''].join('\n');
}
