import { cmd, glued } from '../command-line.ts';

/** The parts of a sentence about a broken line. */
export interface Words {
  /** The Jupyter that was queried: 'jupyter notebook'. */
  readonly program: string;
  /** 'jupyter_notebook_config.py, line 3', or only the file. */
  readonly place: string;
  /** The name of a module, a variable, a file, a setting or a class. */
  readonly name: string;
  /** The probable correct name. */
  readonly better: string;
  /** Jupyter's original text. */
  readonly said: string;
  /** The Python of this Jupyter, as it can be pasted. */
  readonly python: string;
}

export interface Cause {
  readonly message: (words: Words) => string;
  readonly fix: (words: Words) => string;
}

const cause = (message: Cause['message'], fix: Cause['fix']): Cause => ({ message, fix });

/** Config files that do not load, or contain lines without effect. */
export const configFiles = {
  loads: 'Jupyter loads every config file and accepts what stands in it.',
  linesWork: 'Every setting in the config files is one that this Jupyter knows.',
  valuesInPlace: 'No value stands behind the wrong name.',
  notInstalled: 'No Jupyter is installed here that could say whether it loads the config files.',
  get notInstalledFix() {
    return `Install Jupyter, then run ${cmd('doctor')} again.`;
  },
  timeout: (program: string) => `${program} did not say in time whether it loads its config files.`,
  get timeoutFix() {
    return `Run ${cmd('doctor')} again when the computer is less busy.`;
  },
  notAsked: 'Jupyter was not asked whether it loads its config files.',
  place: (file: string, line: number) => `${file}, line ${line}`,
  whyDropped:
    'Jupyter silently ignores the whole file: every setting in it is gone, the password, the address and the port too.',
  whyJsonDropped: 'Jupyter skips this JSON file, so none of its settings count.',
  whyExtension:
    'Jupyter starts all the same, but without the settings of this file: the password, the address and the port may be missing.',
  whyPart: 'Jupyter applies the settings in the lines before this one and ignores those after it.',
  whyOwnObject: 'Jupyter never sees what is set on another object.',
  whyRefused: 'Jupyter does not start at all with this.',
  whyNoEffect: 'The line does nothing, and Jupyter goes on with its default.',
  whyRetries:
    'port_retries only says how many other ports to try when one is taken. Jupyter listens on 8888.',
  whyAuthority:
    'Jupyter then asks every browser for a certificate of its own, and its own certificate has no key: nobody gets in.',
  part: {
    fine: 'The lists of extensions and the settings of pages can be read.',
    empty: (path: string) => `${path} is empty, where Jupyter wants JSON.`,
    broken: (path: string, line: number) => `${path} is no JSON: line ${line}.`,
    ends: 'Jupyter reads it at its start, and ends.',
    page: 'Jupyter starts, and its page is an error (HTTP 500).',
    settings: 'The page of JupyterLab gets none of its settings (HTTP 500), and does not open as it should.',
    skipped: 'Jupyter leaves it out, with all that it sets.',
    extensions: 'The page opens, without the extensions that it lists.',
    emptyFix: (path: string) => `Write empty JSON into it: ${glued(`echo '{}' > ${path}`)}`,
    brokenFix: (line: number, path: string) =>
      `Correct line ${line} (often a comma or bracket too many, or the end is missing), or move the file away: ${glued(`mv ${path} ${path}.old`)}`,
  },
  cause: {
    'ip-unquoted': cause(
      ({ place }) => `An address without quotes stands in ${place}.`,
      ({ better }) => `Put quotes around it: ${glued(better)}`,
    ),
    'text-unquoted': cause(
      ({ place }) => `A text without quotes stands in ${place}.`,
      () => 'Put quotes around the value.',
    ),
    'leading-blank': cause(
      ({ place }) => `A blank stands before the setting in ${place}, left over from the #.`,
      () => 'Delete the blank, so that the line begins with c.',
    ),
    'unexpected-indent': cause(
      ({ place }) => `The line is indented although nothing opens a block: ${place}.`,
      () => 'Let the line begin where the lines around it begin.',
    ),
    'smart-quotes': cause(
      ({ place }) => `Curly quotes, as copied from a web page, stand in ${place}.`,
      () => 'Replace them with straight ones: \' or ".',
    ),
    'windows-path': cause(
      ({ place }) => `A Windows path with single backslashes stands in ${place}.`,
      ({ better }) =>
        better === ''
          ? "Write an r before the quotes, as in r'C:\\Users\\me', or use / in the path."
          : 'This computer has no drives with letters: name a folder of it there, or take the line out.',
    ),
    'notebook-auth-import': cause(
      ({ place, name }) => `${place} imports ${name}, which this Jupyter no longer has.`,
      ({ better }) => `Import it from ${glued(better)} instead, or write the hash itself into the file.`,
    ),
    'module-missing': cause(
      ({ place, name }) => `${place} imports ${name}, which is not installed for this Jupyter.`,
      () => 'Remove the import, or install the module for the Python of this Jupyter.',
    ),
    'environment-variable-missing': cause(
      ({ place, name }) => `${place} needs the environment variable ${name}, which is not set.`,
      ({ name }) =>
        `Set ${name} where Jupyter is started, or write ${glued(`os.environ.get('${name}', …)`)} with a default.`,
    ),
    'file-missing-in-config': cause(
      ({ place, name }) => `${place} opens the file ${name}, which does not exist.`,
      () => 'Create the file, or correct its path in that line.',
    ),
    'not-utf8': cause(
      ({ place }) => `${place} has letters that are not UTF-8 (saved as ANSI or cp949).`,
      () => 'Save the file as UTF-8 in the editor.',
    ),
    'utf-16': cause(
      ({ place }) => `${place} is saved as UTF-16 (“Unicode” in Notepad), which Python cannot load.`,
      () => 'Save the file as UTF-8 in the editor.',
    ),
    'nul-byte': cause(
      ({ place }) => `${place} contains a NUL byte, which Python cannot load.`,
      () => 'Remove it, or restore the file from a backup.',
    ),
    'tab-mix': cause(
      ({ place }) => `Tabs and blanks are mixed before ${place}, so Python cannot tell how deep it stands.`,
      () => 'Use blanks only, as many as the lines of the same block have.',
    ),
    unclosed: cause(
      ({ place }) => `A quote or bracket is opened and never closed: ${place}.`,
      () => 'Close it.',
    ),
    'wrong-case': cause(
      ({ place, name }) => `${place} says ${name}, which Python does not know.`,
      ({ better }) => `Write ${glued(better)}, with a capital letter.`,
    ),
    'name-error': cause(
      ({ place, name }) => `${place} uses the name ${name}, which means nothing there.`,
      () => 'Put quotes around it if it is a text, or correct it.',
    ),
    'json-broken': cause(
      ({ place }) => `The JSON file is broken: ${place}.`,
      ({ said }) => `Correct it (Jupyter says: ${said}), or remove the file.`,
    ),
    'bom-json': cause(
      ({ place }) => `${place} begins with an invisible byte order mark, which Jupyter cannot read in JSON.`,
      () => 'Save it as UTF-8 without BOM.',
    ),
    'config-unreadable': cause(
      ({ place }) => `You may not read ${place}.`,
      ({ said }) =>
        `Give the file to yourself (${glued('sudo chown')}), for it was probably made with sudo. Jupyter says: ${said}`,
    ),
    'port-retries-as-port': cause(
      ({ place, name }) => `The port ${name} was given to port_retries in ${place}.`,
      ({ better }) => `Write ${glued(better)} and ${glued('port_retries = 0')}`,
    ),
    'value-quoted': cause(
      ({ place, name }) => `${name} has quotes around a value that must have none: ${place}.`,
      ({ better }) => `Write ${glued(better)}`,
    ),
    'value-type': cause(
      ({ place, name }) => `The value of ${name} has the wrong type: ${place}.`,
      ({ said }) => `Correct the value. Jupyter says: ${said}`,
    ),
    'value-refused': cause(
      ({ place, name }) => `Jupyter does not accept the value of ${name}: ${place}.`,
      ({ said }) => `Correct the value. Jupyter says: ${said}`,
    ),
    'root-dir-missing': cause(
      ({ place, name }) =>
        place === ''
          ? `The folder that Jupyter is to show does not exist: ${name}.`
          : `The directory in ${place} does not exist: ${name}.`,
      () => 'Write the whole path of a directory that exists; Jupyter does not understand ~ here.',
    ),
    'shim-unknown-trait': cause(
      ({ place, name }) => `${place} sets ${name}, which this Jupyter no longer knows.`,
      ({ better }) => (better === '' ? 'Remove the line.' : `Write ${glued(better)}, or remove the line.`),
    ),
    'config-exits': cause(
      ({ place }) => `The config file ends Jupyter itself: ${place}.`,
      () => 'Remove that line.',
    ),
    'config-error': cause(
      ({ place, program }) => `${program} cannot load its config file: ${place}.`,
      ({ said }) => `Correct that line. Jupyter says: ${said}`,
    ),
    'trait-misspelt': cause(
      ({ place, name }) => `Jupyter has no setting ${name}: ${place}.`,
      ({ better }) => `You probably mean ${glued(better)}: correct the name.`,
    ),
    'class-misspelt': cause(
      ({ place, name }) =>
        `Jupyter has no class of the name in ${name}, and says nothing about it: ${place}.`,
      ({ better }) => `You probably mean ${glued(better)}: correct the name.`,
    ),
    'trait-of-another-class': cause(
      ({ place, name }) => `${name} does nothing, because the setting belongs to another class: ${place}.`,
      ({ better }) => `Write ${glued(better)}`,
    ),
    'trait-of-newer-version': cause(
      ({ place, name }) => `This Jupyter does not know ${name} yet: ${place}.`,
      ({ better }) => `Remove the line, or install a version that has it (${glued(better)}).`,
    ),
    'trait-unknown': cause(
      ({ place, name }) => `Jupyter has no setting ${name}: ${place}.`,
      () => `Remove the line, or look up its name in the help: ${glued('jupyter lab --help-all')}`,
    ),
    'client-ca-as-key': cause(
      ({ place, name }) => `client_ca is given a private key, ${name}: ${place}.`,
      () => 'Write keyfile instead of client_ca.',
    ),
    'json-flat-key': cause(
      ({ place, name }) =>
        `The key ${name} names class and setting in one: ${place}. Jupyter wants them nested.`,
      ({ better }) => `Write ${glued(better)}`,
    ),
    'json-key-ignored': cause(
      ({ place, name }) => `The key ${name} is no class, so Jupyter ignores it: ${place}.`,
      ({ better }) => (better === '' ? 'Put it into the section of its class.' : `Write ${glued(better)}`),
    ),
    'class-not-installed': cause(
      ({ place, name, better }) =>
        `${place} names the class ${name}, but ${better === '' ? 'this Jupyter has no such class' : `the package ${better} is not installed for this Jupyter`}.`,
      ({ better, python }) =>
        better === ''
          ? 'Remove the line.'
          : `Install it (${glued(`${python} -m pip install ${better}`)}), or remove the line.`,
    ),
    'trailing-comma': cause(
      ({ place }) => `A comma at the end makes a list of the value: ${place}.`,
      ({ better }) => `Delete the comma: ${glued(better)}`,
    ),
    'value-wrapped': cause(
      ({ place, name }) =>
        `The value of ${name} is broken over several lines, as a terminal wraps it: ${place}.`,
      () => 'Join the lines, so that the value stands on one.',
    ),
    'lookalike-character': cause(
      ({ place, name, better }) =>
        `${place} contains the character ${name}, which ${better === '' ? 'is invisible' : better === ' ' ? 'looks like a space' : `looks like ${better}`}; Python cannot read it.`,
      ({ better }) => (better === '' ? 'Delete it.' : 'Type that character again.'),
    ),
    'invisible-in-value': cause(
      ({ place, name }) => `The value of ${name} contains an invisible character: ${place}.`,
      () => 'Delete it.',
    ),
    'config-object-own': cause(
      ({ place }) => `${place} replaces Jupyter's configuration with an object of its own.`,
      ({ better }) => `Write ${glued(better)}`,
    ),
    'get-config-not-called': cause(
      ({ place }) => `${place} does not call get_config.`,
      ({ better }) => `Write ${glued(better)}`,
    ),
    'capital-c': cause(
      ({ place }) => `${place} begins with a capital C, but the configuration is called c.`,
      ({ better }) => `Write ${glued(better)}`,
    ),
    'root-missing': cause(
      ({ place }) => `The c. at the beginning is missing: ${place}.`,
      ({ better }) => `Write ${glued(better)}`,
    ),
    'two-settings': cause(
      ({ place }) => `Two settings stand on one line: ${place}.`,
      () => 'Put a semicolon between them, or write each on a line of its own.',
    ),
    'equals-missing': cause(
      ({ place }) => `The = between setting and value is missing: ${place}.`,
      ({ better }) => `Write ${glued(better)}`,
    ),
    'option-in-file': cause(
      ({ place }) => `An option for the command line stands in the config file: ${place}.`,
      ({ better }) => (better === '' ? 'Write it as a setting.' : `Write ${glued(better)}`),
    ),
    'not-code': cause(
      ({ place }) => `A sentence or a shell command stands in the config file: ${place}.`,
      ({ better }) => `Make it a comment: ${glued(better)}`,
    ),
    'line-sets-nothing': cause(
      ({ place, name }) => `The line about ${name} sets nothing: ${place}.`,
      ({ better }) => (better === '' ? 'Give it a value with =, or remove it.' : `Write ${glued(better)}`),
    ),
    'would-not-start': cause(
      ({ program }) => `${program} does not start.`,
      ({ said, program }) => `Run ${program} in a terminal and read its last lines. ${said}`,
    ),
  },
};
