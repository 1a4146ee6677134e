/**
 * What the other side said, without the secrets that it repeats: a server in debugging mode may answer with the very
 * line or header that it did not like, in clear or as it went over the wire.
 */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  const forms = secrets
    .filter((secret) => secret !== '')
    .flatMap((secret) => [Buffer.from(secret).toString('base64'), secret])
  return forms.reduce((rest, form) => rest.replaceAll(form, '•••'), text)
}
