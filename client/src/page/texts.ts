/** What the pure parts need of the editor's `l10n`; named like it where it is used, so that the texts are found. */
export interface Texts {
  t(message: string, ...args: (string | number | boolean)[]): string;
}
