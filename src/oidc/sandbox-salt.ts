/**
 * Salt of every pairwise `sub` of a sandbox: with the fixed subjects of the fictional people, a host knows each by the
 * same `sub` in every sandbox, which its page publishes. No real person has an account there (docs/sandbox.md).
 */
export const SANDBOX_SALT = 'clave-sence-sandbox-subjects-1';
