/**
 * The bill of materials: npm's own, in CycloneDX, cut down to what a package holds. Most of that are devDependencies, since the
 * bundler takes them in, and most devDependencies stay here; so npm's `--omit` cannot tell them apart. The same commit gives the same bytes:
 * npm's random serial number, the time, the folder's name and the addresses of registries are left out.
 */

/**
 * @typedef {{ 'bom-ref': string, name: string, version: string, purl?: string, licenses?: unknown, hashes?: unknown }} Component
 * @typedef {{ ref: string, dependsOn?: string[] }} Dependency
 * @typedef {{ specVersion: string, metadata: { component: Component }, components: Component[], dependencies: Dependency[] }} Bom
 */

/**
 * @param {Bom} bom as `npm sbom --sbom-format cyclonedx` gives it
 * @param {{ name: string, version: string }[]} shipped
 * @param {{ name: string, version: string }} product
 * @param {string | null} time of the build, ISO 8601
 * @returns {object}
 * @throws {Error} when npm does not know something that is shipped
 */
export function shippedBom(bom, shipped, product, time) {
  const components = shipped.map(({ name, version }) => componentOf(bom, name, version))
  const refs = new Set(components.map((component) => component['bom-ref']))
  const root = `${product.name}@${product.version}`
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: bom.specVersion,
    version: 1,
    metadata: {
      ...(time === null ? {} : { timestamp: time }),
      component: { 'bom-ref': root, type: 'application', name: product.name, version: product.version },
    },
    components,
    dependencies: [
      { ref: root, dependsOn: [...refs] },
      ...bom.dependencies
        .filter(({ ref }) => refs.has(ref))
        .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((other) => refs.has(other)) })),
    ],
  }
}

/** @param {Bom} bom @param {string} name @param {string} version */
function componentOf(bom, name, version) {
  const known = bom.components.filter((component) => component.name === name)
  const same = known.find((component) => component.version === version)
  // The runtime of a package may be another one than the lock pins: then it is not the lock's bytes either.
  const found = same ?? (name === 'electron' ? known[0] : undefined)
  if (!found) throw new Error(`npm does not know ${name} ${version}, which is shipped`)
  return {
    'bom-ref': `${name}@${version}`,
    type: 'library',
    name,
    version,
    scope: 'required',
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
    ...(found.licenses ? { licenses: found.licenses } : {}),
    ...(same?.hashes ? { hashes: same.hashes } : {}),
  }
}
