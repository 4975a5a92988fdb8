/** Pythons with a real traitlets for the tests: the newest generation, and the oldest (traitlets 4.3). */
export const PYTHON = process.env.JUPYTER_EXPOSE_TEST_PYTHON ?? '/tmp/lab/nb7/bin/python';
export const OLD_PYTHON = process.env.JUPYTER_EXPOSE_TEST_OLD_PYTHON ?? '/tmp/lab/nb60/bin/python';
