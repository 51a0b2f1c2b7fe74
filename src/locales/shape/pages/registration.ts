/** Registration, its receipt and its confirmation. */
export interface RegistrationPages {
  readonly titles: Readonly<
    Record<
      | 'natural'
      | 'juridica'
      | 'migrante'
      | 'linkSpent'
      | 'choose'
      | 'confirm'
      | 'confirmed'
      | 'waiting'
      | 'confirmMobile'
      | 'mobileConfirmed'
      | 'sent'
      | 'correctEmail'
      | 'recreation'
      | 'atDesk',
      string
    >
  >;
  readonly undelivered: Readonly<Record<'failed' | 'withheld' | 'refused', string>>;
}
