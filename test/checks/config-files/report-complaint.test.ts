import { describe, expect, it } from 'vitest';
import { locateComplaint } from '../../../src/checks/config-files/complaint.ts';
import { reportComplaint } from '../../../src/checks/config-files/report-complaint.ts';
import type { LoadProblem } from '../../../src/jupyter/settings/load-problems.ts';
import { readSettingSources, type SettingSources } from '../../../src/jupyter/settings/sources.ts';
import { statedTarget } from '../../../src/jupyter/target.ts';
import { editLines } from '../../../src/plan/prepare.ts';
import type { System } from '../../../src/system/system.ts';
import { localSystem } from '../../jupyter/local-system.ts';

const PATH = '/nowhere/.jupyter/jupyter_notebook_config.py';

interface Said {
  readonly kind?: LoadProblem['kind'];
  readonly target?: 'notebook@5.7' | 'lab@4';
}

/** What the doctor says of a file with this content, when Jupyter complains like this about its last line. */
async function evaluate(
  content: string,
  said: string,
  { kind = 'config-error', target = 'lab@4' }: Said = {},
) {
  const bytes = new Uint8Array(Buffer.from(content, 'utf8'));
  const local = localSystem({ env: {}, home: '/nowhere' });
  const system: System = { ...local, files: { ...local.files, read: async () => bytes } };
  const line = content.split('\n').findLastIndex((text) => text !== '') + 1;
  const stated = target === 'lab@4' ? statedTarget('lab', '4') : statedTarget('notebook', '5.7');
  const sources: SettingSources = await readSettingSources(stated, local);
  const around = {
    target: stated,
    program: 'jupyter lab',
    sources,
    classes: undefined,
    refused: false,
    system,
  };
  const finding = await reportComplaint(
    await locateComplaint({ kind, file: PATH, line, text: said }, around),
    system,
  );
  const [change] = finding.repair?.changes ?? [];
  const fixed =
    change?.kind === 'edit-lines' ? new TextDecoder().decode(editLines(change, bytes)) : undefined;
  return { ...finding, fixed };
}

const UNICODE = "SyntaxError: (unicode error) 'unicodeescape' codec can't decode bytes in position 2-3";

