import { atLeast } from '../generations.ts';
import type { App } from '../installation/find-installations.ts';
import type { Versions } from '../installation/probe.ts';
import type { PackageName } from '../installation/probe-script.ts';

/**
 * A jupyter_server extension that is an application of its own (ExtensionApp): when it is linked it loads
 * `jupyter_config` and its own config file, and passes everything to ServerApp.
 */
export interface Extension {
  /** Name of the package, as in jpserver_extensions; extensions are linked in alphabetical order. */
  readonly name: string;
  /** Base name of its config file. */
  readonly base: string;
  /** Its class and its configurable ancestors, weakest first. */
  readonly lineage: readonly string[];
  /** Its class passes NotebookApp's settings and its own server settings to ServerApp (notebook_shim). */
  readonly shim: boolean;
}

interface ExtensionRow extends Extension {
  /** The package whose version selects the row; undefined for packages that the probe does not look up. */
  readonly package?: PackageName;
  readonly from?: string;
  readonly below?: string;
}

const LAB_SERVER = ['ExtensionApp', 'LabServerApp'];

/** From the sources of the packages, by version (`_jupyter_server_extension_points`, `name`, `config_file_name`). */
const EXTENSIONS: readonly ExtensionRow[] = [
  {
    name: 'jupyterlab',
    package: 'jupyterlab',
    from: '3.0.0a0',
    base: 'jupyter_lab_config',
    lineage: [...LAB_SERVER, 'LabApp'],
    shim: true,
  },
  {
    name: 'notebook',
    package: 'notebook',
    from: '7.0.0a0',
    base: 'jupyter_notebook_config',
    lineage: [...LAB_SERVER, 'JupyterNotebookApp'],
    shim: true,
  },
  // nbclassic's class is also called NotebookApp; its config file name changed three times (lab#12897).
  ...(
    [
      ['0.1', '0.2.6', 'jupyter_nbclassic_config'],
      ['0.2.6', '0.4.0', 'jupyter_notebook_config'],
      ['0.4.0', '0.4.4', 'jupyter_nbclassic_config'],
      ['0.4.4', undefined, 'jupyter_notebook_config'],
    ] as const
  ).map(([from, below, base]) => ({
    name: 'nbclassic',
    package: 'nbclassic' as const,
    from,
    ...(below === undefined ? {} : { below }),
    base,
    lineage: ['ExtensionApp', 'NotebookApp'],
    shim: true,
  })),
  ...[
    ['jupyter_server_terminals', 'TerminalsExtensionApp'],
    ['jupyter_server_fileid', 'FileIdExtension'],
    ['jupyter_server_ydoc', 'YDocExtension'],
  ].map(([name = '', className = '']) => ({
    name,
    base: `${name}_config`,
    lineage: ['ExtensionApp', className],
    shim: false,
  })),
];

/** Extensions that are plain functions and load no config file. */
const WITHOUT_CONFIG = new Set(['notebook_shim', 'jupyter_lsp']);

/** The package whose extension an application starts; it is enabled whatever the config says. */
export const STARTERS: Readonly<Record<App, string | undefined>> = {
  notebook: 'notebook',
  lab: 'jupyterlab',
  server: undefined,
};

/** The extensions that a typical installation enables, for when nothing is installed. */
export const ASSUMED_EXTENSIONS: Readonly<Record<App, readonly string[]>> = {
  notebook: ['jupyterlab', 'notebook'],
  lab: ['jupyterlab'],
  server: [],
};

/** Traits that stay in NotebookApp and silently never reach ServerApp (IGNORED_TRAITS of the shim). */
export const NOT_SHIMMED: ReadonlySet<string> = new Set([
  'open_browser',
  'log_level',
  'log_format',
  'default_url',
  'show_banner',
]);

/** The extensions of these packages that have a config file, in linking order. */
export function linkedExtensions(names: Iterable<string>, versions: Versions | undefined): Extension[] {
  return [...new Set(names)]
    .sort()
    .map((name) => extensionOf(name, versions))
    .filter((extension) => extension !== undefined);
}

function extensionOf(name: string, versions: Versions | undefined): Extension | undefined {
  if (WITHOUT_CONFIG.has(name)) {
    return undefined;
  }
  const rows = EXTENSIONS.filter((row) => row.name === name);
  if (rows.length === 0) {
    // Unknown extension: an ExtensionApp loads jupyter_<name>_config, and its name is usually that of the package.
    return { name, base: `jupyter_${name}_config`, lineage: ['ExtensionApp'], shim: false };
  }
  return rows.find((row) => {
    const version = row.package === undefined ? undefined : versions?.[row.package];
    if (row.package === undefined || versions === undefined) {
      return true;
    }
    return (
      version !== undefined &&
      (row.from === undefined || atLeast(version, row.from)) &&
      (row.below === undefined || !atLeast(version, row.below))
    );
  });
}
