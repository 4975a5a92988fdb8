/** Before any test: dist is what src says, since the tests run the program as a person does. */
export async function setup(): Promise<void> {
  const { ensureBuild } = await import(new URL('../scripts/setup.js', import.meta.url).href);
  ensureBuild();
}
