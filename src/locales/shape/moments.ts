/** How a language writes an instant relative to today. Days and times are those of Santiago. */
export interface MomentTexts {
  /** "16.20 (hora de Santiago)", the first minute after `at`; empty for what is no instant (a detail of a refusal). */
  readonly clockAfter: (at: unknown) => string;
  /** «a las 16.20 (hora de Santiago)» after `at`, with the day if it is not today. */
  readonly opensAt: (at: unknown) => string;
  /** «Hoy, 15.48», «Ayer, 20.15», «18 de noviembre, 9.10», with the year if it is another one. */
  readonly moment: (at: Date, now: Date) => string;
}
