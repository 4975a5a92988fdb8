import { TRAIT_NAMES, type Trait } from '../traits.ts';
import type { ConfigFile, FileSetting } from './config-file.ts';

export interface PlacedSetting {
  readonly file: ConfigFile;
  readonly setting: FileSetting;
}

/** Other names a trait goes by, besides its own. */
const OTHER_NAMES: Partial<Record<Trait, readonly string[]>> = { password: ['hashed_password'] };

/** Every line that names a trait, whatever its class and whether it counts: one walk over all of them. */
export function settingsByTrait(files: readonly ConfigFile[]): ReadonlyMap<Trait, readonly PlacedSetting[]> {
  const byTrait = new Map<Trait, PlacedSetting[]>();
  const byName = new Map<string, PlacedSetting[]>();
  for (const trait of TRAIT_NAMES) {
    const found: PlacedSetting[] = [];
    byTrait.set(trait, found);
    for (const name of [trait, ...(OTHER_NAMES[trait] ?? [])]) byName.set(name, found);
  }
  for (const file of files) {
    for (const setting of file.settings) {
      byName.get(setting.key.slice(setting.key.indexOf('.') + 1))?.push({ file, setting });
    }
  }
  return byTrait;
}
