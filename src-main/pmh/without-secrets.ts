/** Also in full width. Longer runs, like those of a serial number, are others. */
const INDIVIDUAL_NUMBER = /(?<![0-9０-９A-Za-z])[0-9０-９]{12}(?![0-9０-９])/g

/**
 * What the other side said, without the secrets that it repeats: a server in debugging mode may answer with the very
 * line or header that it did not like, in clear or as it went over the wire. Twelve digits may be an individual number of
 * the file, and contents of files never reach a log (requirements section 3).
 */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  const forms = secrets
    .filter((secret) => secret !== '')
    .flatMap((secret) => [Buffer.from(secret).toString('base64'), secret])
  const known = forms.reduce((rest, form) => rest.replaceAll(form, '•••'), text)
  return known.replace(INDIVIDUAL_NUMBER, '•'.repeat(12))
}
