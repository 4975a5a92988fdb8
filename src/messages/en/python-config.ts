/** The edits of the line patcher and their reasons. `why` and `refused` are keyed by the patcher's own codes. */
export const pythonConfig = {
  title: 'config',
  /**
   * Why an edit is where it is (for an added line: why no other line could be edited),
   * and the effect of code that cannot be analysed line by line.
   */
  why: {
    'value-replaced': 'The setting stood here as a plain value; only the value was changed.',
    'default-uncommented': 'The commented default of this setting stood here; it was uncommented.',
    'already-so': 'The setting already has this value.',
    'in-our-block': 'The line stands in the block that jupyter-expose keeps at the end of the file.',
    'not-in-file': 'Nothing in the file set this.',
    'not-a-literal': 'The file computes this value.',
    'several-lines': 'The value stretches over several lines.',
    chained: 'One line sets several things to the same value.',
    unpacked: 'The setting is only a part of what one line assigns to.',
    subscript: 'The setting is written with square brackets.',
    conditional: 'The setting is made inside if, for, try, with or similar.',
    function: 'A function or class can change the configuration.',
    'read-later':
      'Code in the file reads this setting, so that a change before it would change something else as well.',
    augmented: 'Code in the file changes this setting with an operator such as +=.',
    deleted: 'Code in the file deletes this setting.',
    mutated: 'Code in the file changes this value in place.',
    'section-changed': 'Code in the file changes this whole section, for example with update().',
    'section-assigned': 'Code in the file replaces this whole section.',
    'config-changed':
      'Code in the file changes the whole configuration, for example with update() or merge().',
    'computed-key': 'Code in the file sets a name that it computes.',
    alias: 'The configuration gets a second name or is handed to other code.',
    setattr: 'setattr or delattr changes the configuration.',
    'load-subconfig': 'load_subconfig reads another file.',
    exec: 'exec, eval, globals or the like can change anything.',
    'star-import': 'An import with * can replace the name c.',
    'c-replaced': 'The name c may mean something else here.',
    'config-name-replaced': 'The name get_config may mean something else here.',
    'after-alias': 'This code may use a second name of the configuration.',
    'default-not-free': 'The commented default stands where a setting would break the code around it.',
    'line-removed': 'The line that set this was removed.',
    'nothing-to-remove': 'Nothing in the file sets this.',
    'removed-at-the-end': 'A line at the end takes this setting out again, whatever the code above does.',
  },
  /** Why a file is rejected; `refusedAt` adds the place. */
  refused: {
    'utf-16': 'The file is UTF-16 or UTF-32, which Python cannot load. Save it as UTF-8.',
    nul: 'The file contains a NUL byte, which Python cannot load. Remove it.',
    'bom-and-cookie':
      'The file starts with a UTF-8 mark but declares another encoding. Remove one of the two.',
    'unknown-encoding': 'The file declares an encoding that cannot be read safely here. Save it as UTF-8.',
    'not-utf-8': 'The code contains bytes that are not UTF-8, and no encoding is declared. Save it as UTF-8.',
    'unterminated-string': 'A string is opened here and never closed. Close it.',
    'unclosed-bracket': 'A bracket is opened here and never closed. Close it.',
    'unexpected-bracket': 'A bracket is closed here that does not match an open one. Correct it.',
    'too-deep': 'Brackets are nested too deeply here. Simplify the code.',
    'bad-f-string': 'This f-string cannot be read with certainty. Simplify it.',
    'stray-backslash': 'A backslash stands here that does not continue a line. Remove it.',
    'strange-character':
      'This character cannot stand in Python code (often a quote pasted from a web page). Replace it.',
    'bad-number': "This is not a Python number. If it is an address, put it in quotes, as in '192.168.0.3'.",
    'bad-indent': 'The indentation here does not fit the lines before it. Correct it.',
    'missing-block': 'An indented block is expected after this line. Add it.',
    syntax: 'Python cannot read this line. Correct it (text needs quotes).',
    'never-finishes':
      'The file always stops at this line, so Jupyter ignores or never uses it. Remove the line.',
    'shared-sections':
      'This line makes two sections one object, so a change of one would change the other. Set their values separately.',
    'no-section':
      'This line puts something in place of a section that is no section, so no setting of it can be changed. Correct the line.',
    'would-break':
      'After this change Python could not read the file any more, so it was not written. Change it by hand.',
    'names-replaced':
      'The names c and get_config may both mean something else at the end of this file. Rename the other ones.',
  },
  refusedAt: (reason: string, line: number, column: number, file?: string) =>
    `${file === undefined ? '' : `${file}: `}${reason} (line ${line}, column ${column})`,
  badKey: (key: string) =>
    `“${key}” is not the name of a setting. Write it as Class.trait, for example ServerApp.port.`,
  badValue: 'This value cannot be written in a Python file.',
};
