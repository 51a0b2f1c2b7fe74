/** Pending changes, their links, and an account that its holder stops. */
export interface PendingChangePages {
  readonly titles: Readonly<
    Record<
      | 'disavow'
      | 'stopped'
      | 'confirmContact'
      | 'confirmRepresentative'
      | 'confirmed'
      | 'linkSpent'
      | 'request'
      | 'requestGone'
      | 'reverted'
      | 'disputed'
      | 'dispute'
      | 'stolen',
      string
    >
  >;
}
