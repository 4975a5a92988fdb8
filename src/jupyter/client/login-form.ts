/** A form that asks for a password. */
export interface LoginForm {
  /** Where it is sent, as it stands in the page; '' is the page itself. */
  readonly action: string;
  /** The name of the password field. */
  readonly field: string;
  /** What it sends beside the password: `_xsrf` from notebook 4.3.1 on. */
  readonly hidden: ReadonlyMap<string, string>;
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  apos: "'",
};

/** The first form of a page that has a password field. Linear in the page, whatever stands in it. */
export function findLoginForm(page: string): LoginForm | undefined {
  for (const piece of page.split(/<form\b/i).slice(1)) {
    const [head = '', ...rest] = piece.split('>', 2);
    const end = piece.search(/<\/form/i);
    const inputs = inputsOf(rest.length === 0 ? '' : piece.slice(head.length, end < 0 ? undefined : end));
    const password = inputs.find((input) => input.get('type')?.toLowerCase() === 'password');
    const field = password?.get('name') ?? 'password';
    if (password === undefined) continue;
    const hidden = inputs
      .filter((input) => input.get('type')?.toLowerCase() === 'hidden' && input.has('name'))
      .map((input) => [input.get('name') ?? '', input.get('value') ?? ''] as const);
    return { action: attributesOf(head).get('action') ?? '', field, hidden: new Map(hidden) };
  }
  return undefined;
}

function inputsOf(html: string): Map<string, string>[] {
  return [...html.matchAll(/<input\b([^<>]{0,2000})/gi)].map(([, text = '']) => attributesOf(text));
}

function attributesOf(text: string): Map<string, string> {
  const found = text.slice(0, 4_000).matchAll(/([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))/g);
  return new Map(
    [...found].map(([, name = '', double, single, bare]) => [
      name.toLowerCase(),
      decode(double ?? single ?? bare ?? ''),
    ]),
  );
}

function decode(text: string): string {
  return text.replace(/&(#?\w{1,6});/g, (whole, name: string) => ENTITIES[name] ?? whole);
}