/** Python changed its words over the years; the causes stayed. */
describe('the cause, whatever the Python', () => {
  it.each([
    ['ip-unquoted', 'c.X.ip = 192.168.0.3', 'SyntaxError: invalid syntax', "c.X.ip = '192.168.0.3'"],
    ['ip-unquoted', 'c.X.ip = *  # all', 'SyntaxError: invalid syntax', "c.X.ip = '*'  # all"],
    ['ip-unquoted', 'c.X.ip=localhost', "NameError: name 'localhost' is not defined", "c.X.ip='localhost'"],
    ['ip-unquoted', 'c.X.ip = fe80::1', 'SyntaxError: invalid syntax', "c.X.ip = 'fe80::1'"],
    ['smart-quotes', 'c.X.ip = ‘*’', 'SyntaxError: invalid character in identifier', "c.X.ip = '*'"],
    ['smart-quotes', 'c.X.ip = “*”', "SyntaxError: invalid character '“' (U+201C)", 'c.X.ip = "*"'],
    [
      'smart-quotes',
      "c.X.ip = '*’",
      'SyntaxError: unterminated string literal (detected at line 1)',
      "c.X.ip = '*'",
    ],
    [
      'lookalike-character',
      "c.X.ip =\u00a0'*'",
      'SyntaxError: invalid non-printable character U+00A0',
      "c.X.ip = '*'",
    ],
    [
      'lookalike-character',
      "c.X.ip\u200b = '*'",
      'SyntaxError: invalid character in identifier',
      "c.X.ip = '*'",
    ],
    ['lookalike-character', 'c.X.ip = «*»', 'SyntaxError: invalid syntax', 'c.X.ip = "*"'],
    ['lookalike-character', "с.X.ip = '*'", "NameError: name 'с' is not defined", "c.X.ip = '*'"],
    ['capital-c', "C.NotebookApp.ip = '*'", "NameError: name 'C' is not defined", "c.NotebookApp.ip = '*'"],
    [
      'root-missing',
      'ServerApp.port = 1',
      "NameError: name 'ServerApp' is not defined",
      'c.ServerApp.port = 1',
    ],
    ['root-missing', '.ServerApp.port = 1', 'SyntaxError: invalid syntax', 'c.ServerApp.port = 1'],
    [
      'get-config-not-called',
      'c = get_config\nc.X.port = 1',
      "AttributeError: 'function' object has no attribute 'X'",
      'c = get_config()\nc.X.port = 1',
    ],
    [
      'get-config-not-called',
      'c = get_confg()',
      "NameError: name 'get_confg' is not defined",
      'c = get_config()',
    ],
    ['two-settings', 'c.X.a = 1 c.X.b = 2', 'SyntaxError: invalid syntax', 'c.X.a = 1; c.X.b = 2'],
    [
      'two-settings',
      "c.X.a = 'x', c.X.b = 2",
      "SyntaxError: cannot assign to attribute here. Maybe you meant '==' instead of '='?",
      "c.X.a = 'x'; c.X.b = 2",
    ],
    ['equals-missing', 'c.X.port 1', 'SyntaxError: invalid syntax', 'c.X.port = 1'],
    ['equals-missing', 'c.X.port := 1', 'SyntaxError: invalid syntax', 'c.X.port = 1'],
    ['equals-missing', "c.X.ip('*')", "TypeError: 'LazyConfigValue' object is not callable", "c.X.ip = '*'"],
    ['config-object-own', 'c = Config()', "NameError: name 'Config' is not defined", 'c = get_config()'],
    ['option-in-file', '--ip=*', 'SyntaxError: invalid syntax', "c.ServerApp.ip = '*'"],
    [
      'option-in-file',
      '--no-browser',
      "NameError: name 'no' is not defined",
      'c.ServerApp.open_browser = False',
    ],
    ['not-code', 'The port to listen on.', 'SyntaxError: invalid syntax', '# The port to listen on.'],
    ['not-code', '$ jupyter lab', 'SyntaxError: invalid syntax', '# $ jupyter lab'],
    // Half a hash with a quote after it is a password that nobody knows.
    [
      'unclosed',
      "c.X.password = 'sha1:67c9e60bb8b6",
      'SyntaxError: EOL while scanning string literal',
      undefined,
    ],
    ['unclosed', "c.X.ip = '*", 'SyntaxError: EOL while scanning string literal', "c.X.ip = '*'"],
    ['unclosed', 'c.X.a = [', "SyntaxError: '[' was never closed", undefined],
    ['unclosed', 'c.X.a = [', 'SyntaxError: unexpected EOF while parsing', undefined],
    ['leading-blank', " c.X.ip = '*'", 'IndentationError: unexpected indent', "c.X.ip = '*'"],
    ['windows-path', "c.X.d = 'C:\\Users\\me'", UNICODE, "c.X.d = r'C:\\Users\\me'"],
    ['windows-path', "c.X.d = 'C:\\Users\\'", UNICODE, undefined],
    ['module-missing', 'import nothing', 'ImportError: No module named nothing', undefined],
    ['module-missing', 'import nothing', "ModuleNotFoundError: No module named 'nothing'", undefined],
    [
      'notebook-auth-import',
      'from notebook.auth import passwd',
      "ModuleNotFoundError: No module named 'notebook.auth'",
      'from jupyter_server.auth import passwd',
    ],
    [
      'notebook-auth-import',
      'from IPython.lib.security import passwd',
      "ModuleNotFoundError: No module named 'IPython.lib.security'",
      'from jupyter_server.auth.security import passwd',
    ],
    ['environment-variable-missing', "x = os.environ['A']", "KeyError: 'A'", undefined],
    ['config-error', "x = {}['A']", "KeyError: 'A'", undefined],
    [
      'wrong-case',
      'c.X.open_browser = false',
      "NameError: name 'false' is not defined",
      'c.X.open_browser = False',
    ],
    ['name-error', 'c.X.open_browser = no', "NameError: name 'no' is not defined", undefined],
    [
      'text-unquoted',
      'c.X.certfile = /etc/my.pem',
      'SyntaxError: invalid syntax',
      "c.X.certfile = '/etc/my.pem'",
    ],
    ['config-error', 'c.X.thing()', "TypeError: 'int' object is not callable", undefined],
  ])('%s: %s (%s)', async (id, line, said, fixed) => {
    const found = await evaluate(`c.X.a = 1\n${line}\n`, said);
    expect(found.id).toBe(id);
    expect(found.status).toBe('fail');
    expect(found.evidence).toMatchObject({ file: PATH, line: 2 });
    expect(found.fixed).toBe(fixed === undefined ? undefined : `c.X.a = 1\n${fixed}\n`);
  });

  it('mends the same mistake in every line at once, and leaves comments alone', async () => {
    const found = await evaluate(
      ' c.X.a = 1\n #  c.X.d = 2\n c.X.b = 2\n',
      'IndentationError: unexpected indent',
    );
    expect(found.fixed).toBe('c.X.a = 1\n #  c.X.d = 2\nc.X.b = 2\n');
  });

  it('moves only the one line where the file has blocks', async () => {
    const text = 'if True:\n  c.X.a = 1\nx = 1\n  c.X.b = 2\n';
    const found = await evaluate(text, 'IndentationError: unexpected indent');
    expect(found.fixed).toBe('if True:\n  c.X.a = 1\nx = 1\nc.X.b = 2\n');
  });

  it('writes an address that notebook 5.7 survives', async () => {
    const found = await evaluate('c.X.ip = *\n', 'SyntaxError: invalid syntax', { target: 'notebook@5.7' });
    expect(found.fixed).toBe("c.X.ip = '0.0.0.0'\n");
  });
});

describe('a secret in the broken line is told nowhere', () => {
  it.each([
    ['c.X.password = hunter2', "NameError: name 'hunter2' is not defined"],
    ['c.X.token = hunter2-abc', 'SyntaxError: invalid syntax'],
    ['c.X.token = “hunter2”', "SyntaxError: invalid character '“' (U+201C)"],
    ["c.X.password = 'hunter2", 'SyntaxError: unterminated string literal (detected at line 1)'],
    ["c['X']['password'] = hunter2", "NameError: name 'hunter2' is not defined"],
  ])('%s', async (line, said) => {
    const { repair: _, fixed: __, ...told } = await evaluate(`${line}\n`, said);
    expect(JSON.stringify(told)).not.toContain('hunter2');
  });

  it('nor in what Jupyter says of its value', async () => {
    const said =
      "The 'password' trait of a ServerApp instance expected a unicode string, not the int 123456.";
    const {
      repair: _,
      fixed: __,
      ...told
    } = await evaluate('c.X.password = 123456\n', said, { kind: 'bad-config' });
    expect(JSON.stringify(told)).not.toContain('123456');
  });
});
