import { isFetchOfC } from '../../python-config/chain.ts';
import { walkLines } from '../../python-config/logical-lines.ts';
import { openSource } from '../../python-config/source.ts';
import {
  equalSigns,
  isConstant,
  isOperator,
  type Statement,
  splitStatements,
} from '../../python-config/statement.ts';
import { NAME, STRING } from '../../python-config/tokens.ts';

/** Values that Jupyter may refuse, or look for: quoted numbers, names of classes. */
const DOUBTFUL = /_class[ \t]*=|=[ \t]*[ru]?(['"])(?:true|false|\d+)\1/i;

/** Whether a Python config file certainly loads: it holds nothing but `c.A.x = constant` and `c = get_config()`. */
export function isPlainConfig(bytes: Uint8Array): boolean {
  const source = openSource(bytes);
  let isPlain = true;
  walkLines(source, {
    comment: () => undefined,
    line: (logical) => {
      if (!isPlain) return;
      isPlain =
        logical.level === 0 &&
        !logical.opensBlock &&
        !DOUBTFUL.test(source.code.slice(logical.start, logical.next)) &&
        splitStatements(source, logical).every(isPlainStatement);
    },
  });
  return isPlain;
}

function isPlainStatement(statement: Statement): boolean {
  const { tokens, from, to, first } = statement;
  if (isFetchOfC(statement)) return true;
  const [equals, ...more] = equalSigns(statement);
  if (equals === undefined) return to - from === 1 && tokens.kind[from] === STRING;
  const isKey =
    first === 'c' &&
    equals - from === 5 &&
    [1, 3].every((at) => isOperator(tokens, from + at, '.')) &&
    [2, 4].every((at) => tokens.kind[from + at] === NAME);
  return isKey && more.length === 0 && !isOperator(tokens, to - 1, ',') && isConstant(tokens, equals + 1, to);
}
