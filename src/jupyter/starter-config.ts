import { keyOf, type Target } from './target.ts';
import { TRAIT_NAMES } from './traits.ts';

/** What each setting is without a line in the config file (facts: the traits' own defaults). */
const DEFAULTS: Partial<Record<(typeof TRAIT_NAMES)[number], string>> = {
  password: "''",
  password_required: 'False',
  ip: "'localhost'",
  port: '8888',
  port_retries: '50',
  open_browser: 'True',
  certfile: "''",
};

/**
 * The file to begin with where no Jupyter is installed that could generate one: a comment, and the settings
 * that matter as commented defaults, each on one line, in the form of Jupyter's own generated files.
 */
export function starterConfig(target: Target): string {
  const lines = TRAIT_NAMES.flatMap((trait) => {
    const key = keyOf(target, trait);
    const value = DEFAULTS[trait];
    return key === undefined || value === undefined ? [] : [`# c.${key} = ${value}`];
  });
  return [
    `# Configuration file for jupyter ${target.app}, begun by jupyter-expose.`,
    `# \`jupyter ${target.app} --generate-config\` would list every other setting.`,
    '',
    'c = get_config()  # noqa',
    '',
    ...lines,
    '',
  ].join('\n');
}
