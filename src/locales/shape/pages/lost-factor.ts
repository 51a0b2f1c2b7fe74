/** The second factor that was lost, in a sign-in. */
export interface LostFactorPages {
  readonly titles: Readonly<Record<'loss' | 'key' | 'waiting', string>>;
}
