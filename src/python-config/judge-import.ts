import { noteOpaque } from './case.ts';
import type { Ledger } from './ledger.ts';
import { ALL_POWERFUL, ALL_POWERFUL_ATTRIBUTES } from './python-names.ts';
import { isOperator, nameAt, type Statement } from './statement.ts';
import { NAME } from './tokens.ts';

/** Modules that have a `get_config` of their own, which gives another configuration. */
const HAS_GET_CONFIG = /traitlets|IPython|ipykernel|jupyter|notebook|^\./;

/** An import changes no setting, but it may give the names `c` and `get_config` another meaning. */
export function judgeImport({ source, tokens, from, to }: Statement, ledger: Ledger, at: number): void {
  for (let i = from + 1; i < to; i += 1) {
    if (isOperator(tokens, i, '*')) {
      const module = source.code.slice(tokens.start[from + 1], tokens.end[i - 2]);
      if (HAS_GET_CONFIG.test(module)) ledger.getConfigIsOurs = false;
      ledger.cIsConfig = false;
      noteOpaque(ledger, at, 'star-import');
    } else if (tokens.kind[i] === NAME) judgeImportedName(nameAt(tokens, i), ledger, at);
  }
}

function judgeImportedName(name: string, ledger: Ledger, at: number): void {
  if (name === 'c') {
    ledger.cIsConfig = false;
    noteOpaque(ledger, at, 'c-replaced');
  } else if (name === 'get_config') {
    ledger.getConfigIsOurs = false;
    noteOpaque(ledger, at, 'config-name-replaced');
  } else if (ALL_POWERFUL.has(name) || ALL_POWERFUL_ATTRIBUTES.has(name)) {
    ledger.escaped = ledger.rootEscaped = true;
    noteOpaque(ledger, at, 'exec');
  }
}
