import { domainOf } from '../../certificates/public-suffix.ts';

/** Origins of nobody in particular: a pattern that takes one of them takes strangers. */
const STRANGERS = [
  'https://a.example',
  'http://a.example',
  'http://xn--9q8h.test:8443',
  'https://evil.test',
  'http://evil',
  'https://198.51.100.7',
  'null',
];

/**
 * Whether web pages of strangers match an allow_origin_pat: any of them, or one whose name only begins or ends like the
 * one that is meant (`re.match` looks at the beginning alone). Undefined for syntax that JavaScript does not have.
 */
export function takesStrangers(pattern: string): boolean | undefined {
  if (pattern === '') return false;
  const shape = shapeOf(pattern);
  if (shape === undefined) return undefined;
  const meant = examples(pattern).filter((one) => URL.canParse(one) && shape.test(one));
  return [...STRANGERS, ...meant.flatMap(neighbours)].some((site) => shape.test(site));
}

/** Flags for the whole pattern: `(?i)`, `(?s)`. */
const FLAGS = /^\(\?([a-zA-Z]+)\)/;

function shapeOf(pattern: string): RegExp | undefined {
  const [all = '', flags = ''] = FLAGS.exec(pattern) ?? [];
  // Verbose patterns are read otherwise.
  if (/[^imsuaL]/.test(flags)) return undefined;
  const translated = pattern
    .slice(all.length)
    .replace(/\(\?#[^)]*\)/g, '')
    .replace(/\(\?[imsuaL]+:/g, '(?:')
    .replace(/\\Z/g, '$')
    .replace(/\\A/g, '^')
    .replace(/\(\?P</g, '(?<');
  // Letters after a backslash that JavaScript takes for themselves, and Python does not.
  if (/(?<!\\)(?:\\\\)*\\[aAzZNU]/.test(translated)) return undefined;
  try {
    return new RegExp(`^(?:${translated})`, flags.replace(/[^ims]/g, ''));
  } catch {
    return undefined;
  }
}

/** Origins that the author of a pattern may have had in mind: its text, with something short for each wildcard. */
function examples(pattern: string): string[] {
  const plain = pattern
    .replace(FLAGS, '')
    .replace(/^(?:\^|\\A)|\\Z$|\$$/g, '')
    .replace(/\(\?(?:P<\w+>|:|i\))/g, '(')
    .replace(/\\([dw])[+*]?(?:\{[^}]*\})?/g, (_all, kind: string) => (kind === 'd' ? '1' : 'a'))
    .replace(/\[\^?\]?[^\]]*\][+*?]?(?:\{[^}]*\})?/g, 'a')
    .replace(/(?<!\\)\.[+*]\??/g, 'a');
  const chosen = [0, 1].map((which) =>
    plain
      .replace(/\(([^()]*)\)[?*+]?/g, (_all, inner: string) => inner.split('|').at(which) ?? '')
      .replace(/(\w)\?/g, which === 0 ? '' : '$1')
      .replace(/\\(.)/g, '$1'),
  );
  const whole = chosen.flatMap((one) => one.split('|'));
  return whole.flatMap((one) =>
    /^https?:\/\//.test(one) ? [one] : [one, `https://${one}`, `http://${one}`],
  );
}

/** Origins of strangers that look like this one: with something after its name, or before the domain in it. */
function neighbours(origin: string): string[] {
  const { protocol, hostname, port } = new URL(origin);
  const tail = port === '' ? '' : `:${port}`;
  const domain = domainOf(hostname);
  return [
    ...(port === '' ? [`${protocol}//${hostname}.evil.test`] : []),
    ...(domain === undefined
      ? []
      : [`${protocol}//evil${domain}${tail}`, `${protocol}//evil-${domain}${tail}`]),
  ];
}

/** Every site, or 'null': what a browser sends for a page in a frame without an origin, which any site can make. */
export function isAnyOrigin(value: unknown): boolean {
  return value === '*' || value === 'null';
}
