import { RefusedError } from '../../errors.ts';
import { compileAll, type SyntaxFault } from '../../jupyter/settings/compiles.ts';
import type { ConfigFile } from '../../jupyter/settings/config-file.ts';
import type { SettingSources } from '../../jupyter/settings/sources.ts';
import { t } from '../../messages/index.ts';
import type { System } from '../../system/system.ts';
import { type Complaint, linesOf } from './complaint.ts';
import { flatKeysIn } from './json-keys.ts';
import { CAPITAL_ROOT, NO_ROOT, withCall } from './misspelt-code.ts';

/**
 * What the files themselves show about their loading, in Jupyter's words, for when no Jupyter can be asked. Runs no
 * config file; a Python that is there only compiles them.
 */
export async function complaintsOfFiles(
  { files }: Pick<SettingSources, 'files'>,
  system: System,
): Promise<Complaint[]> {
  const existing = files.filter(({ exists }) => exists);
  const all = await Promise.all(
    existing.map(async (file) => ({
      file,
      bytes: (await system.files.read(file.path).catch(() => undefined)) ?? new Uint8Array(),
    })),
  );
  const programs = all.filter(({ file }) => file.format === 'python' && !cannotBeRead(file));
  const said =
    programs.length === 0
      ? []
      : await compileAll(
          programs.map(({ bytes }) => bytes),
          system,
        );
  return all.flatMap((one) => complaintOf(one.file, one.bytes, said?.[programs.indexOf(one)]) ?? []);
}

/** The file could not be opened, which is no fault of its text. */
function cannotBeRead({ error }: ConfigFile): boolean {
  return error !== undefined && !(error instanceof RefusedError);
}

function complaintOf(
  file: ConfigFile,
  bytes: Uint8Array,
  said: SyntaxFault | undefined,
): Complaint | undefined {
  const { path, format, error } = file;
  if (cannotBeRead(file)) return undefined;
  const refused = error instanceof RefusedError ? error : undefined;
  const stops = refused?.reason === t().pythonConfig.refused['never-finishes'];
  if (refused !== undefined && stops) return { kind: 'silent', text: '', file: path, line: refused.line };
  const about = (line: number, text: string): Complaint => ({ kind: 'config-error', file: path, line, text });
  if (format === 'json') {
    if (refused !== undefined) return about(refused.line, refused.reason);
    const flat = flatKeysIn(new TextDecoder().decode(bytes)).find(({ key }) => /^[A-Z]/.test(key));
    return flat && about(flat.line, `ValueError: values must be Config instances: '${flat.key}'`);
  }
  if (said !== undefined) return about(said.line || refused?.line || 1, said.text);
  if (refused !== undefined) return about(refused.line, `SyntaxError: ${refused.reason} (unterminated)`);
  const name = unknownName(bytes);
  return name && about(name.line, `NameError: name '${name.name}' is not defined`);
}

/** The name in the place of `c` that the file defines nowhere. */
function unknownName(bytes: Uint8Array): { line: number; name: string } | undefined {
  const lines = linesOf(bytes);
  const code = lines.filter((text) => !/^\s*#/.test(text)).join('\n');
  for (const [at, text] of lines.entries()) {
    const called = withCall(text);
    if (called !== undefined && called !== text) return { line: at + 1, name: 'get_confg' };
    if (!CAPITAL_ROOT.test(text) && !NO_ROOT.test(text)) continue;
    const name = /^[ \t]*\.?(\w+)/.exec(text)?.[1] ?? '';
    const isDefined = new RegExp(
      String.raw`\b(?:import|as|class|def|for)\b[^\n]*\b${name}\b|^[ \t]*${name}\s*=`,
      'm',
    ).test(code);
    if (!isDefined) return { line: at + 1, name };
  }
  return undefined;
}
