/** Statements that may cost much, by the place in the code, and why. */
export const excused: readonly { readonly place: RegExp; readonly why: string }[] = [
  {
    place: /^src\/adapters\/postgres\/audit-verify\.ts/,
    why: "an operator's command counts what has no seal yet: the last seconds, and the whole trail only where none was ever made",
  },
];
