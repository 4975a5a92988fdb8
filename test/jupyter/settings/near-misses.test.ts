import { expect, it } from 'vitest';
import { meantName } from '../../../src/jupyter/settings/near-misses.ts';

it.each([
  ['jupyter_notebook_config.py.txt', 'jupyter_notebook_config'],
  ['jupyter-notebook-config.py', 'jupyter_notebook_config'],
  ['jupyter_server_config', 'jupyter_server_config'],
  ['jupyter_notebooks_config.py', 'jupyter_notebook_config'],
  ['jupyter_notebook_config (1).py', 'jupyter_notebook_config'],
  ['jupyterlab_config.py', 'jupyter_lab_config'],
  ['Jupyter_Server_Config.PY', 'jupyter_server_config'],
  ['jupyter_notebook.py', 'jupyter_notebook_config'],
  ['jupyter_notebook_config.py', undefined],
  ['jupyter_server_config.json', undefined],
  ['jupyter_notebook_config.py.bak', undefined],
  ['jupyter_notebook_config.py~', undefined],
  ['jupyter_notebook_config.old.py', undefined],
  ['jupyter_nbconvert_config.py', undefined],
  ['jupyter_qtconsole_config.py', undefined],
])('the name %s is meant as %s', (name, meant) => {
  expect(meantName(name)).toBe(meant);
});
