/** Text that differs between runs or machines, with its replacement. The order matters. */
const STEADY: readonly (readonly [RegExp, string])[] = [
  // Waiting is reported only after a delay.
  [/^(?:.* …|(?:Waiting for|Opening) .*|.* (?:기다리는|열어 보는) 중)\n/gm, ''],
  [/^--- stderr\n(?=--- )/gm, ''],
  [/\$argon2id?\$[^\s'"]+/g, '$argon2…'],
  [/\$2b\$\d\d\$[./A-Za-z0-9]{53}/g, '$2b…'],
  [/\bsha(1|256|512):[0-9a-f]{4,}:[0-9a-f]{32,}/g, 'sha$1:…'],
  [/\b[0-9A-F]{2}(?::[0-9A-F]{2}){19,31}\b/g, 'FI:NG:ER'],
  [/\b[0-9a-f]{64}\b/g, '<sha256>'],
  [/\b\d{8}T\d{9}Z-[0-9a-f]{6}\b/g, '<run>'],
  [/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?/g, '<time>'],
  [/\b20\d\d-\d\d-\d\d\b/g, '<date>'],
  [/\(\d+ ms\)/g, '(<ms> ms)'],
  [/jupyter-clean-cfg-\w+/g, 'jupyter-clean-cfg-<name>'],
  [/python3\.\d+/g, 'python3.x'],
  [/\b(process|kill) \d+/g, '$1 <pid>'],
  [/프로세스 \d+/g, '프로세스 <pid>'],
  [/("pid": )\d+/g, '$10'],
  [/\bv?(?:20|22|24|26)\.\d+\.\d+\b(?=[^\d]|$)/g, '<node>'],
];

/** The lines of `--verbose` about files and programs. Their order varies, because several run in parallel. */
const TRACE = /(?:^(?:read|write|run) .*\n)+/gm;

/** What this computer's own systemd brings along. */
const OWN_UNITS = /^read \/(?:usr\/)?lib\/systemd\/.*\n/gm;

/** Makes a screen the same in every run. */
export function steady(text: string): string {
  const said = STEADY.reduce((so, [what, instead]) => so.replaceAll(what, instead), text);
  return said
    .replaceAll(OWN_UNITS, '')
    .replaceAll(TRACE, (lines) => `${lines.trimEnd().split('\n').sort().join('\n')}\n`);
}
