// `npm pack` runs this first: it builds, writes the list of what the package depends on, and makes the tarball the same
// bytes wherever and whenever it is packed with one version of Node and npm. npm itself sets all times to one date.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuild, ROOT } from './setup.js';

const { name, files, dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

ensureBuild();
writeFileSync(join(ROOT, 'dist', 'sbom.cdx.json'), `${JSON.stringify(makeSbom(), null, 2)}\n`);
for (const path of [...files, 'README.md', 'LICENSE', 'package.json'].flatMap(filesAt)) openToReaders(path);

/** The software bill of materials of the lockfile's runtime packages, without what differs from one run to the next. */
function makeSbom() {
  const sbom = JSON.parse(npm('sbom', '--sbom-format=cyclonedx', '--package-lock-only'));
  const ours = sbom.metadata.component['bom-ref'];
  const refs = runtimeRefs().add(ours);
  delete sbom.serialNumber;
  delete sbom.metadata.timestamp;
  sbom.metadata.component.name = name; // npm writes the name of the directory
  // With --omit=dev, npm 11 also leaves out a runtime package of which there are two versions.
  sbom.components = sbom.components.filter((one) => refs.has(one['bom-ref']));
  sbom.dependencies = sbom.dependencies
    .filter(({ ref }) => refs.has(ref))
    .map(({ ref, dependsOn }) => ({
      ref,
      dependsOn: ref === ours ? direct(dependsOn) : dependsOn.filter((one) => refs.has(one)),
    }));
  const { $schema, bomFormat, specVersion, ...rest } = sbom;
  return { $schema, bomFormat, specVersion, serialNumber: serialNumberOf(rest), ...rest };
}

/** name@version of each package that is installed with ours. */
function runtimeRefs() {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  return new Set(
    Object.entries(packages)
      .filter(([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional)
      .map(([path, { version }]) => `${path.replace(/^.*node_modules\//, '')}@${version}`),
  );
}

/** Only what package.json names as a dependency: a development tool may need the same package. */
function direct(refs) {
  return refs.filter((ref) => Object.hasOwn(dependencies, ref.replace(/@[^@]*$/, '')));
}

/** CycloneDX wants a UUID that identifies the document: version 8 (RFC 9562), derived from the content. */
function serialNumberOf(content) {
  const hex = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  const groups = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return `urn:uuid:${groups.join('-')}`;
}

/** The npm that packs, or the one in PATH. */
function npm(...args) {
  const { npm_execpath: packing } = process.env;
  const [command, first] = packing === undefined ? ['npm', []] : [process.execPath, [packing]];
  const { status, stdout, error } = spawnSync(command, [...first, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: packing === undefined && process.platform === 'win32',
  });
  if (status === 0) return stdout;
  process.stderr.write(`npm ${args[0]} failed (${error?.message ?? `exit code ${status}`}).\n`);
  process.exit(4);
}

function filesAt(name) {
  const path = join(ROOT, name);
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/** The permissions that the umask of the clone took away would be missing in the tarball as well. */
function openToReaders(path) {
  const mode = statSync(path).mode & 0o777;
  const wanted = (mode & 0o100) === 0 ? 0o644 : 0o755;
  if (mode !== wanted) chmodSync(path, wanted);
}
