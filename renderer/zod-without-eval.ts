import { schemaWords } from '#shared/kernel/schema-words';

/**
 * zod compiles parsers with `Function` unless told not to, which the page's security policy reports as a breach.
 * It reads this global when it loads, so a page without forms need not load zod to say so. Import before all else.
 */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true, customError: schemaWords } });
