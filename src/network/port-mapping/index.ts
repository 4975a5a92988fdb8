export { addMapping } from './add-mapping.ts';
export { listMappings, readMapping } from './entries.ts';
export { findRouter } from './find-router.ts';
export { askOutside } from './outside.ts';
export { removeMapping } from './remove-mapping.ts';
