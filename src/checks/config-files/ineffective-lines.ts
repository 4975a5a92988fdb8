import type { Chain } from '../../python-config/chain.ts';
import { readChain } from '../../python-config/chain.ts';
import { walkLines } from '../../python-config/logical-lines.ts';
import { countLines } from '../../python-config/reject.ts';
import { openSource } from '../../python-config/source.ts';
import { equalSigns, isOperator, type Statement, splitStatements } from '../../python-config/statement.ts';
import { NAME } from '../../python-config/tokens.ts';
import { linesOf } from './complaint.ts';
import { withOwnConfig } from './misspelt-code.ts';

/** A statement that looks like a setting, loads without an error, and sets nothing. */
export interface IneffectiveLine {
  readonly id: 'line-sets-nothing' | 'config-object-own';
  /** 1-based. */
  readonly line: number;
  /** 'ServerApp.port'; '' for the configuration itself. */
  readonly key: string;
  /** The line as written, and what was meant; both bytes as Latin-1. */
  readonly before: string;
  readonly after: string | undefined;
}

/** Most files contain nothing of the kind, and need no second walk. */
const SUSPECT =
  /==|;[ \t]*[cC]\.|^[ \t]*c\.[a-z]\w*\.\w+[ \t]*=|^[ \t]*(?:[cC]|get_config\(\))[ \t]*[.[][^=\r\n]*$|^[ \t]*c[ \t]*=[ \t]*(?!get_config)/m;

/** Under a name in lower case traitlets makes a value of its own, and no class looks there. */
const CLASSES: ReadonlyMap<string, string> = new Map(
  [
    ...[
      'NotebookApp',
      'ServerApp',
      'LabApp',
      'ExtensionApp',
      'JupyterApp',
      'JupyterNotebookApp',
      'Application',
    ],
    ...['IdentityProvider', 'PasswordIdentityProvider', 'FileContentsManager', 'ContentsManager'],
    ...['KernelManager', 'MappingKernelManager', 'MultiKernelManager', 'KernelSpecManager', 'GatewayClient'],
  ].map((name) => [name.toLowerCase(), name]),
);

/** Throws RefusedError for a file that Python cannot read either. */
export function ineffectiveLines(bytes: Uint8Array): IneffectiveLine[] {
  const source = openSource(bytes);
  if (!SUSPECT.test(source.text)) return [];
  const lines = linesOf(bytes);
  const lineOf = countLines(source.text);
  const found: IneffectiveLine[] = [];
  let own: IneffectiveLine | undefined;
  let isUsed = false;
  walkLines(source, {
    comment: () => undefined,
    line: (logical) => {
      for (const statement of splitStatements(source, logical)) {
        const at = statement.tokens.start[statement.from] ?? 0;
        const line = lineOf(at).line;
        const before = lines[line - 1] ?? '';
        const isAlone = logical.next - logical.start <= before.length + 2;
        const replaced = statement.topLevel && isAlone ? withOwnConfig(before) : undefined;
        if (replaced !== undefined) own = { id: 'config-object-own', line, key: '', before, after: replaced };
        // Whoever fetches or merges the configuration later knows what the object is for.
        else if (own !== undefined && namesConfig(statement)) own = undefined;
        isUsed ||= own !== undefined && equalSigns(statement).length > 0 && statement.first === 'c';
        const chain = settingOf(statement);
        if (chain === undefined) continue;
        const section = chain.section?.name ?? '';
        const key = `${CLASSES.get(section) ?? section}.${chain.trait?.name}`;
        const after = isAlone ? meantBy(statement, chain, before, at - logical.start) : undefined;
        found.push({ id: 'line-sets-nothing', line, key, before, after });
      }
    },
  });
  return own !== undefined && isUsed ? [own, ...found] : found;
}

/** The setting that a statement names without setting it: `c.A.x == 1`, `c.A.x: 1`, `c.A.x`. */
function settingOf(statement: Statement): Chain | undefined {
  const { tokens, from, to, first, isHeader } = statement;
  if (isHeader || (first !== 'c' && first !== 'C')) return undefined;
  const chain = readChain(statement, from, from + 1);
  const { section, trait, end } = chain;
  if (section?.name === undefined || trait?.name === undefined) return undefined;
  if (CLASSES.has(section.name)) return isOperator(tokens, end, '=') ? chain : undefined;
  if (!/^[A-Z]/.test(section.name)) return undefined;
  if (end === to) return chain;
  if (isOperator(tokens, end, '==')) return chain;
  return isOperator(tokens, end, ':') && equalSigns(statement).length === 0 ? chain : undefined;
}

/** The line with `=` in the place of `==` or `:`, or with the class as it is written. */
function meantBy(
  { tokens, to }: Statement,
  { end, section }: Chain,
  before: string,
  offset: number,
): string | undefined {
  if (end === to) return undefined;
  const rightClass = CLASSES.get(section?.name ?? '');
  if (rightClass !== undefined) return before.replace(`.${section?.name}.`, `.${rightClass}.`);
  const start = tokens.start[0] ?? 0;
  const at = (tokens.start[end] ?? 0) - start + before.length - before.trimStart().length;
  const length = (tokens.end[end] ?? 0) - (tokens.start[end] ?? 0);
  if (offset < 0 || before.slice(at, at + length) === '') return undefined;
  const left = before.slice(0, at).trimEnd();
  return `${left} = ${before.slice(at + length).trimStart()}`;
}

/** Whether a statement fetches the configuration or merges into it. */
function namesConfig({ tokens, from, to }: Statement): boolean {
  for (let i = from; i < to; i += 1)
    if (
      tokens.kind[i] === NAME &&
      /^(?:get_config|merge|update|globals|load_subconfig)$/.test(tokens.word[i] ?? '')
    )
      return true;
  return false;
}
