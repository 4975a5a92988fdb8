export { addMapping } from './add-mapping.ts';
export { listMappings } from './entries.ts';
export { findRouter } from './find-router.ts';
export { askOutside } from './outside.ts';
export { readMapping } from './read-mapping.ts';
export { removeMapping } from './remove-mapping.ts';
