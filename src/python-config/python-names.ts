/** The meaning of names in a config file: tables, no logic. */

export const KEYWORDS: ReadonlySet<string> = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from ' +
    'global if import in is lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
);

/** Statements that are directly followed by a name: Python 2's print and exec, and the soft keywords. */
export const WORD_STATEMENTS: ReadonlySet<string> = new Set(['print', 'exec', 'match', 'case', 'type']);

/** Words that open a block and may have it on the same line. */
export const BLOCK_WORDS: ReadonlySet<string> = new Set(
  'if elif else for while try except finally with def class async'.split(' '),
);

/** Words that continue the preceding block statement: nothing may come between them. */
export const CONTINUING_WORDS: ReadonlySet<string> = new Set(['elif', 'else', 'except', 'finally']);

/** Statements that bind names. */
export const BINDING_WORDS: ReadonlySet<string> = new Set(
  'for with def class async except del global nonlocal case match while'.split(' '),
);

/** Names that give access to any code or any other name. */
export const ALL_POWERFUL: ReadonlySet<string> = new Set(
  'exec execfile eval compile globals locals vars __builtins__ builtins __builtin__ __import__ runpy'.split(
    ' ',
  ),
);

/** The same names as attributes: `sys._getframe`, `builtins.exec`, `f.__globals__`. */
export const ALL_POWERFUL_ATTRIBUTES: ReadonlySet<string> = new Set(
  (
    'exec execfile eval _getframe currentframe stack f_globals f_locals f_back __globals__ __builtins__ __dict__ ' +
    'tb_frame gi_frame run_path get_objects get_referrers __self__ __closure__'
  ).split(' '),
);

/**
 * Methods of a config section that change or expose the whole section. 'escape': other code may keep a reference to it.
 */
export const SECTION_METHODS: ReadonlyMap<string, 'touch' | 'escape'> = new Map([
  ['update', 'touch'],
  ['merge', 'touch'],
  ['_merge', 'touch'],
  ['pop', 'touch'],
  ['popitem', 'touch'],
  ['setdefault', 'touch'],
  ['clear', 'touch'],
  ['get', 'touch'],
  ['has_key', 'touch'],
  ['_has_section', 'touch'],
  ['collisions', 'touch'],
  ['items', 'escape'],
  ['keys', 'escape'],
  ['values', 'escape'],
  ['copy', 'escape'],
  ['fromkeys', 'escape'],
  ['iteritems', 'escape'],
  ['iterkeys', 'escape'],
  ['itervalues', 'escape'],
  ['viewitems', 'escape'],
  ['viewkeys', 'escape'],
  ['viewvalues', 'escape'],
]);

/** Methods of the configuration, or of a section, that put given values into it. */
export const CONFIG_WRITERS: ReadonlySet<string> = new Set(
  'update merge _merge setdefault __setitem__ __setattr__ __ior__ append extend insert'.split(' '),
);

/** Functions that keep no reference to their argument. */
export const ONLY_LOOK: ReadonlySet<string> = new Set(
  'print len type isinstance hasattr id repr str bool'.split(' '),
);

/** Functions that look up an attribute by a name that may be computed. */
export const GETTERS: ReadonlySet<string> = new Set(
  'getattr getattr_static attrgetter methodcaller __getattribute__'.split(' '),
);

/** Access to the names of the file by their text. */
export const NAMESPACES: ReadonlySet<string> = new Set(
  'globals locals vars f_globals f_locals __globals__'.split(' '),
);

/** Calls that end the execution of the file. */
export const FINAL_CALLS: ReadonlySet<string> = new Set(['exit', 'quit', 'sys.exit', 'os._exit', 'os.abort']);
